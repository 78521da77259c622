import { expect } from 'chai';
import { Get, Header, JsonController, Param, QueryParam } from 'routing-controllers';
import { CacheControl, ETag, ETagFromResult, Expires, LastModified, Vary } from 'routing-controllers-etag';
import type { Answer } from '../request';
import { anHourPasses, type Warnings, warnings } from '../stores/warnings';
import { type App, inEachSetup, withoutEnvelope } from './app';
import { controllerOf, does, takes } from './controller-of';
import { type Exchange, InExchange, middleware } from './exchange';

const TAG = { 'If-None-Match': '"v1"' };
const DATE = 'Thu, 01 Jan 2099 00:00:00 GMT';

const v1 = ETag(() => 'v1');

const sets = (...fields: readonly (readonly [name: string, value: string])[]) => [
  takes(InExchange()),
  does((exchange: Exchange) => {
    for (const [name, value] of fields) exchange.set(name, value);
    return {};
  }),
];

/** What an action sets itself, what its early 304s say nothing of, and the cure that its warning names. */
const undeclared = {
  'max-age': [sets(['Cache-Control', 'max-age=600']), 'cache-control', '@CacheControl'],
  private: [sets(['Cache-Control', 'private']), 'cache-control', '@CacheControl'],
  expires: [sets(['Expires', DATE]), 'expires', '@Expires'],
  vary: [sets(['Vary', 'Accept-Language']), 'vary', '@Vary'],
  'content-location': [sets(['Content-Location', '/here']), 'content-location', "@Header('Content-Location', …)"],
  several: [
    sets(['Vary', 'Accept'], ['Cache-Control', 'max-age=5']),
    'cache-control and vary',
    '@CacheControl and @Vary',
  ],
} as const;

const FIELDS = ['cache-control', 'expires', 'vary', 'content-location'] as const;

const cachingOf = ({ headers }: Answer) =>
  Object.fromEntries(FIELDS.filter((name) => headers[name] !== undefined).map((name) => [name, headers[name]]));

describe('fault 14: a 304 that is given before the action runs does not contradict the 200', () => {
  describe('of an action that sets caching fields itself', () => {
    const make = () =>
      controllerOf(
        '/own',
        Object.fromEntries(Object.entries(undeclared).map(([name, [decorators]]) => [name, [v1, ...decorators]])),
      );

    inEachSetup(
      () => ({ controllers: [make()] }),
      (app) => {
        for (const [name, [, fields, cure]] of Object.entries(undeclared)) {
          it(`${name}: no default comes in, before its first 200 and after it, and one warning names the cure`, async () => {
            const told = warnings();
            expect(cachingOf(await notModified(app, `/own/${name}`))).to.deep.equal({});
            expect(cachingOf(await app.send('GET', `/own/${name}`))).not.to.deep.equal({});
            expect(cachingOf(await notModified(app, `/own/${name}`))).to.deep.equal({});
            await app.send('GET', `/own/${name}`);
            expectWarning(
              told,
              `sets ${fields} itself, so its 304s cannot repeat what its 200s say: declare it with ${cure}`,
            );
          });
        }
      },
    );
  });

  describe('of an action that sets none', () => {
    const make = () =>
      controllerOf('/none', {
        default: [v1],
        dated: [LastModified(() => 0)],
        'max-age': [v1, CacheControl({ maxAge: 60 })],
        vary: [v1, Vary('Accept')],
        expires: [v1, Expires(() => new Date(DATE))],
        header: [v1, Header('Cache-Control', 'max-age=7')],
        location: [v1, Header('Content-Location', '/here')],
        error: [v1, takes(InExchange()), does(failing)],
      });

    inEachSetup(
      () => ({ controllers: [make()] }),
      (app) => {
        it('its first 200 says so: from then on its 304s say that it is to be revalidated', async () => {
          for (const [path, fields] of [
            ['/none/default', TAG],
            ['/none/dated', { 'If-Modified-Since': 'Thu, 01 Jan 1970 00:00:00 GMT' }],
          ] as const) {
            expect(cachingOf(await notModified(app, path, fields))).to.deep.equal({});
            expect(cachingOf(await app.send('GET', path))).to.deep.equal({ 'cache-control': 'max-age=0' });
            expect(cachingOf(await notModified(app, path, fields))).to.deep.equal({ 'cache-control': 'max-age=0' });
          }
        });

        it('a 304 for a request with Authorization is private from then on', async () => {
          const bearer = { ...TAG, Authorization: 'Bearer x' };
          await app.send('GET', '/none/default');
          expect(cachingOf(await notModified(app, '/none/default', bearer))).to.deep.equal({
            'cache-control': 'private, max-age=0',
          });
        });

        for (const name of ['max-age', 'vary', 'expires', 'header', 'location']) {
          it(`what is declared is on the first 304 as on the 200: ${name}`, async () => {
            const { list } = warnings();
            const early = cachingOf(await notModified(app, `/none/${name}`));
            const full = cachingOf(await app.send('GET', `/none/${name}`));
            const late = cachingOf(await notModified(app, `/none/${name}`));
            expect(late).to.deep.equal(full);
            const { 'cache-control': lifetime, ...declared } = full;
            expect(early).to.deep.equal(lifetime === 'max-age=0' ? declared : full);
            expect(list).to.deep.equal([]);
          });
        }

        it('an error says nothing of the fields of a 200', async () => {
          expect((await app.send('GET', '/none/error', { 'X-Fail': '1' })).status).to.equal(500);
          app.errors.length = 0;
          expect(cachingOf(await notModified(app, '/none/error'))).to.deep.equal({});
        });
      },
    );
  });

  describe('behind middleware that sets them', () => {
    const fields = middleware((exchange, next) => {
      exchange.set('Cache-Control', 'max-age=30');
      exchange.vary('Origin');
      return next();
    });

    inEachSetup(
      () => ({ controllers: [controllerOf('/outer', { show: [v1] })], use: [fields] }),
      (app) => {
        it('they are on both, and are not the action’s own', async () => {
          const { list } = warnings();
          const early = cachingOf(await notModified(app, '/outer/show'));
          expect(early).to.deep.equal({ 'cache-control': 'max-age=30', vary: 'Origin' });
          expect(cachingOf(await app.send('GET', '/outer/show'))).to.deep.equal(early);
          expect(list).to.deep.equal([]);
        });
      },
    );
  });

  describe('whose 304 is given when it has run', () => {
    inEachSetup(
      () => ({
        controllers: [controllerOf('/late', { show: [ETagFromResult(() => 'v1'), ...undeclared.several[0]] })],
      }),
      (app) => {
        it('it says all that the 200 says, and nothing is to be warned of', async () => {
          const { list } = warnings();
          const late = cachingOf(await notModified(app, '/late/show'));
          expect(late).to.deep.equal({ 'cache-control': 'max-age=5', vary: 'Accept' });
          expect(cachingOf(await app.send('GET', '/late/show'))).to.deep.equal(late);
          expect(list).to.deep.equal([]);
        });
      },
    );
  });
});

