import 'reflect-metadata';
import { expect } from 'chai';
import type Koa from 'koa';
import {
  type Action,
  Controller,
  Get,
  getMetadataArgsStorage,
  type InterceptorInterface,
  JsonController,
  UseInterceptor,
  useContainer,
} from 'routing-controllers';
import { ShallowEtag, type ShallowEtagInterceptor } from 'routing-controllers-etag';
import { shallowEtag } from 'routing-controllers-etag/koa';
import { Container, Service } from 'typedi';
import { xxh64 } from '../koa/xxh64';
import { App, type AppOptions, type Setup, setups } from './app';

/** Those without an envelope: it is in the lists below. */
const plainSetups = setups.filter(({ envelope }) => !envelope);

class Envelope implements InterceptorInterface {
  intercept(_action: Action, result: unknown): unknown {
    return { data: result };
  }
}

/** A list of none: an empty one is as good as no list. */
const NONE = [class {}];

/** What is registered runs in each application that passes no list: these are, while the tests of a block run. */
function register(...interceptors: Function[]): void {
  const { interceptors: registered } = getMetadataArgsStorage();
  before(() => registered.push(...interceptors.map((target) => ({ target, global: true, priority: 0 }))));
  after(() => registered.splice(-interceptors.length));
}

function start(setup: Setup, options: AppOptions): Promise<App> {
  return new App(setup, options).start();
}

