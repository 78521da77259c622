import { expect } from 'chai';
import { Authorized, Delete, Get, JsonController, Param, Patch, Post, Put, UseInterceptor } from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagFromResult,
  LastModified,
  ShallowEtag,
  Touches,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import { anHourPasses, warnings } from '../stores/warnings';
import { inEachSetup } from './app';

const ran: string[] = [];

/** A class of its own for each application: what was warned of once is not warned of again. */
function controllers(): Function[] {
  @JsonController()
  class PlainController {
    @Get('/plain')
    @Put('/plain')
    @Patch('/plain')
    @Post('/plain')
    @Delete('/plain')
    write(): object {
      ran.push('write');
      return {};
    }

    @Put('/checked/:id')
    validated(@Param('id') _id: number): object {
      ran.push('write');
      return {};
    }

    @Put('/forbidden')
    @Authorized()
    forbidden(): object {
      return {};
    }

    @Put('/result')
    @ETagFromResult(() => 'v2')
    result(): object {
      ran.push('write');
      return {};
    }

    @Put('/cached')
    @CacheControl({ maxAge: 60 })
    cached(): object {
      ran.push('write');
      return {};
    }

    @Put('/shallow')
    @UseInterceptor(ShallowEtag())
    shallow(): object {
      ran.push('write');
      return {};
    }

    @Put('/touching')
    @Touches(() => 'unevaluated:name')
    touching(): object {
      ran.push('write');
      return {};
    }

    @Put('/tagged')
    @ETag(() => 'v1')
    tagged(): object {
      ran.push('write');
      return {};
    }

    @Put('/dated')
    @LastModified(() => 0)
    dated(): object {
      ran.push('write');
      return {};
    }

    @Put('/imperative')
    imperative(@WebReq() web: WebRequest): object {
      web.checkNotModified('v1');
      ran.push('write');
      return {};
    }
  }

  @CacheControl({ noStore: true })
  @JsonController('/class')
  class OfClassController {
    @Put()
    write(): object {
      ran.push('write');
      return {};
    }
  }

  return [PlainController, OfClassController];
}

const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';

/** Nothing evaluates preconditions of these. */
const UNEVALUATED = '{/plain,/result,/cached,/shallow,/touching,/class}';

const refused: readonly Case[] = exchanges(`
a precondition that nobody evaluates is refused before the action runs
  PUT ${UNEVALUATED} | If-Match: "v1" -> 412 | says If-Match cannot be checked here: send the request without it | ran nothing
  PUT ${UNEVALUATED} | If-Match: * -> 412 | says If-Match cannot be checked | ran nothing
  PUT ${UNEVALUATED} | If-None-Match: * -> 412 | says If-None-Match cannot be checked | ran nothing
  PUT ${UNEVALUATED} | If-None-Match: "v1" -> 412 | says If-None-Match cannot be checked | ran nothing
  PUT ${UNEVALUATED} | If-Unmodified-Since: ${DATE} -> 412 | says If-Unmodified-Since cannot be checked | ran nothing
whatever the method
  {PATCH,POST,DELETE} /plain | If-Match: "v1" -> 412 | ran nothing
though it be empty, malformed or in two lines
  PUT /plain | If-Match: -> 412 | ran nothing
  PUT /plain | If-Match: v1 -> 412 | ran nothing
  PUT /plain | If-Match: "a" | If-Match: "b" -> 412 | ran nothing
reads, and writes without one, go on
  GET /plain | If-Match: "v1" -> 200 | ran write
  {PUT,PATCH,POST,DELETE} /plain -> 200 | ran write
  PUT /plain | If-Modified-Since: ${DATE} -> 200 | ran write
what evaluates them is not concerned
  PUT {/tagged,/imperative} | If-Match: "v1" -> 200 | ran write
  PUT {/tagged,/imperative} | If-Match: "v0" -> 412 | says If-Match does not name the current version | ran nothing
  PUT /dated | If-Unmodified-Since: ${DATE} -> 200 | ran write
it comes behind the framework's own answers
  PUT /forbidden | If-Match: "v1" -> 401
  PUT /checked/x | If-Match: "v1" -> 400 | ran nothing
`);

describe('fault 8: a precondition that no action evaluates', () => {
  describe("with { unevaluated: 'refuse' }", () => {
    const options = { conditionalRequests: { unevaluated: 'refuse' }, authorizationChecker: () => false } as const;
    inEachSetup({ controllers: controllers(), ...options }, (app) => {
      testCases(app, ran, refused);
    });
  });

  for (const [title, options] of [
    ['without conditionalRequests()', undefined],
    ['by default', {}],
    ["with { unevaluated: 'warn' }", { unevaluated: 'warn' }],
  ] as const) {
    describe(title, () => {
      inEachSetup(
        () => ({ controllers: controllers(), ...(options && { conditionalRequests: options }) }),
        (app) => {
          it('the action runs, and a warning names it once', async () => {
            const { list, first } = warnings();
            for (const [method, path, field] of [
              ['PUT', '/plain', 'If-Match'],
              ['PUT', '/plain', 'If-None-Match'],
              ['PATCH', '/plain', 'If-Unmodified-Since'],
              ['PUT', '/class', 'If-None-Match'],
            ] as const) {
              ran.length = 0;
              expect((await app.send(method, path, { [field]: '"v1"' })).status).to.equal(200);
              expect(ran).to.deep.equal(['write']);
              anHourPasses();
            }
            await first('ETAG_UNEVALUATED');
            expect(list.map(({ code, name, message }) => `${name} ${code}: ${message}`)).to.deep.equal([
              'ETagWarning ETAG_UNEVALUATED: PlainController.write ran although nothing evaluates the If-Match of its ' +
                "request: add @ETag, or refuse such requests with conditionalRequests({ unevaluated: 'refuse' })",
              'ETagWarning ETAG_UNEVALUATED: OfClassController.write ran although nothing evaluates the If-None-Match of ' +
                "its request: add @ETag, or refuse such requests with conditionalRequests({ unevaluated: 'refuse' })",
            ]);
          });

          it('no warning comes of what is evaluated, of reads, and of writes without one', async () => {
            const { list } = warnings();
            for (const [method, path, fields] of [
              ['PUT', '/tagged', { 'If-Match': '"v1"' }],
              ['PUT', '/imperative', { 'If-Match': '"v1"' }],
              ['GET', '/plain', { 'If-Match': '"v1"' }],
              ['POST', '/plain', {}],
              ['POST', '/plain', { 'If-Modified-Since': DATE }],
            ] as const) {
              expect((await app.send(method, path, fields as Record<string, string>)).status).to.equal(200);
            }
            expect(list).to.deep.equal([]);
          });
        },
      );
    });
  }
});
