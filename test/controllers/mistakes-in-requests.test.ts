import { expect } from 'chai';
import { Get, JsonController, NotFoundError, Param, Put, UseBefore } from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagFromResult,
  Expires,
  LastModified,
  LastModifiedFromResult,
  ShallowEtag,
  Touches,
  tagged,
  untagged,
  Vary,
  versionOf,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { clock } from '../koa/clock';
import { anHourPasses, warnings } from '../stores/warnings';
import { App, type AppOptions, inEachSetup, plainSetups } from './app';
import { controllerOf, does, takes } from './controller-of';
import { type Exchange, InExchange, middleware } from './exchange';

/** What a test gives though the types refuse it. */
const given = (value: unknown) => (): never => value as never;

const later = Promise.resolve('v1');

/** What an ORM gives for a query that was not awaited: no promise of the platform. */
class Query {
  toString(): string {
    return '[object Query]';
  }
}

const query = Object.defineProperty(new Query(), 'then', { value: () => undefined });

const imperative = (ask: (web: WebRequest) => unknown) => [
  takes(WebReq()),
  does((web: WebRequest) => {
    ask(web);
    return {};
  }),
];

/** Decorators of an action, and what its answer says of the mistake in them. */
const illegal: Readonly<Record<string, readonly [decorators: readonly Function[], message: string]>> = {
  // Fault 18
  'names-none': [
    [ETag(versionOf(given([])))],
    'versionOf on {}: the function returned no names: return one or several, or null if',
  ],
  'names-none-later': [
    [ETag(versionOf(given(Promise.resolve([]))))],
    'versionOf on {}: the function returned no names: return one or several',
  ],
  'names-number': [[ETag(versionOf(given(7)))], 'versionOf on {}: the function returned 7: return one name or several'],
  'names-object': [[ETag(versionOf(given({})))], 'versionOf on {}: the function returned [object Object]: return'],
  'names-hole': [
    [ETag(versionOf(given(['a', undefined])))],
    'versionOf on {}: the function returned undefined (is a return missing?',
  ],
  'names-promise': [
    [ETag(versionOf(given([`article:${later}`])))],
    'versionOf on {}: the function returned "article:[object Promise]", with an object in it (is an await missing?)',
  ],
  // Fault 26: a forgotten await
  'tag-promise-in-text': [
    [ETag(given(`v-${later}`))],
    '@ETag on {}: "v-[object Promise]" cannot be an entity tag: an object',
  ],
  'tag-object-in-text': [[ETag(given(`${{}}`))], 'put its version there, and await it if it is a promise'],
  'tag-query-in-text': [
    [ETag(given(`${query}`))],
    '@ETag on {}: "[object Query]" cannot be an entity tag: an object was put',
  ],
  'tag-promise-in-tag': [
    [ETag(given({ value: later, weak: false }))],
    '@ETag on {}: an entity tag is a string, a number',
  ],
  'tag-object': [
    [ETag(given({ version: 1 }))],
    '@ETag on {}: an entity tag is a string, a number, a bigint or { value',
  ],
  'result-promise-in-text': [
    [ETagFromResult(given(`${later}`))],
    '@ETagFromResult on {}: "[object Promise]" cannot be',
  ],
  'asked-promise': [imperative((web) => web.checkNotModified(later as never)), 'not a promise of one: await it first'],
  'asked-promise-in-etag': [
    imperative((web) => web.checkNotModified({ etag: later as never })),
    'not a promise: await it',
  ],
  'asked-query-in-etag': [
    imperative((web) => web.checkNotModified({ etag: query as never })),
    'not a promise: await it',
  ],
  'asked-promise-in-date': [
    imperative((web) => web.checkNotModified({ lastModified: later as never })),
    'a date is a Date or milliseconds since the epoch, not a promise: await it',
  ],
  'published-promise': [imperative((web) => web.publish({ etag: later as never })), 'not a promise: await it'],
  'published-promise-in-date': [
    imperative((web) => web.publish({ lastModified: later as never })),
    'not a promise: await',
  ],
  // Fault 13: what Node would send in two encodings
  'tag-accented': [
    [ETag(given('caf\u00e9'))],
    '@ETag on {}: "caf\u00e9" cannot be an entity tag: the character at index 3',
  ],
  'tag-accented-in-quotes': [[ETag(given('W/"\u00ff"'))], 'cannot be an entity tag: the character at index 0 (U+00FF)'],
  'tag-accented-in-tag': [[ETag(given({ value: '\u0080', weak: true }))], 'cannot be an entity tag: the character'],
  'tag-space': [[ETag(given('a b'))], '@ETag on {}: "a b" cannot be an entity tag: the character at index 1 (U+0020)'],
  'result-accented': [[ETagFromResult(given('\u00e9'))], '@ETagFromResult on {}: "\u00e9" cannot be an entity tag'],
  'asked-accented': [imperative((web) => web.checkNotModified('\u00e9')), '"\u00e9" cannot be an entity tag'],
  'published-accented': [imperative((web) => web.publish({ etag: '\u00e9' })), '"\u00e9" cannot be an entity tag'],
  // A mark of our own, which would be taken off what comes back
  'tag-marked': [
    [ETag(given('v1--gzip'))],
    '@ETag on {}: "v1--gzip" cannot be an entity tag: "--gzip" is the mark of a coded response',
  ],
  // Fault 25: no return where one is due
  'expires-nothing': [
    [Expires(given(undefined))],
    '@Expires on {}: a date is a Date or milliseconds since the epoch, not u',
  ],
  'vary-nothing': [[Vary(given(undefined))], '@Vary on {} takes field names, not undefined'],
  'vary-illegal': [[Vary(given(['Accept', 'a b']))], '@Vary on {}: "a b" is not a field name'],
  'cache-control-number': [[CacheControl(given(60))], '@CacheControl on {} takes directives, such as { maxAge: 60 }'],
  'cache-control-null': [[CacheControl(given(null))], '@CacheControl on {} takes directives, such as { maxAge: 60 }'],
  'cache-control-unknown': [
    [CacheControl(given({ maxage: 1 }))],
    '@CacheControl on {}: Cache-Control has no directive "maxage"',
  ],
  'cache-control-text': [[CacheControl(given('a\nb'))], '@CacheControl on {}: "a\\nb" is not a field value'],
};

