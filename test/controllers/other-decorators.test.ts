import { expect } from 'chai';
import { Get, getMetadataArgsStorage, JsonController, NotFoundError, Param, Put } from 'routing-controllers';
import { ETag, PreconditionRequired, WebReq, type WebRequest } from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import { App, inEachSetup, plainSetup } from './app';

const ran: string[] = [];

const tag = (id: number): string => {
  ran.push(`tag ${id}`);
  return `v${id}`;
};

type Method = (...args: unknown[]) => unknown;
type Wrapper = (prototype: object, name: string, descriptor: PropertyDescriptor) => void;

/** A decorator that puts something around a method, as those for logging, timing and retrying do. */
const around =
  (wrap: (method: Method) => Method): Wrapper =>
  (_prototype, _name, descriptor) => {
    descriptor.value = wrap(descriptor.value);
  };

const Noted = around(
  (method) =>
    async function (this: unknown, ...args: unknown[]) {
      ran.push('before');
      try {
        return await method.apply(this, args);
      } finally {
        ran.push('after');
      }
    },
);

const FirstArgumentOnly = around(
  (method) =>
    function (this: unknown, first: unknown) {
      return method.call(this, first);
    },
);

const Rescued = around(
  (method) =>
    async function (this: unknown, ...args: unknown[]) {
      try {
        return await method.apply(this, args);
      } catch (error) {
        ran.push('rescued');
        throw error;
      }
    },
);

type Watch = (result: Promise<unknown>) => Promise<unknown>;

/** A decorator that goes on with the promise that a method returns. */
const watched = (watch: Watch): Wrapper =>
  around(
    (method) =>
      function (this: unknown, ...args: unknown[]) {
        return watch(method.apply(this, args) as Promise<unknown>);
      },
  );

const note = (what: string, fail: boolean) => (value: unknown) => {
  ran.push(what);
  if (fail) throw value;
  return value;
};

/** What each method has returned first, handed out again and again. */
const Memoized = around((method) => {
  let result: unknown;
  return function (this: unknown, ...args: unknown[]) {
    result ??= method.apply(this, args);
    return result;
  };
});

@JsonController('/memoized')
class MemoizedController {
  @Memoized
  @Get()
  @ETag(() => 'v1')
  show(): object {
    return {};
  }
}

@JsonController('/watched')
class WatchedController {
  @watched((result) => result.then(note('result', false)))
  @Get('/onward')
  @ETag(() => 'v1')
  async onward(): Promise<object> {
    return {};
  }

  @watched((result) => result.then(note('result', false), note('failure', true)))
  @Get('/either')
  @ETag(() => 'v1')
  async either(): Promise<object> {
    return {};
  }

  @watched((result) => result.catch(note('failure', true)))
  @Get('/caught')
  @ETag(() => 'v1')
  async caught(): Promise<object> {
    return {};
  }

  @watched((result) => result.finally(() => ran.push('end')))
  @Get('/settled')
  @ETag(() => 'v1')
  async settled(): Promise<object> {
    return {};
  }
}

@JsonController()
class DocumentController {
  @Noted
  @Get('/above/:id')
  @ETag(tag)
  above(@Param('id') id: number): object {
    ran.push(`action ${id}`);
    return {};
  }

  @Get('/below/:id')
  @ETag(tag)
  @Noted
  below(@Param('id') id: number): object {
    ran.push(`action ${id}`);
    return {};
  }

  @Noted
  @Put('/above/:id')
  @ETag(tag)
  @PreconditionRequired()
  write(@Param('id') id: number): object {
    ran.push(`action ${id}`);
    return {};
  }

  @Noted
  @Get('/injected')
  injected(@WebReq() web: WebRequest): object | null {
    ran.push('action');
    return web.checkNotModified('v1') ? null : {};
  }

  @FirstArgumentOnly
  @Get('/lost/:id')
  @Put('/lost/:id')
  @ETag(tag)
  lost(@Param('id') id: number): object {
    ran.push(`action ${id}`);
    if (id === 404) throw new NotFoundError();
    return {};
  }

  @Get('/lost-below/:id')
  @ETag(tag)
  @FirstArgumentOnly
  lostBelow(@Param('id') id: number): object {
    ran.push(`action ${id}`);
    return {};
  }

  @Rescued
  @Get('/rescued/:id')
  @ETag(tag)
  rescued(@Param('id') id: number): object {
    ran.push(`action ${id}`);
    return {};
  }
}

/** Calls an action in the place of routing-controllers, as other libraries may. */
function Overridden(prototype: object, name: string): void {
  for (const action of getMetadataArgsStorage().actions) {
    if (action.target !== prototype.constructor || action.method !== name) continue;
    action.methodOverride = (metadata, request, params) => {
      ran.push('override');
      return metadata.callMethod(params, request);
    };
  }
}

@JsonController('/overridden')
class OverriddenController {
  @Overridden
  @Get('/:id')
  @ETag(tag)
  show(@Param('id') id: number): object {
    ran.push(`action ${id}`);
    return {};
  }
}

/** Its method is called by somebody who awaits the result, and has come after this library. */
@JsonController('/awaited')
class AwaitedController {
  @Get('/:id')
  @ETag(tag)
  show(@Param('id') id: number): object {
    ran.push(`action ${id}`);
    return {};
  }
}

