import { expect } from 'chai';
import { Delete, Get, Head, HeaderParam, JsonController, Method, Param, Patch, Post, Put } from 'routing-controllers';
import { ETag, ETagFromResult, InProcessGuard, LastModified, WebReq, type WebRequest } from 'routing-controllers-etag';
import { inSetup, plainSetup } from '../controllers/app';
import type { Fields } from '../request';
import { Gate } from './gate';
import { turns } from './turns.cases';
import { WatchedGuard } from './watched-guard';

const MATCHING: Fields = { 'If-Match': '"v1"' };
const gate = new Gate();
const v1 = () => 'v1';

async function through(name: string | undefined): Promise<object> {
  if (name !== undefined) await gate.pass(name);
  return {};
}

@JsonController()
class TurnController {
  private readonly keyPrefix = 'key:';

  @Put('/things/:id')
  @Patch('/things/:id')
  @Post('/things/:id')
  @Delete('/things/:id')
  @Get('/things/:id')
  @Head('/things/:id')
  @Method('query' as 'get', '/things/:id')
  @Method('options', '/things/:id')
  @ETag(v1)
  thing(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/things/:id/parts/:part')
  @ETag(v1)
  part(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/dated/:id')
  @LastModified(() => Date.UTC(1994, 10, 6, 8, 49, 37))
  dated(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/own/:id')
  async own(@HeaderParam('X-Name') name: string, @WebReq() web: WebRequest): Promise<object> {
    web.checkNotModified({ etag: 'v1' });
    return through(name);
  }

  @Put('/made/:id')
  @ETagFromResult(() => 'v2')
  made(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/keyed/:id/:part')
  @ETag(v1, {
    guard(this: TurnController, id: number) {
      expect(id).to.be.a('number');
      return this.keyPrefix + id;
    },
  })
  keyed(@Param('id') _id: number, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/as-thing/:id')
  @ETag(v1, { guard: (id: number) => `key:${id}` })
  asThing(@Param('id') _id: number, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/free/:id')
  @ETag(v1, { guard: false })
  free(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }
}

const inProcess = new InProcessGuard();
const guard = new WatchedGuard(inProcess);

describe('the turns of conditional requests', () => {
  inSetup(plainSetup, { controllers: [TurnController], conditionalRequests: { guard } }, (app) => {
    beforeEach(() => {
      gate.reset();
      guard.reset();
    });
    afterEach(() => expect(inProcess.size, 'keys that are kept').to.equal(0));

    for (const { rule, first, firstWith = MATCHING, second, with: fields = MATCHING, waits } of turns) {
      it(`${rule}: ${second} ${waits ? 'waits for' : 'does not wait for'} ${first}`, async () => {
        const answers = [send(first, 'first', firstWith)];
        await gate.entered('first');
        answers.push(send(second, 'second', fields));
        if (waits) {
          await guard.asked(2);
          await app.send('GET', '/things/1');
          expect(gate.hasEntered('second')).to.equal(false);
          await gate.letThrough('first', 'second');
        } else {
          await gate.letThrough('second', 'first');
        }
        for (const answer of answers) expect((await answer).status).to.equal(200);
      });
    }

    function send(target: string, name: string, fields: Fields) {
      const [method, path] = target.split(' ') as [string, string];
      return app.send(method, path, { 'X-Name': name, ...fields });
    }
  });
});