const Described = (name: string, decorators: readonly Function[], verb: Function = Get) =>
  controllerOf(`/${verb.name}/${name}`.toLowerCase(), { show: [verb('/'), ...decorators] });

/** The message of an error that was answered or has reached the application. */
async function failureOf(app: App, method: string, path: string, fields: Record<string, string> = {}): Promise<string> {
  app.errors.length = 0;
  const { status, body } = await app.send(method, path, fields);
  expect(status, body).to.equal(500);
  return app.setup.defaultErrorHandler ? body : String((app.errors[0] as Error).message);
}

describe('faults 13, 18, 25 and 26: a mistake that a request finds is a 500 that says what is wrong, where, and what to do', () => {
  const controllers = Object.entries(illegal).map(([name, [decorators]]) => Described(name, decorators));
  inEachSetup({ controllers, interceptors: [class {}] }, (app) => {
    for (const [name, [, message]] of Object.entries(illegal)) {
      it(`${name}: ${message}`, async () => {
        const said = await failureOf(app, 'GET', `/get/${name}`);
        expect(app.setup.defaultErrorHandler ? JSON.parse(said).message : said).to.contain(
          message.replace('{}', 'Described.show'),
        );
      });
    }
  });

  const keys: Readonly<Record<string, readonly [decorators: readonly Function[], message: string]>> = {
    'guard-nothing': [
      [ETag(() => 'v1', { guard: given(undefined) })],
      '@ETag on Described.show: guard returned undefined: return',
    ],
    'guard-object': [
      [ETag(() => 'v1', { guard: given({}) })],
      'guard returned [object Object]: return one key or several',
    ],
    'guard-promise-in-text': [
      [ETag(() => 'v1', { guard: given(`user:${later}`) })],
      'guard returned user:[object Promise]',
    ],
    'guard-no-number': [
      [ETag(() => 'v1', { guard: given(Number.NaN) })],
      'guard returned NaN: return one key or several',
    ],
    'guard-hole': [[ETag(() => 'v1', { guard: given(['a', null]) })], 'guard returned null: return one key or several'],
    'touches-nothing': [
      [Touches(given(undefined))],
      '@Touches on Described.show: the function returned undefined (is a return missing?',
    ],
    'touches-number': [[Touches(given([7]))], '@Touches on Described.show: the function returned 7: return one name'],
    'touches-promise-in-text': [[Touches(given(`article:${later}`))], 'with an object in it (is an await missing?)'],
  };

  let runs = 0;
  const counted = does(() => {
    runs++;
    return {};
  });
  const writes = Object.entries(keys).map(([name, [decorators]]) => Described(name, [...decorators, counted], Put));
  inEachSetup({ controllers: writes, interceptors: [class {}] }, (app) => {
    for (const [name, [, message]] of Object.entries(keys)) {
      it(`${name}: ${message}; and the action does not run`, async () => {
        runs = 0;
        const said = await failureOf(app, 'PUT', `/put/${name}`, { 'If-Match': '"v1"' });
        expect(said).to.contain(message);
        expect(runs).to.equal(0);
      });
    }
  });
});