function awaitResultsOf(controller: Function): void {
  new App(plainSetup, { controllers: [controller] }).create();
  for (const action of getMetadataArgsStorage().actions.filter(({ target }) => target === controller)) {
    const { methodOverride } = action;
    action.methodOverride = async (metadata, request, params) => {
      try {
        return await methodOverride?.(metadata, request, params);
      } finally {
        ran.push('awaited');
      }
    };
  }
}

const symbol = Symbol('show');

@JsonController('/symbol')
class SymbolController {
  @Get()
  @ETag(() => 'v1')
  [symbol](): object {
    return {};
  }

  @Get('/illegal')
  @ETag(() => 'a b')
  [Symbol.for('illegal')](): object {
    return {};
  }
}

describe('with a decorator that replaces the method', () => {
  awaitResultsOf(AwaitedController);

  const controllers = [
    DocumentController,
    WatchedController,
    MemoizedController,
    OverriddenController,
    AwaitedController,
    SymbolController,
  ];
  inEachSetup({ controllers }, (app) => {
    testCases(
      app,
      ran,
      exchanges(`
above ours: it is around the evaluation
  GET /above/1 -> 200 | etag: "v1" | ran before, tag 1, action 1, after
  GET /above/1 | If-None-Match: "v1" -> 304 | etag: "v1" | ran before, tag 1, after
  PUT /above/1 | If-Match: "v0" -> 412 | ran before, tag 1, after
  PUT /above/1 -> 428 | ran before, after
below ours: it is part of the action
  GET /below/1 -> 200 | etag: "v1" | ran tag 1, before, action 1, after
  GET /below/1 | If-None-Match: "v1" -> 304 | ran tag 1
with @WebReq alone
  GET /injected | If-None-Match: "v1" -> 304 | ran before, action, after
that sees errors: it is thrown the signal for a 304, and shall pass it on
  GET /rescued/1 | If-None-Match: "v1" -> 304 | ran tag 1, rescued
below ours, dropping arguments: it gets those of the action alone
  GET /lost-below/1 | If-None-Match: "v1" -> 304
above ours, dropping arguments: an error of the action stays as it is
  GET /lost/404 -> 404
`),
    );

    testCases(
      app,
      ran,
      exchanges(`
above ours, going on with a promise: a full response is its result
  GET /watched/onward -> 200 | etag: "v1" | ran result
above ours, going on with a promise: a 304 is a failure
  GET /watched/onward | If-None-Match: "v1" -> 304 | ran nothing
above ours, going on with a promise: a full response is its result
  GET /watched/either -> 200 | etag: "v1" | ran result
above ours, going on with a promise: a 304 is a failure
  GET /watched/either | If-None-Match: "v1" -> 304 | ran failure
above ours, going on with a promise: a full response is its result
  GET /watched/caught -> 200 | etag: "v1" | ran nothing
above ours, going on with a promise: a 304 is a failure
  GET /watched/caught | If-None-Match: "v1" -> 304 | ran failure
above ours, going on with a promise: a full response is its result
  GET /watched/settled -> 200 | etag: "v1" | ran end
above ours, going on with a promise: a 304 is a failure
  GET /watched/settled | If-None-Match: "v1" -> 304 | ran end
`),
    );

    it('above ours, handing out again what a 304 has returned: a request without conditions is not answered by it', async () => {
      await app.send('GET', '/memoized', { 'If-None-Match': '"v1"' });
      expect((await app.send('GET', '/memoized')).status).to.equal(500);
      app.errors.length = 0;
    });

    for (const fields of [{}, { 'If-None-Match': '"v1"' }]) {
      it('above ours, dropping arguments: a read goes out without what was not evaluated', async () => {
        const answer = await app.send('GET', '/lost/1', fields);
        expect(answer.status).to.equal(200);
        expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
      });
    }

    it('above ours, dropping arguments: a write without its preconditions is an error, not a success', async () => {
      app.errors.length = 0;
      expect((await app.send('PUT', '/lost/1', { 'If-Match': '"v0"' })).status).to.equal(500);
      if (app.setup.defaultErrorHandler) return;
      expect(app.errors)
        .to.have.lengthOf(1)
        .and.have.nested.property('[0].message')
        .that.matches(/without its preconditions: a decorator above those .* without passing on all arguments/);
    });

    testCases(app, ran, [
      ...exchanges(`
that overrides how the method is called: it still does, around the evaluation
  GET /overridden/1 -> 200 | etag: "v1" | ran override, tag 1, action 1
  GET /overridden/1 | If-None-Match: "v1" -> 304 | ran override, tag 1
that awaits what the method returns, instead of the framework: a full response is its result
  GET /awaited/1 -> 200 | etag: "v1" | ran tag 1, action 1, awaited
that awaits what the method returns, instead of the framework: a 304 is a failure
  GET /awaited/1 | If-None-Match: "v1" -> 304 | ran tag 1, awaited
a method may be named by a symbol
  GET /symbol | If-None-Match: "v1" -> 304
`),
      {
        rule: 'a method may be named by a symbol',
        send: 'GET /symbol/illegal',
        status: 500,
        message: /@ETag on SymbolController\.Symbol\(illegal\): /,
      } satisfies Case,
    ]);
  });

  it('a direct call reaches the method as it was written', async () => {
    ran.length = 0;
    const controller = new DocumentController();
    expect(controller.below(1)).to.be.instanceOf(Promise);
    expect(controller.lostBelow(2)).to.deep.equal({});
    expect(await controller.above(3)).to.deep.equal({});
    expect(ran.filter((each) => each.startsWith('tag'))).to.deep.equal([]);
  });
});
