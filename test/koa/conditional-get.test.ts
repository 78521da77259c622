import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import cors from '@koa/cors';
import Router from '@koa/router';
import { expect } from 'chai';
import type Koa from 'koa';
import serve from 'koa-static';
import { checkNotModified, conditionalGet, webRequest } from 'routing-controllers-etag/koa';
import type { Fields } from '../request';
import { onEachKoa } from './app';

const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT';
const UP_TO_DATE = { 'If-None-Match': '"v1"' };

let stream: Readable | undefined;
let directory: string;

function routes(koa: Koa): void {
  const router = new Router();
  const tagged: Koa.Middleware = (ctx) => {
    ctx.set('ETag', '"v1"');
    ctx.body = 'full';
  };
  router.get('/tagged', tagged).register('/tagged', ['PUT', 'POST', 'QUERY'], [tagged as Router.Middleware]);
  router
    .get('/dated', (ctx) => {
      ctx.set('Last-Modified', LAST_MODIFIED);
      ctx.body = 'full';
    })
    .get('/both', (ctx) => {
      ctx.set({ ETag: 'W/"v1"', 'Last-Modified': LAST_MODIFIED, 'Cache-Control': 'max-age=60' });
      ctx.body = { full: true };
    })
    .get('/stream', (ctx) => {
      stream = Readable.from(['full']);
      ctx.set('ETag', '"v1"');
      ctx.body = stream;
    })
    .get('/begun', (ctx) => {
      ctx.set('ETag', '"v1"');
      ctx.status = 200;
      ctx.flushHeaders();
      ctx.body = Readable.from(['full']);
    })
    .get('/status/:status', (ctx) => {
      ctx.set('ETag', '"v1"');
      ctx.body = 'any';
      ctx.status = Number(ctx.params.status);
    })
    .get('/untagged', (ctx) => {
      ctx.body = 'full';
    })
    .get('/malformed', (ctx) => {
      ctx.set({ ETag: 'v1', 'Last-Modified': '1994-11-06' });
      ctx.body = 'full';
    })
    .get('/checked', (ctx) => {
      if (checkNotModified(ctx, 'v1')) return;
      ctx.body = 'full';
    })
    .get('/published', (ctx) => {
      webRequest(ctx).publish({ etag: 'v1' });
      ctx.body = 'full';
    })
    .get('/throwing', (ctx) => {
      ctx.set('ETag', '"v1"');
      ctx.throw(409, 'conflict');
    })
    .get('/sent', (ctx) => {
      ctx.respond = false;
      ctx.res.writeHead(200, { ETag: '"v1"' }).end('sent');
    })
    .get('/responding', (ctx) => {
      ctx.respond = false;
      ctx.res.statusCode = 200;
      ctx.res.setHeader('ETag', '"v1"');
      setImmediate(() => ctx.res.end('responded'));
    });
  koa.use(cors({ origin: 'https://example.org', exposeHeaders: 'ETag' }));
  koa.use((ctx, next) => {
    ctx.set('X-Outside', 'yes');
    return next();
  });
  koa.use(conditionalGet());
  koa.use(serve(directory, { maxage: 60_000 }));
  koa.use(router.routes());
}