describe('fault 25: what an action is likely to have wrong is a warning, once', () => {
  const missing = (decorator: string) =>
    `ETAG_NO_TAG: Described.show answered without a tag or a date, because the function of its ${decorator} returned ` +
    'undefined: is a return missing? Return null if the resource does not exist, and `untagged` (in @ETag) if it exists without a tag';

  const inSeconds = (source: string, has = 'has', preposition = 'with') =>
    `ETAG_DATE_IN_SECONDS: Described.show ${has} ${source} ${preposition} 1714000000, a date in 1970: it takes milliseconds, so ` +
    'multiply seconds by 1000';

  const warned: Readonly<Record<string, readonly [decorators: readonly Function[], warning: string]>> = {
    'tag function without a return': [[ETag(given(undefined))], missing('@ETag')],
    'one that promises nothing': [[ETag(given(Promise.resolve()))], missing('@ETag')],
    'names without a return': [[ETag(versionOf(given(undefined)))], missing('@ETag')],
    'tag of the result without a return': [[ETagFromResult(given(undefined))], missing('@ETagFromResult')],
    'date without a return': [[LastModified(given(undefined))], missing('@LastModified')],
    'date in seconds': [[LastModified(() => 1_714_000_000)], inSeconds('@LastModified')],
    'date in seconds, promised': [[LastModified(async () => 1_714_000_000)], inSeconds('@LastModified')],
    'date of the result in seconds': [
      [LastModifiedFromResult(() => 1_714_000_000)],
      inSeconds('@LastModifiedFromResult'),
    ],
    'tagged date in seconds': [[does(() => tagged({}, { lastModified: 1_714_000_000 }))], inSeconds('tagged()')],
    'checked date in seconds': [
      imperative((web) => web.checkNotModified({ lastModified: 1_714_000_000 })),
      inSeconds('a lastModified', 'gives', 'of'),
    ],
    'published date in seconds': [
      imperative((web) => web.publish({ lastModified: 1_714_000_000 })),
      inSeconds('a lastModified', 'gives', 'of'),
    ],
  };

  const silent: Readonly<Record<string, readonly Function[]>> = {
    'nothing is there, and the action says so': [
      ETag(given(undefined)),
      does(() => {
        throw new NotFoundError();
      }),
    ],
    'null says that there is nothing': [ETag(given(null))],
    'untagged says that there is something': [ETag(() => untagged)],
    'a tag without a date': [ETag(() => 'v1'), LastModified(given(undefined))],
    'a date without a tag': [ETag(given(undefined)), LastModified(() => 0)],
    'the date of the epoch': [LastModified(() => 0)],
    'an early date': [LastModified(() => new Date(1_714_000_000))],
    'an early date that is tagged': [does(() => tagged({}, { lastModified: new Date(1_714_000_000) }))],
    'a date of today': [LastModified(() => Date.now() - 60_000)],
  };

  for (const setup of plainSetups) {
    describe(`on ${setup.driver.name}`, () => {
      afterEach(() => clock.restore());

      for (const [mistake, [decorators, warning]] of Object.entries(warned)) {
        it(mistake, () =>
          withApp({ controllers: [Described('warned', decorators)] }, async (app) => {
            const { list } = warnings();
            for (let times = 0; times < 3; times++) {
              expect((await app.send('GET', '/get/warned')).status).to.equal(200);
              anHourPasses();
            }
            expect(list.map(({ code, message }) => `${code}: ${message}`)).to.deep.equal([warning]);
            expect(list[0]?.name).to.equal('ETagWarning');
          }),
        );
      }

      for (const [what, decorators] of Object.entries(silent)) {
        it(`no warning where ${what}`, () =>
          withApp({ controllers: [Described('silent', decorators)] }, async (app) => {
            const { list } = warnings();
            await app.send('GET', '/get/silent');
            expect(list).to.deep.equal([]);
          }));
      }

      it('two controllers of one name have each their own', () => {
        const controllers = ['one', 'other'].map((name) => Described(name, [ETag(given(undefined))]));
        return withApp({ controllers }, async (app) => {
          const { codes } = warnings();
          for (const name of ['one', 'other']) await app.send('GET', `/get/${name}`);
          expect(codes()).to.deep.equal(['ETAG_NO_TAG', 'ETAG_NO_TAG']);
        });
      });

      async function withApp(options: AppOptions, run: (app: App) => Promise<void>): Promise<void> {
        const app = await new App(setup, { interceptors: [class {}], ...options }).start();
        try {
          await run(app);
        } finally {
          await app.stop();
        }
      }
    });
  }
});