describe('ShallowEtag among interceptors', () => {
  describe('tags what all interceptors have made of the result:', () => {
    register(Envelope);

    const orders: Readonly<Record<string, () => AppOptions>> = {
      'in front of an envelope in the list': () => listed([ShallowEtag(), Envelope]),
      'behind an envelope in the list': () => listed([Envelope, ShallowEtag()]),
      'on an action, with an envelope in the list': () => onAction([ShallowEtag()], [Envelope]),
      'on an action in front of an envelope': () => onAction([ShallowEtag(), Envelope], NONE),
      'on an action behind an envelope': () => onAction([Envelope, ShallowEtag()], NONE),
      'in the list, with an envelope on an action': () => onAction([Envelope], [ShallowEtag()]),
      'in the list, with an asynchronous one on an action': () => onAction([later], [ShallowEtag()]),
    };

    for (const setup of plainSetups) {
      for (const [order, options] of Object.entries(orders)) {
        it(`${order}, on ${setup.name}`, async () => {
          const app = await start(setup, options());
          try {
            const body = '{"data":{"id":1}}';
            const answer = await app.send('GET', '/one');
            expect(answer).to.include({ status: 200, body });
            expect(answer.headers.etag).to.equal(`"${xxh64(body)}"`);
            const again = await app.send('GET', '/one', { 'If-None-Match': answer.headers.etag as string });
            expect(again).to.deep.include({ status: 304, body: '' });
          } finally {
            await app.stop();
          }
        });
      }
    }

    function listed(interceptors: Function[]): AppOptions {
      @JsonController()
      class One {
        @Get('/one')
        one(): object {
          return { id: 1 };
        }
      }
      return { controllers: [One], interceptors };
    }

    function onAction(interceptors: Function[], global: Function[]): AppOptions {
      @JsonController()
      class One {
        @Get('/one')
        one(): object {
          return { id: 1 };
        }
      }
      const action = Object.getOwnPropertyDescriptor(One.prototype, 'one');
      for (const each of [...interceptors].reverse()) UseInterceptor(each)(One.prototype, 'one', action);
      return { controllers: [One], interceptors: global };
    }

    async function later(_action: Action, result: unknown): Promise<object> {
      return { data: await result };
    }
  });

  describe('the nearest one counts', () => {
    const weak = ShallowEtag({ weak: true });

    @Controller()
    @UseInterceptor(weak)
    class Nearest {
      @Get('/of-the-class')
      ofTheClass(): string {
        return 'text';
      }

      @Get('/of-the-action')
      @UseInterceptor(ShallowEtag({ digest: () => 'own' }))
      ofTheAction(): string {
        return 'text';
      }

      @Get('/untagged')
      @UseInterceptor(ShallowEtag({ maxBytes: 0 }))
      untagged(): string {
        return 'text';
      }
    }

    @Controller()
    class Elsewhere {
      @Get('/of-the-application')
      ofTheApplication(): string {
        return 'text';
      }
    }

    for (const setup of plainSetups) {
      it(`of application, class and action, on ${setup.name}`, async () => {
        const app = await start(setup, { controllers: [Nearest, Elsewhere], interceptors: [ShallowEtag()] });
        try {
          const tag = async (path: string) => (await app.send('GET', path)).headers.etag;
          expect(await tag('/of-the-application')).to.equal(`"${xxh64('text')}"`);
          expect(await tag('/of-the-class')).to.equal(`W/"${xxh64('text')}"`);
          expect(await tag('/of-the-action')).to.equal('"own"');
          expect(await tag('/untagged')).to.equal(undefined);
        } finally {
          await app.stop();
        }
      });

      it(`of interceptor and middleware, on ${setup.name}`, async () => {
        const app = await start(setup, {
          controllers: [Elsewhere],
          interceptors: [ShallowEtag({ digest: () => 'inner' })],
          use: [shallowEtag({ digest: () => 'outer' }) as Koa.Middleware],
        });
        try {
          expect((await app.send('GET', '/of-the-application')).headers.etag).to.equal('"inner"');
          const again = await app.send('GET', '/of-the-application', { 'If-None-Match': '"inner"' });
          expect(again.status).to.equal(304);
        } finally {
          await app.stop();
        }
      });
    }
  });

  describe('runs where it is asked for alone', () => {
    @Controller()
    class Untouched {
      @Get('/text')
      text(): string {
        return 'text';
      }
    }

    for (const setup of plainSetups) {
      it(`not in an application without a list of interceptors, on ${setup.name}`, async () => {
        ShallowEtag();
        const app = await start(setup, { controllers: [Untouched] });
        try {
          const answer = await app.send('GET', '/text', { 'If-None-Match': '*' });
          expect(answer).to.include({ status: 200, body: 'text' });
          expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
        } finally {
          await app.stop();
        }
      });

      it(`not in an application whose list names another one, on ${setup.name}`, async () => {
        const [first, second] = [ShallowEtag({ digest: () => 'first' }), ShallowEtag({ digest: () => 'second' })];
        for (const [interceptor, etag] of [
          [first, '"first"'],
          [second, '"second"'],
        ] as const) {
          const app = await start(setup, { controllers: [Untouched], interceptors: [interceptor] });
          try {
            expect((await app.send('GET', '/text')).headers.etag).to.equal(etag);
          } finally {
            await app.stop();
          }
        }
      });
    }
  });

  describe('works with a container', () => {
    @Service()
    class Greeting {
      readonly text = 'hello';
    }

    @Service()
    class InjectedEnvelope implements InterceptorInterface {
      constructor(private readonly greeting: Greeting) {}

      intercept(_action: Action, result: unknown): unknown {
        return { [this.greeting.text]: result };
      }
    }

    @Service()
    @JsonController()
    class Injected {
      constructor(private readonly greeting: Greeting) {}

      @Get('/listed')
      listed(): string {
        return this.greeting.text;
      }

      @Get('/used')
      @UseInterceptor(ShallowEtag({ weak: true }))
      used(): string {
        return this.greeting.text;
      }
    }

    register(InjectedEnvelope);
    before(() => useContainer(Container));
    after(() => useContainer(undefined as unknown as typeof Container));

    for (const setup of plainSetups) {
      it(`on ${setup.name}`, async () => {
        const interceptors = [ShallowEtag(), InjectedEnvelope];
        const app = await start(setup, { controllers: [Injected], interceptors });
        try {
          const body = '{"hello":"hello"}';
          for (const [path, etag] of [
            ['/listed', `"${xxh64(body)}"`],
            ['/used', `W/"${xxh64(body)}"`],
          ] as const) {
            const answer = await app.send('GET', path);
            expect(answer.body).to.equal(body);
            expect(answer.headers.etag).to.equal(etag);
            expect((await app.send('GET', path, { 'If-None-Match': etag })).status).to.equal(304);
          }
        } finally {
          await app.stop();
        }
      });
    }
  });

  it('says on the Express driver that it is not supported', () => {
    const interceptor: ShallowEtagInterceptor = ShallowEtag();
    expect(() => interceptor({ request: {}, response: {} }, 'result')).to.throw(/Express driver is not supported/);
  });
});
