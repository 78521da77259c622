import { utimesSync } from 'node:fs';
import { Readable } from 'node:stream';
import cors from '@koa/cors';
import { expect } from 'chai';
import serve from 'koa-static';
import * as forExpress from 'routing-controllers-etag/express';
import * as forKoa from 'routing-controllers-etag/koa';
import { type App as ExpressApp, onEachExpress } from '../express/app';
import { type App as KoaApp, onEachKoa } from '../koa/app';
import { TemporaryDirectory } from '../koa/temporary-directory';
import type { Fields } from '../request';
import { type Exchange, onExpress, onKoa, type Routes } from './plain-routes';
import { statusExpectation } from './status-expectation';

const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT';
const UP_TO_DATE = { 'If-None-Match': '"v1"' };

const directory = new TemporaryDirectory();

/** A route that sends a body with these fields, as any application does. */
const sends =
  (fields: Readonly<Record<string, string>>, status?: number) =>
  ({ set, send }: Exchange) => {
    set(fields);
    send({ full: true }, status);
  };

const routes: Routes = {
  'GET /tagged': sends({ ETag: '"v1"' }),
  'PUT /tagged': sends({ ETag: '"v1"' }),
  'POST /tagged': sends({ ETag: '"v1"' }),
  'GET /dated': sends({ 'Last-Modified': LAST_MODIFIED }),
  'GET /both': sends({ ETag: 'W/"v1"', 'Last-Modified': LAST_MODIFIED, 'Cache-Control': 'max-age=60' }),
  'GET /status/203': sends({ ETag: '"v1"' }, 203),
  'GET /status/404': sends({ ETag: '"v1"' }, 404),
  'GET /status/500': sends({ ETag: '"v1"' }, 500),
  'GET /untagged': sends({}),
  'GET /malformed': sends({ ETag: 'v1', 'Last-Modified': '1994-11-06' }),
  'GET /stream': ({ set, stream }) => {
    set({ ETag: '"v1"' });
    stream(Readable.from(['full', ' ', 'stream']));
  },
  'GET /checked': ({ check, send }) => {
    if (!check('v1')) send('full');
  },
  'GET /published': ({ web, send }) => {
    web().publish({ etag: 'v1' });
    send('full');
  },
  'GET /throwing': ({ set, fail }) => {
    set({ ETag: '"v1"' });
    fail(409);
  },
};

const cases: readonly (readonly [rule: string, send: string, fields: Fields, status: number])[] = [
  ['a tag that the route has set is evaluated', 'GET /tagged', UP_TO_DATE, 304],
  ['another tag gets the full response', 'GET /tagged', { 'If-None-Match': '"v0"' }, 200],
  ['without a precondition the response is full', 'GET /tagged', {}, 200],
  ['a date that the route has set is evaluated', 'GET /dated', { 'If-Modified-Since': LATER }, 304],
  ['an invalid date does not count', 'GET /dated', { 'If-Modified-Since': '9999' }, 200],
  ['the tag decides before the date', 'GET /both', { 'If-None-Match': '"v0"', 'If-Modified-Since': LATER }, 200],
  ['weak tags match', 'GET /both', UP_TO_DATE, 304],
  ['no-cache changes nothing', 'GET /tagged', { ...UP_TO_DATE, 'Cache-Control': 'no-cache' }, 304],
  ['HEAD answers as GET would', 'HEAD /tagged', UP_TO_DATE, 304],
  ['a stream is evaluated', 'GET /stream', UP_TO_DATE, 304],
  ['a failed If-Match is a 412', 'GET /tagged', { 'If-Match': '"v0"' }, 412],
  ['a failed If-Match is a 412', 'GET /stream', { 'If-Match': '"v0"' }, 412],
  ['a failed If-Unmodified-Since is a 412', 'GET /dated', { 'If-Unmodified-Since': EARLIER }, 412],
  ['an If-Match that passes changes nothing', 'GET /tagged', { 'If-Match': '"v1"' }, 200],
  ['the response to a write is not touched', 'PUT /tagged', UP_TO_DATE, 200],
  ['the response to a write is not touched', 'POST /tagged', { 'If-Match': '"v0"' }, 200],
  ['any 2xx is evaluated', 'GET /status/203', UP_TO_DATE, 304],
  ['only a 2xx is evaluated', 'GET /status/404', UP_TO_DATE, 404],
  ['only a 2xx is evaluated', 'GET /status/500', { 'If-Match': '"v0"' }, 500],
  ['an error is not evaluated', 'GET /throwing', UP_TO_DATE, 409],
  ['without validators there is nothing to evaluate', 'GET /untagged', { 'If-None-Match': '*' }, 200],
  ['malformed validators do not count', 'GET /malformed', { 'If-None-Match': '*' }, 200],
  ['what the route has checked is not evaluated again', 'GET /checked', UP_TO_DATE, 304],
  ['what the route has checked is not evaluated again', 'GET /checked', { 'If-None-Match': '"v0"' }, 200],
  ['what the route has published is', 'GET /published', UP_TO_DATE, 304],
  ['files are evaluated by their dates', 'GET /page.txt', { 'If-Modified-Since': LAST_MODIFIED }, 304],
  ['files are evaluated by their dates', 'GET /page.txt', { 'If-Modified-Since': EARLIER }, 200],
  ['an unknown path is a 404', 'GET /unknown', UP_TO_DATE, 404],
];

