import { expect } from 'chai';
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
import { ShallowEtag } from 'routing-controllers-etag';
import { Container, Service } from 'typedi';
import { xxh64 } from '../koa/xxh64';
import { App, type AppOptions, Envelope, setups, withoutEnvelope } from './app';
import type { Driver } from './drivers';

/** A list of none: an empty one is as good as no list. */
const NONE = [class {}];

/** What is registered runs in each application that passes no list: these are, while the tests of a block run. */
function register(...interceptors: Function[]): void {
  const { interceptors: registered } = getMetadataArgsStorage();
  before(() => registered.push(...interceptors.map((target) => ({ target, global: true, priority: 0 }))));
  after(() => registered.splice(-interceptors.length));
}

/** One test in each set-up without an envelope: it is in the lists below. */
function itIn(title: string, options: (driver: Driver) => AppOptions, test: (app: App) => Promise<void>): void {
  for (const setup of setups.filter(withoutEnvelope.applies)) {
    it(`${title}, on ${setup.name}`, async () => {
      const app = await new App(setup, options(setup.driver)).start();
      try {
        await test(app);
      } finally {
        await app.stop();
      }
    });
  }
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

    for (const [order, options] of Object.entries(orders)) {
      itIn(order, options, async (app) => {
        const body = '{"data":{"id":1}}';
        const answer = await app.send('GET', '/one');
        expect(answer).to.include({ status: 200, body });
        expect(answer.headers.etag).to.equal(`"${xxh64(body)}"`);
        const again = await app.send('GET', '/one', { 'If-None-Match': answer.headers.etag as string });
        expect(again).to.deep.include({ status: 304, body: '' });
      });
    }

    function listed(interceptors: Function[]): AppOptions {
      return onAction([], interceptors);
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

    itIn(
      'of application, class and action',
      () => ({ controllers: [Nearest, Elsewhere], interceptors: [ShallowEtag()] }),
      async (app) => {
        const tag = async (path: string) => (await app.send('GET', path)).headers.etag;
        expect(await tag('/of-the-application')).to.equal(`"${xxh64('text')}"`);
        expect(await tag('/of-the-class')).to.equal(`W/"${xxh64('text')}"`);
        expect(await tag('/of-the-action')).to.equal('"own"');
        expect(await tag('/untagged')).to.equal(undefined);
      },
    );

    itIn(
      'of interceptor and middleware',
      ({ middleware }) => ({
        controllers: [Elsewhere],
        interceptors: [ShallowEtag({ digest: () => 'inner' })],
        use: [middleware().shallowEtag({ digest: () => 'outer' })],
      }),
      async (app) => {
        expect((await app.send('GET', '/of-the-application')).headers.etag).to.equal('"inner"');
        const again = await app.send('GET', '/of-the-application', { 'If-None-Match': '"inner"' });
        expect(again.status).to.equal(304);
      },
    );
  });

  describe('runs where it is asked for alone', () => {
    @Controller()
    class Untouched {
      @Get('/text')
      text(): string {
        return 'text';
      }
    }

    ShallowEtag();
    itIn(
      'not in an application without a list of interceptors',
      () => ({ controllers: [Untouched] }),
      async (app) => {
        const answer = await app.send('GET', '/text', { 'If-None-Match': `"${xxh64('text')}"` });
        expect(answer).to.include({ status: 200, body: 'text' });
        expect(answer.headers).not.to.include.any.keys('cache-control');
        expect(answer.headers.etag).not.to.equal(`"${xxh64('text')}"`);
      },
    );

    const [first, second] = [ShallowEtag({ digest: () => 'first' }), ShallowEtag({ digest: () => 'second' })];
    for (const [name, interceptor] of Object.entries({ first, second })) {
      itIn(
        `not in an application whose list names another one: ${name}`,
        () => ({ controllers: [Untouched], interceptors: [interceptor] }),
        async (app) => {
          expect((await app.send('GET', '/text')).headers.etag).to.equal(`"${name}"`);
        },
      );
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

    itIn(
      'in a list and on an action',
      () => ({ controllers: [Injected], interceptors: [ShallowEtag(), InjectedEnvelope] }),
      async (app) => {
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
      },
    );
  });
});
