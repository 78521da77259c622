import { expect } from 'chai';
import { type App as ExpressApp, onEachExpress } from '../express/app';
import { type App as KoaApp, onEachKoa } from '../koa/app';
import { warnings } from '../stores/warnings';
import { onExpress, onKoa, type Routes } from './plain-routes';
import { statusExpectation } from './status-expectation';

const MODIFIED = new Date(Date.UTC(1994, 10, 6, 8, 49, 37, 500));
const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const UP_TO_DATE = { 'If-None-Match': '"v1"' };

let written: string[] = [];

/** The warnings of dates in seconds: one for the route in this process, whatever runs it. */
const seconds: string[] = [];

const routes: Routes = {
  'GET /tag': ({ check, send }) => {
    if (!check('v1')) send('full');
  },
  'GET /both': ({ check, send }) => {
    if (!check('v1', MODIFIED)) send({ full: true });
  },
  'GET /date': ({ check, send }) => {
    if (!check(MODIFIED)) send('full');
  },
  'GET /absent': ({ check, end }) => {
    check(null);
    end(404);
  },
  'GET /fields': ({ check, set, varyAndSetCookie, send }) => {
    set({ 'Cache-Control': 'max-age=60', Expires: '0', 'Content-Location': '/here', 'X-Mine': 'yes' });
    set({ 'Content-Language': 'en', 'Content-Type': 'text/plain' });
    varyAndSetCookie();
    if (!check('v1', MODIFIED)) send('full');
  },
  'GET /later-fields': ({ check, set, send }) => {
    check('v1');
    set({ 'Cache-Control': 'max-age=60' });
    send('full');
  },
  'GET /own': ({ check, set, send }) => {
    set({ ETag: '"own"' });
    check('v1');
    send('full');
  },
  'GET /twice': ({ check, send }) => {
    if (!check('v0') && !check('v1')) send('full');
  },
  'GET /error': ({ check, fail }) => {
    check('v1', MODIFIED);
    fail(409);
  },
  'GET /error-page': ({ check, end }) => {
    check('v1', MODIFIED);
    end(404);
  },
  'GET /illegal': ({ check }) => void check('a b'),
  'GET /number': ({ check }) => void check(7 as unknown as string),
  'GET /seconds': ({ check, web, send }) => {
    web().publish({ lastModified: MODIFIED.getTime() / 1000 });
    if (!check({ lastModified: MODIFIED.getTime() / 1000 })) send('full');
  },
  'GET /outcome': ({ check, web, send }) => {
    const { outcome: before = null, ifNoneMatch } = web();
    const first = web();
    check('v1');
    send({ before, after: web().outcome, same: web() === first, ifNoneMatch });
  },
  'GET /published': ({ web, send }) => {
    web().publish({ etag: 'v1' });
    send('full');
  },
  'PUT /tag': ({ check, web, end }) => {
    if (check('v1')) return;
    written.push('written');
    web().publish({ etag: 'v2', lastModified: MODIFIED });
    end(204);
  },
  'POST /failing': ({ web, fail }) => {
    web().publish({ etag: 'v2' });
    fail(409);
  },
};

describe('checkNotModified of plain routes', () => {
  beforeEach(() => {
    written = [];
  });

  onEachKoa(onKoa(routes), describeRoutes);
  onEachExpress(onExpress(routes), describeRoutes);
});