describe("faults 25 and 44: what is for plain routes says so where it is called for a controller's request", () => {
  const ofPlainRoutes = (exchange: Exchange): typeof import('routing-controllers-etag/koa') & { args: unknown[] } => {
    const isExpress = 'json' in (exchange as unknown as { response: object }).response;
    const { request, response } = exchange as unknown as { request: object; response: { ctx?: object } };
    return isExpress
      ? { ...require('routing-controllers-etag/express'), args: [request, response] }
      : { ...require('routing-controllers-etag/koa'), args: [response.ctx] };
  };

  const call = (
    exchange: Exchange,
    name: 'checkNotModified' | 'webRequest' | 'conditionalWrite',
    ...rest: unknown[]
  ) => {
    const plain = ofPlainRoutes(exchange);
    return (plain[name] as (...args: unknown[]) => unknown)(...plain.args, ...rest);
  };

  let written = 0;

  @JsonController()
  class MistakenController {
    @Get('/check')
    @Put('/check')
    check(@InExchange() exchange: Exchange): object | null {
      if (call(exchange, 'checkNotModified', 'v1')) return null;
      written++;
      return {};
    }

    @Get('/web')
    @Put('/web')
    web(@InExchange() exchange: Exchange): object | null {
      if ((call(exchange, 'webRequest') as WebRequest).checkNotModified('v1')) return null;
      written++;
      return {};
    }

    @Get('/publish')
    @Put('/publish')
    publish(@InExchange() exchange: Exchange): object {
      (call(exchange, 'webRequest') as WebRequest).publish({ etag: 'v1' });
      written++;
      return {};
    }

    @Put('/write')
    write(@InExchange() exchange: Exchange): unknown {
      const write = () => {
        written++;
        return {};
      };
      return call(exchange, 'conditionalWrite', () => 'v1', write);
    }

    @Put('/tagged-write/:id')
    @ETag(() => 'v1')
    taggedWrite(@InExchange() exchange: Exchange, @Param('id') _id: number): unknown {
      return call(
        exchange,
        'conditionalWrite',
        () => 'v1',
        () => ({}),
      );
    }

    @Get('/right')
    @ETag(() => 'v1')
    right(@InExchange() exchange: Exchange): object | null {
      return call(exchange, 'checkNotModified', 'v2') ? null : {};
    }
  }

  /** Whether the request came in is looked at when all is done. */
  let outcome: unknown;
  const outside = middleware(async (exchange, next) => {
    await next();
    outcome = (call(exchange, 'webRequest') as WebRequest).outcome;
  });

  inEachSetup({ controllers: [MistakenController], interceptors: [class {}], use: [outside] }, (app) => {
    for (const [path, name, cure] of [
      [
        '/check',
        'checkNotModified without @WebReq()',
        'take @WebReq() web: WebRequest in the action, and call web.checkNot',
      ],
      [
        '/web',
        'checkNotModified without @WebReq()',
        'take @WebReq() web: WebRequest in the action, and call web.checkNot',
      ],
      [
        '/publish',
        'publish without @WebReq()',
        'take @WebReq() web: WebRequest in the action, and call web.publish(…)',
      ],
    ] as const) {
      for (const [method, fields] of [
        ['GET', {}],
        ['GET', { 'If-None-Match': '"v1"' }],
        ['PUT', { 'If-Match': '"v0"' }],
        ['PUT', {}],
      ] as const) {
        it(`${method} ${path} ${JSON.stringify(fields)}`, async () => {
          written = 0;
          const said = await failureOf(app, method, path, fields as Record<string, string>);
          expect(said).to.contain(
            `${name} is for plain routes, but was called for a request that a controller answers: ${cure}`,
          );
          expect(written).to.equal(0);
        });
      }
    }

    for (const path of ['/write', '/tagged-write/1']) {
      it(`conditionalWrite: PUT ${path}`, async () => {
        written = 0;
        const said = await failureOf(app, 'PUT', path, { 'If-Match': '"v1"' });
        expect(said).to.contain(
          'conditionalWrite is for plain routes, but was called for a request that a controller answers: put @ETag on the action',
        );
        expect(written).to.equal(0);
      });
    }

    it('in an action that evaluates already it is what @WebReq gives', async () => {
      expect((await app.send('GET', '/right', { 'If-None-Match': '"v2"' })).status).to.equal(304);
      if (app.setup.driver.kind === 'koa') expect(outcome).to.equal('not-modified');
    });
  });
});