describe('conditionalGet()', () => {
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'conditional-get-'));
    const file = join(directory, 'page.txt');
    await writeFile(file, 'a page');
    await utimes(file, new Date(LAST_MODIFIED), new Date(LAST_MODIFIED));
  });
  after(() => rm(directory, { recursive: true }));

  onEachKoa(routes, (app) => {
    const cases: readonly (readonly [rule: string, send: string, fields: Fields, status: number])[] = [
      ['a tag that the route has set is evaluated', 'GET /tagged', UP_TO_DATE, 304],
      ['another tag gets the full response', 'GET /tagged', { 'If-None-Match': '"v0"' }, 200],
      ['without a precondition the response is full', 'GET /tagged', {}, 200],
      ['a date that the route has set is evaluated', 'GET /dated', { 'If-Modified-Since': LATER }, 304],
      ['the tag decides before the date', 'GET /both', { 'If-None-Match': '"v0"', 'If-Modified-Since': LATER }, 200],
      ['weak tags match', 'GET /both', UP_TO_DATE, 304],
      ['no-cache changes nothing', 'GET /tagged', { ...UP_TO_DATE, 'Cache-Control': 'no-cache' }, 304],
      ['HEAD answers as GET would', 'HEAD /tagged', UP_TO_DATE, 304],
      ['QUERY retrieves', 'QUERY /tagged', UP_TO_DATE, 304],
      ['a failed If-Match is a 412', 'GET /tagged', { 'If-Match': '"v0"' }, 412],
      [
        'a failed If-Unmodified-Since is a 412',
        'GET /dated',
        { 'If-Unmodified-Since': 'Sun, 06 Nov 1994 08:49:36 GMT' },
        412,
      ],
      ['a passing If-Match is none', 'GET /tagged', { 'If-Match': '"v1"' }, 200],
      ['the response to a write is not touched', 'PUT /tagged', UP_TO_DATE, 200],
      ['the response to a write is not touched', 'POST /tagged', { 'If-Match': '"v0"' }, 200],
      ['any 2xx is evaluated', 'GET /status/203', UP_TO_DATE, 304],
      ['only a 2xx is evaluated', 'GET /status/404', UP_TO_DATE, 404],
      ['only a 2xx is evaluated', 'GET /status/500', { 'If-Match': '"v0"' }, 500],
      ['an error is not evaluated', 'GET /throwing', UP_TO_DATE, 409],
      ['without validators there is nothing to evaluate', 'GET /untagged', { 'If-None-Match': '*' }, 200],
      ['malformed validators are none', 'GET /malformed', { 'If-None-Match': '*' }, 200],
      ['what the route has checked is not evaluated again', 'GET /checked', UP_TO_DATE, 304],
      ['what the route has checked is not evaluated again', 'GET /checked', { 'If-None-Match': '"v0"' }, 200],
      ['what is sent already is not touched', 'GET /sent', UP_TO_DATE, 200],
      ['what the route responds itself is not touched', 'GET /responding', UP_TO_DATE, 200],
      ['files are evaluated by their dates', 'GET /page.txt', { 'If-Modified-Since': LAST_MODIFIED }, 304],
      ['files are evaluated by their dates', 'GET /page.txt', { 'If-Modified-Since': '0' }, 200],
      ['an unknown path is a 404', 'GET /unknown', UP_TO_DATE, 404],
    ];
    for (const [rule, send, fields, status] of cases) {
      it(`${rule}: ${send}, ${JSON.stringify(fields)} -> ${status}`, async () => {
        app.errors.length = 0;
        const [method, path] = send.split(' ') as [string, string];
        const answer = await app.send(method, path, fields);
        expect(answer.status, answer.body).to.equal(status);
        if (status !== 304) return;
        expect(answer.body).to.equal('');
        expect(answer.headers).not.to.include.any.keys('content-type', 'content-length', 'transfer-encoding');
        expect(app.errors).to.deep.equal([]);
      });
    }

    it('the 304 keeps the fields of outer middleware', async () => {
      const fields = { ...UP_TO_DATE, Origin: 'https://example.org' };
      const { headers } = await app.send('GET', '/tagged', fields);
      expect(headers).to.include({
        'access-control-allow-origin': 'https://example.org',
        'access-control-expose-headers': 'ETag',
        vary: 'Origin',
        'x-outside': 'yes',
        etag: '"v1"',
        'cache-control': 'max-age=0',
      });
    });

    it('the 304 keeps the fields of koa-static', async () => {
      const { headers } = await app.send('GET', '/page.txt', { 'If-Modified-Since': LAST_MODIFIED });
      expect(headers).to.include({ 'last-modified': LAST_MODIFIED, 'cache-control': 'max-age=60' });
    });

    it('the 304 keeps the Cache-Control of the route, and of two validators the tag', async () => {
      const { headers } = await app.send('GET', '/both', { 'If-None-Match': 'W/"v1"' });
      expect(headers).to.include({ etag: 'W/"v1"', 'cache-control': 'max-age=60' });
      expect(headers).not.to.include.keys('last-modified');
    });

    it('a stream that is not sent is closed', async () => {
      expect((await app.send('GET', '/stream', UP_TO_DATE)).status).to.equal(304);
      expect(stream?.destroyed).to.equal(true);
    });

    for (const fields of [UP_TO_DATE, { 'If-Match': '"v0"' }]) {
      it(`a response whose head is sent goes on: ${JSON.stringify(fields)}`, async () => {
        app.errors.length = 0;
        const answer = await app.send('GET', '/begun', fields);
        expect(answer).to.include({ status: 200, body: 'full' });
        expect(app.errors).to.deep.equal([]);
      });
    }

    it('the 412 says what failed, and carries nothing of ours', async () => {
      const answer = await app.send('GET', '/tagged', { 'If-Match': '"v0"' });
      expect(answer.body).to.match(/^If-Match does not name the current version/);
      expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
    });

    it('a full response that names no lifetime is to be revalidated', async () => {
      expect((await app.send('GET', '/tagged')).headers['cache-control']).to.equal('max-age=0');
      expect((await app.send('GET', '/both')).headers['cache-control']).to.equal('max-age=60');
      expect((await app.send('GET', '/untagged')).headers).not.to.include.keys('cache-control');
    });
  });
});