function describeRoutes(app: KoaApp | ExpressApp): void {
  const expectStatus = statusExpectation(app);

  it('lets the route go on, and publishes the validators', async () => {
    const { headers, body } = await expectStatus(200, 'GET', '/both');
    expect(headers).to.include({ etag: '"v1"', 'last-modified': LAST_MODIFIED, 'cache-control': 'max-age=0' });
    expect(body).to.equal('{"full":true}');
  });

  it('answers 304 to a client that is up to date', async () => {
    const { headers } = await expectStatus(304, 'GET', '/tag', UP_TO_DATE);
    expect(headers).to.include({ etag: '"v1"', 'cache-control': 'max-age=0' });
    await expectStatus(304, 'GET', '/date', { 'If-Modified-Since': LAST_MODIFIED });
    await expectStatus(200, 'GET', '/date', { 'If-Modified-Since': EARLIER });
  });

  it('no-cache of the request and a year 9999 change nothing', async () => {
    await expectStatus(304, 'GET', '/tag', { ...UP_TO_DATE, 'Cache-Control': 'no-cache', Pragma: 'no-cache' });
    await expectStatus(200, 'GET', '/date', { 'If-Modified-Since': '9999' });
  });

  it('answers HEAD as GET', async () => {
    expect((await expectStatus(200, 'HEAD', '/both')).headers.etag).to.equal('"v1"');
    expect((await expectStatus(304, 'HEAD', '/both', UP_TO_DATE)).headers.etag).to.equal('"v1"');
    await expectStatus(412, 'HEAD', '/both', { 'If-Match': '"v0"' });
  });

  it('throws an error that the framework answers with 412 and a message for the client', async () => {
    const answer = await expectStatus(412, 'PUT', '/tag', { 'If-Match': '"v0"' });
    expect(answer.body).to.match(/If-Match does not name the current version/);
    expect(written).to.deep.equal([]);
    expect(app.errors).to.have.lengthOf(1);
    expect(app.errors[0]).to.include({ status: 412, statusCode: 412, expose: true, name: 'PreconditionFailedError' });
    expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
  });

  it('lets a write pass, which publishes the validators of the new version', async () => {
    const { headers } = await expectStatus(204, 'PUT', '/tag', { 'If-Match': '"v1"' });
    expect(headers).to.include({ etag: '"v2"', 'last-modified': LAST_MODIFIED });
    expect(headers).not.to.include.keys('cache-control');
    expect(written).to.deep.equal(['written']);
    await expectStatus(412, 'PUT', '/tag', { 'If-None-Match': '*' });
  });

  it('where there is no representation, the answer to a read is that of the route', async () => {
    await expectStatus(404, 'GET', '/absent', { 'If-None-Match': '*', 'If-Match': '"v1"' });
  });

  it('keeps every field that says nothing of the content', async () => {
    for (const status of [200, 304]) {
      const tag = status === 304 ? '"v1"' : '"v0"';
      const { headers } = await expectStatus(status, 'GET', '/fields', { 'If-None-Match': tag });
      expect(headers).to.include({
        etag: '"v1"',
        'cache-control': 'max-age=60',
        expires: '0',
        vary: 'Accept',
        'content-location': '/here',
        'x-mine': 'yes',
      });
      expect(headers['set-cookie']?.[0]).to.match(/^seen=yes; path=\//i);
      expect(headers['last-modified']).to.equal(status === 304 ? undefined : LAST_MODIFIED);
    }
  });

  it('what the route sets wins', async () => {
    expect((await expectStatus(200, 'GET', '/later-fields')).headers['cache-control']).to.equal('max-age=60');
    expect((await expectStatus(200, 'GET', '/own')).headers.etag).to.equal('"own"');
  });

  it('asked twice, it publishes the last tag', async () => {
    expect((await expectStatus(200, 'GET', '/twice')).headers.etag).to.equal('"v1"');
    expect((await expectStatus(304, 'GET', '/twice', UP_TO_DATE)).headers.etag).to.equal('"v1"');
    expect((await expectStatus(304, 'GET', '/twice', { 'If-None-Match': '"v0"' })).headers.etag).to.equal('"v0"');
  });

  it('is private for a request with Authorization', async () => {
    const { headers } = await expectStatus(200, 'GET', '/tag', { Authorization: 'Bearer x' });
    expect(headers['cache-control']).to.equal('private, max-age=0');
  });

  it('leaves nothing on what turns out to be an error', async () => {
    for (const [send, status] of [
      ['GET /error', 409],
      ['GET /error-page', 404],
      ['POST /failing', 409],
    ] as const) {
      const [method, path] = send.split(' ') as [string, string];
      const { headers } = await expectStatus(status, method, path);
      expect(headers, send).not.to.include.any.keys('etag', 'last-modified', 'cache-control');
    }
  });

  it('evaluates what is published on a read', async () => {
    expect((await expectStatus(200, 'GET', '/published')).headers.etag).to.equal('"v1"');
    await expectStatus(304, 'GET', '/published', UP_TO_DATE);
    await expectStatus(412, 'GET', '/published', { 'If-Match': '"v0"' });
  });

  for (const [path, message] of [
    ['/illegal', /a b.* cannot be an entity tag|cannot be an entity tag.*a b/],
    ['/number', /is ambiguous: pass/],
  ] as const) {
    it(`throws a TypeError that says what it takes: ${path}`, async () => {
      await expectStatus(500, 'GET', path);
      expect(app.errors[0]).to.be.instanceOf(TypeError).with.property('message').that.matches(message);
    });
  }

  it('warns of a date in seconds, once', async () => {
    const { list } = warnings();
    for (let times = 0; times < 2; times++) await expectStatus(200, 'GET', '/seconds');
    seconds.push(...list.map(({ message }) => message));
    expect(seconds).to.deep.equal([
      'The route GET /seconds gives a lastModified of 784111777.5, a date in 1970: it takes milliseconds, so multiply ' +
        'seconds by 1000',
    ]);
  });

  it('webRequest() is one for a request, and knows the conditions and the outcome', async () => {
    const { body } = await expectStatus(200, 'GET', '/outcome', { 'If-None-Match': '"v0"' });
    expect(JSON.parse(body)).to.deep.equal({
      before: null,
      after: 'proceed',
      same: true,
      ifNoneMatch: [{ value: 'v0', weak: false }],
    });
  });
}