describe('fault 26: a factory or an interceptor in the wrong place', () => {
  class EmptyController {}
  JsonController('/empty')(EmptyController);

  for (const setup of plainSetups) {
    const ours = setup.driver.middleware();
    for (const [what, use, message] of [
      [
        'app.use(ShallowEtag())',
        ShallowEtag(),
        'ShallowEtag() is an interceptor: use it in { interceptors: [ShallowEtag()] }',
      ],
      ['app.use(ShallowEtag)', ShallowEtag, 'register ShallowEtag() instead'],
      ['app.use(shallowEtag)', ours.shallowEtag, 'register shallowEtag() instead'],
      ['app.use(conditionalGet)', ours.conditionalGet, 'register conditionalGet() instead'],
      [
        'app.use(conditionalRequests)',
        require(`routing-controllers-etag/${setup.driver.kind}`).conditionalRequests,
        'register conditionalRequests() instead',
      ],
    ] as const) {
      it(`${what} says so, on ${setup.driver.name}`, async () => {
        const app = await new App(
          { ...setup, defaultErrorHandler: false },
          { controllers: [EmptyController], use: [use] },
        ).start();
        try {
          expect(await failureOf(app, 'GET', '/empty')).to.contain(message);
        } finally {
          await app.stop();
        }
      });
    }

    it(`@UseBefore(ShallowEtag()) says so, on ${setup.driver.name}`, async () => {
      const controllers = [Described('used', [UseBefore(ShallowEtag())])];
      const app = await new App(
        { ...setup, defaultErrorHandler: false },
        { controllers, interceptors: [class {}] },
      ).start();
      try {
        expect(await failureOf(app, 'GET', '/get/used')).to.contain('ShallowEtag() is an interceptor');
      } finally {
        await app.stop();
      }
    });
  }
});