describe('conditionalGet() around plain routes', () => {
  before(() => utimesSync(directory.write('a page', 'page.txt'), new Date(LAST_MODIFIED), new Date(LAST_MODIFIED)));
  after(() => directory.remove());

  onEachKoa((koa) => {
    koa.use(cors({ origin: 'https://example.org', exposeHeaders: 'ETag' }));
    koa.use(forKoa.conditionalGet());
    koa.use(serve(directory.path, { maxage: 60_000 }));
    onKoa(routes)(koa);
  }, describeOnKoa);
  onEachExpress((app, framework) => {
    app.use(require('cors')({ origin: 'https://example.org', exposedHeaders: 'ETag' }));
    app.use(forExpress.conditionalGet());
    app.use(framework.static(directory.path, { maxAge: 60_000, etag: false }));
    onExpress(routes)(app);
  }, describeAnswers);
});

/** express.static takes `0` for a date. */
function describeOnKoa(app: KoaApp): void {
  describeAnswers(app);

  it('an invalid date does not count for files either', async () => {
    await statusExpectation(app)(200, 'GET', '/page.txt', { 'If-Modified-Since': '0' });
  });
}

function describeAnswers(app: KoaApp | ExpressApp): void {
  const expectStatus = statusExpectation(app);

  for (const [rule, send, fields, status] of cases) {
    it(`${rule}: ${send}, ${JSON.stringify(fields)} -> ${status}`, async () => {
      const [method, path] = send.split(' ') as [string, string];
      const answer = await expectStatus(status, method, path, fields);
      if (status === 200) expect(answer.body).not.to.equal('');
      if (status === 412) expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
    });
  }

  it('the 304 keeps the fields of outer middleware', async () => {
    const { headers } = await app.send('GET', '/tagged', { ...UP_TO_DATE, Origin: 'https://example.org' });
    expect(headers).to.include({
      'access-control-allow-origin': 'https://example.org',
      'access-control-expose-headers': 'ETag',
      vary: 'Origin',
      etag: '"v1"',
      'cache-control': 'max-age=0',
    });
  });

  it('the 304 keeps the fields of what serves files', async () => {
    const { headers } = await app.send('GET', '/page.txt', { 'If-Modified-Since': LAST_MODIFIED });
    expect(headers['last-modified']).to.equal(LAST_MODIFIED);
    expect(headers['cache-control']).to.contain('max-age=60');
  });

  it('the 304 keeps the Cache-Control of the route, and of two validators the tag', async () => {
    const { headers } = await app.send('GET', '/both', { 'If-None-Match': 'W/"v1"' });
    expect(headers).to.include({ etag: 'W/"v1"', 'cache-control': 'max-age=60' });
    expect(headers).not.to.include.keys('last-modified');
  });

  it('the 412 says what failed', async () => {
    const { body } = await expectStatus(412, 'GET', '/tagged', { 'If-Match': '"v0"' });
    expect(body).to.match(/If-Match does not name the current version/);
    expect(app.errors).to.have.lengthOf(1);
    expect(app.errors[0]).to.include({ status: 412, name: 'PreconditionFailedError' });
  });

  it('a full response that names no lifetime is to be revalidated, and one without a validator gets no field', async () => {
    expect((await app.send('GET', '/tagged')).headers['cache-control']).to.equal('max-age=0');
    expect((await app.send('GET', '/both')).headers['cache-control']).to.equal('max-age=60');
    expect((await app.send('GET', '/untagged')).headers).not.to.include.any.keys('etag', 'cache-control');
  });
}