describe('@CacheControl, @Vary and @Expires by functions of the arguments', () => {
  const ran: string[] = [];

  @Vary('Origin')
  @CacheControl({ noStore: true })
  @JsonController('/functions')
  class FunctionController {
    readonly lifetimes: Readonly<Record<number, number>> = { 1: 60, 2: 600 };

    @Get('/:id')
    @ETag(() => 'v1')
    @CacheControl(async function (this: FunctionController, id: number) {
      ran.push('cache-control');
      const maxAge = this.lifetimes[id];
      return maxAge === undefined ? undefined : { maxAge };
    })
    @Vary((id: number) => (id === 1 ? 'Accept' : ['Accept', 'Accept-Language']))
    @Expires((id: number) => new Date(Date.UTC(2100 + id, 0, 1)))
    show(@Param('id') id: number, @QueryParam('fail') fail?: boolean): object {
      ran.push('action');
      if (fail) throw new Error('it fails');
      return { id };
    }

    @Get('/sent/:id')
    @ETag(() => 'v1')
    @CacheControl((id: number) => `max-age=${id}`)
    @Vary(() => ['Accept'])
    sent(@Param('id') _id: number, @InExchange() exchange: Exchange): object {
      exchange.answer({});
      return exchange.answered;
    }
  }

  inEachSetup({ controllers: [FunctionController] }, (app) => {
    for (const [id, expected] of [
      [1, { 'cache-control': 'max-age=60', vary: 'Accept, Origin', expires: 'Sat, 01 Jan 2101 00:00:00 GMT' }],
      [
        2,
        {
          'cache-control': 'max-age=600',
          vary: 'Accept, Accept-Language, Origin',
          expires: 'Sun, 01 Jan 2102 00:00:00 GMT',
        },
      ],
      [3, { vary: 'Accept, Accept-Language, Origin', expires: 'Mon, 01 Jan 2103 00:00:00 GMT' }],
    ] as const) {
      it(`they are asked for the early 304 as for the 200: /functions/${id}`, async () => {
        ran.length = 0;
        expect(cachingOf(await notModified(app, `/functions/${id}`))).to.deep.equal(expected);
        expect(ran).to.deep.equal(['cache-control']);
        expect(cachingOf(await app.send('GET', `/functions/${id}`))).to.deep.equal(expected);
        expect(ran).to.deep.equal(['cache-control', 'action', 'cache-control']);
      });
    }

    it('they are not asked for an error, and nothing of theirs is on it', async () => {
      ran.length = 0;
      const failed = await app.send('GET', '/functions/1?fail=true');
      app.errors.length = 0;
      expect(failed.status).to.equal(500);
      expect(cachingOf(failed)).to.deep.equal({});
      expect(ran).to.deep.equal(['action']);
    });

    app.where(withoutEnvelope, () => {
      it('an action that sends its response itself has what they say at once', async () => {
        const sent = cachingOf(await app.send('GET', '/functions/sent/9'));
        expect(sent).to.deep.equal({ 'cache-control': 'max-age=9', vary: 'Accept, Origin' });
        expect(cachingOf(await notModified(app, '/functions/sent/9'))).to.deep.equal(sent);
      });
    });
  });
});

function failing(exchange: Exchange): object {
  exchange.set('Cache-Control', 'max-age=1');
  if (exchange.get('X-Fail') !== '') throw new Error('it fails');
  return {};
}

async function notModified(app: App, path: string, fields: Record<string, string> = TAG): Promise<Answer> {
  const answer = await app.send('GET', path, fields);
  expect(answer.status, answer.body).to.equal(304);
  return answer;
}

function expectWarning({ list }: Warnings, message: string): void {
  expect(list.map(({ code }) => code)).to.deep.equal(['ETAG_UNDECLARED_FIELDS']);
  expect(list[0]?.message)
    .to.match(/^Described\.[\w-]+ /)
    .and.to.contain(message);
  anHourPasses();
}
