import { expect } from 'chai';
import { Get, JsonController, Param, Put } from 'routing-controllers';
import {
  ETag,
  ETagFromResult,
  LastModified,
  PreconditionRequired,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { anHourPasses, warnings } from '../stores/warnings';
import { type App, inEachSetup } from './app';

const ran: string[] = [];

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Hands out again what a method has returned for arguments with the same key. */
const memoize =
  (keyOf: (args: readonly unknown[]) => unknown) =>
  (_prototype: object, _name: string, descriptor: PropertyDescriptor) => {
    const method: Method = descriptor.value;
    const results = new Map<unknown, unknown>();
    descriptor.value = function (this: unknown, ...args: unknown[]) {
      const key = keyOf(args);
      if (!results.has(key)) results.set(key, method.apply(this, args));
      return results.get(key);
    };
  };

const Once = memoize(() => 'one for all');
const ByFirst = memoize(([first]) => first);
const ByAll = memoize((args) => JSON.stringify(args));

/** Remembers no failures, as the better ones do. */
const ByValue = (_prototype: object, _name: string, descriptor: PropertyDescriptor) => {
  const method: Method = descriptor.value;
  const values = new Map<unknown, unknown>();
  descriptor.value = async function (this: unknown, ...args: unknown[]) {
    if (!values.has(args[0])) values.set(args[0], await method.apply(this, args));
    return values.get(args[0]);
  };
};

/** A class of its own for each application, as what is remembered stays. */
function controllers(): Function[] {
  @JsonController()
  class MemoizedController {
    @Once
    @Get('/once')
    @ETag(() => 'v1')
    once(): object {
      ran.push('action');
      return {};
    }

    @ByFirst
    @Get('/first/:id')
    @Put('/first/:id')
    @ETag((id: number) => `v${id}`)
    first(@Param('id') _id: number): object {
      ran.push('action');
      return {};
    }

    @ByAll
    @Get('/all/:id')
    @Put('/all/:id')
    @LastModified(() => 0)
    all(@Param('id') _id: number): object {
      ran.push('action');
      return {};
    }

    @ByValue
    @Get('/value/:id')
    @Put('/value/:id')
    @ETagFromResult(() => 'v1')
    @ETag(() => 'v1')
    @PreconditionRequired()
    value(@Param('id') _id: number): object {
      ran.push('action');
      return {};
    }

    @ByFirst
    @Get('/asked/:id')
    asked(@Param('id') _id: number, @WebReq() web: WebRequest): object | null {
      ran.push('action');
      return web.checkNotModified('v1') ? null : {};
    }

    @Get('/below/:id')
    @Put('/below/:id')
    @ETag(() => 'v1')
    @ByFirst
    below(@Param('id') _id: number): object {
      ran.push('action');
      return {};
    }
  }
  return [MemoizedController];
}

const CURE =
  'a decorator above those of this library answered in its place, or replaced the method without passing on all arguments. ' +
  'Put it below them, or let it call the method with (...args)';

describe('fault 24: a memoizing decorator above @ETag', () => {
  inEachSetup(
    () => ({ controllers: controllers() }),
    (app) => {
      beforeEach(() => {
        ran.length = 0;
        app.errors.length = 0;
      });

      for (const [path, action] of [
        ['/once', 'once'],
        ['/first/1', 'first'],
        ['/all/1', 'all'],
        ['/value/1', 'value'],
      ]) {
        it(`a read that it answers from its memory goes out untagged, and a warning names the order: GET ${path}`, async () => {
          const { list } = warnings();
          expect((await app.send('GET', path as string)).status).to.equal(200);
          for (const fields of [{}, { 'If-None-Match': '"v1"' }, { 'If-None-Match': '*' }] as Record<
            string,
            string
          >[]) {
            const { status, headers } = await app.send('GET', path as string, fields);
            expect(status).to.equal(200);
            expect(headers).not.to.include.any.keys('etag', 'last-modified', 'cache-control');
            anHourPasses();
          }
          expect(ran).to.deep.equal(['action']);
          expect(list.map(({ code, message }) => `${code}: ${message}`)).to.deep.equal([
            `ETAG_NOT_REACHED: MemoizedController.${action} was answered without its tag: ${CURE}`,
          ]);
        });
      }

      for (const [path, action, fields] of [
        ['/first/2', 'first', { 'If-Match': '"v2"' }],
        ['/all/2', 'all', { 'If-Unmodified-Since': 'Sun, 06 Nov 1994 08:49:37 GMT' }],
        ['/value/2', 'value', { 'If-Match': '"v1"' }],
      ] as const) {
        it(`a write whose check has not run is a 500 with the cure: PUT ${path}`, async () => {
          expect((await app.send('PUT', path, fields as Record<string, string>)).status).to.equal(200);
          for (const condition of [fields, { 'If-Match': '"stale"' }, {}]) {
            const { status, body } = await app.send('PUT', path, condition as Record<string, string>);
            expect(status).to.equal(500);
            expect(saidBy(app, body)).to.contain(
              `MemoizedController.${action} has run without its preconditions: ${CURE}`,
            );
          }
          expect(ran).to.deep.equal(['action']);
        });
      }

      for (const path of ['/first/3', '/all/3', '/asked/3']) {
        it(`another request gets no 304 from its memory: GET ${path}`, async () => {
          const condition = { 'If-None-Match': '*' };
          expect((await app.send('GET', path, condition)).status).to.equal(304);
          const { status, body } = await app.send('GET', path);
          if (path.startsWith('/asked')) expect(status).not.to.equal(304);
          else {
            expect(status).to.equal(500);
            expect(saidBy(app, body)).to.contain(`repeated the 304 of another request: ${CURE}`);
          }
        });
      }

      it('one that remembers no failures remembers no 304 either', async () => {
        expect((await app.send('GET', '/value/4', { 'If-None-Match': '"v1"' })).status).to.equal(304);
        const { status, headers } = await app.send('GET', '/value/4');
        expect([status, headers.etag]).to.deep.equal([200, '"v1"']);
      });

      it('below @ETag it is part of the action', async () => {
        for (const fields of [{}, {}]) {
          expect((await app.send('GET', '/below/5', fields)).headers.etag).to.equal('"v1"');
        }
        expect((await app.send('GET', '/below/5', { 'If-None-Match': '"v1"' })).status).to.equal(304);
        expect((await app.send('PUT', '/below/5', { 'If-Match': '"v0"' })).status).to.equal(412);
        expect(ran).to.deep.equal(['action']);
      });
    },
  );
});

/** As the mappers do it: a method that is no `AsyncFunction` is refused when the class is defined. */
function Transactional(_prototype: object, name: string, descriptor: PropertyDescriptor): void {
  const method: Method = descriptor.value;
  if (
    Object.prototype.toString.call(method) !== '[object AsyncFunction]' ||
    method.constructor.name !== 'AsyncFunction'
  ) {
    throw new TypeError(`@Transactional() should be used with async functions: ${name}`);
  }
  descriptor.value = async function (this: unknown, ...args: unknown[]) {
    ran.push('begin');
    try {
      const result = await method.apply(this, args);
      ran.push('commit');
      return result;
    } catch (error) {
      ran.push('rollback');
      throw error;
    }
  };
}

@JsonController()
class TransactionalController {
  @Transactional
  @Get('/transactional/:id')
  @Put('/transactional/:id')
  @ETag((id: number) => `v${id}`)
  async change(@Param('id') _id: number): Promise<object> {
    ran.push('action');
    return {};
  }

  @Put('/chained')
  @Transactional
  @ETag(() => 'v1')
  @ETagFromResult(() => 'v2')
  async chained(): Promise<object> {
    ran.push('action');
    return {};
  }

  @Put('/below')
  @ETag(() => 'v1')
  @Transactional
  async below(): Promise<object> {
    ran.push('action');
    return {};
  }
}

describe('fault 24: a decorator above @ETag that asks for an AsyncFunction', () => {
  inEachSetup({ controllers: [TransactionalController] }, (app) => {
    testCases(
      app,
      ran,
      exchanges(`
gets one, and is around the check
  GET /transactional/1 -> 200 | etag: "v1" | ran begin, action, commit
  GET /transactional/1 | If-None-Match: "v1" -> 304 | ran begin, rollback
  PUT /transactional/1 | If-Match: "v1" -> 200 | ran begin, action, commit
  PUT /transactional/1 | If-Match: "v0" -> 412 | ran begin, rollback
  PUT /chained | If-Match: "v1" -> 200 | etag: "v2" | ran begin, action, commit
below @ETag it is part of the action
  PUT /below | If-Match: "v1" -> 200 | ran begin, action, commit
  PUT /below | If-Match: "v0" -> 412 | ran nothing
`),
    );
  });

  it('a method that is not an AsyncFunction does not become one', () => {
    expect(() => {
      class ArticleController {
        @Transactional
        @ETag(() => 'v1')
        show(): object {
          return {};
        }
      }
      return ArticleController;
    }).to.throw(TypeError, 'should be used with async functions: show');
  });

  it('a direct call, as of a unit test, reaches the method', async () => {
    ran.length = 0;
    expect(await new TransactionalController().change(1)).to.deep.equal({});
    expect(ran).to.deep.equal(['begin', 'action', 'commit']);
  });
});

/** What an error of the application says, to the client or to the application's own handler. */
function saidBy(app: App, body: string): string {
  return app.setup.defaultErrorHandler ? JSON.parse(body).message : String((app.errors.at(-1) as Error).message);
}
