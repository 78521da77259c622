import { Readable } from 'node:stream';
import Router from '@koa/router';
import { expect } from 'chai';
import type Koa from 'koa';
import { checkNotModified, webRequest } from 'routing-controllers-etag/koa';
import type { Fields } from '../request';
import { onEachKoa } from './app';

const MODIFIED = new Date(Date.UTC(1994, 10, 6, 8, 49, 37, 500));
const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const UP_TO_DATE = { 'If-None-Match': '"v1"' };

let written: string[] = [];
let stream: Readable | undefined;

function routes(koa: Koa): void {
  const router = new Router();
  router
    .get('/tag', (ctx) => {
      if (checkNotModified(ctx, 'v1')) return;
      ctx.body = 'full';
    })
    .get('/both', (ctx) => {
      if (checkNotModified(ctx, 'v1', MODIFIED)) return;
      ctx.body = { full: true };
    })
    .get('/date', (ctx) => {
      if (checkNotModified(ctx, MODIFIED)) return;
      ctx.body = 'full';
    })
    .get('/ignored', (ctx) => {
      checkNotModified(ctx, { etag: 'v1' });
      written.push('went on');
    })
    .get('/absent', (ctx) => {
      checkNotModified(ctx, null);
    })
    .get('/stream', (ctx) => {
      stream = Readable.from(['full']);
      ctx.type = 'text/plain';
      ctx.set('Content-Language', 'en');
      ctx.set('Content-Encoding', 'identity');
      ctx.body = stream;
      checkNotModified(ctx, 'v1');
    })
    .get('/fields', (ctx) => {
      ctx.set({ 'Cache-Control': 'max-age=60', Expires: '0', 'Content-Location': '/here', 'X-Mine': 'yes' });
      ctx.vary('Accept');
      ctx.cookies.set('seen', 'yes');
      if (checkNotModified(ctx, 'v1', MODIFIED)) return;
      ctx.body = 'full';
    })
    .get('/later-fields', (ctx) => {
      checkNotModified(ctx, 'v1');
      ctx.set('Cache-Control', 'max-age=60');
      ctx.body = 'full';
    })
    .get('/own', (ctx) => {
      ctx.set('ETag', '"own"');
      checkNotModified(ctx, 'v1');
      ctx.body = 'full';
    })
    .get('/twice', (ctx) => {
      if (checkNotModified(ctx, 'v0') || checkNotModified(ctx, 'v1')) return;
      ctx.body = 'full';
    })
    .get('/error', (ctx) => {
      checkNotModified(ctx, 'v1', MODIFIED);
      ctx.throw(409, 'conflict');
    })
    .get('/status', (ctx) => {
      checkNotModified(ctx, 'v1', MODIFIED);
      ctx.status = 404;
    })
    .get('/illegal', (ctx) => {
      checkNotModified(ctx, 'a b');
    })
    .get('/number', (ctx) => {
      checkNotModified(ctx, 7 as unknown as string);
    })
    .get('/outcome', (ctx) => {
      const web = webRequest(ctx);
      const before = web.outcome;
      checkNotModified(ctx, 'v1');
      ctx.body = { before, after: web.outcome, same: web === webRequest(ctx) };
    })
    .put('/tag', (ctx) => {
      if (checkNotModified(ctx, 'v1')) return;
      written.push('written');
      webRequest(ctx).publish({ etag: 'v2', lastModified: MODIFIED });
      ctx.status = 204;
    })
    .post('/failing', (ctx) => {
      webRequest(ctx).publish({ etag: 'v2' });
      ctx.throw(409, 'conflict');
    });
  koa.use(async (ctx, next) => {
    await next();
    if (ctx.get('X-Break') === 'yes') ctx.status = 503;
  });
  koa.use(router.routes());
}

describe('checkNotModified on @koa/router', () => {
  beforeEach(() => {
    written = [];
    stream = undefined;
  });

  onEachKoa(routes, (app) => {
    const expectStatus = async (status: number, method: string, path: string, fields?: Fields) => {
      app.errors.length = 0;
      const answer = await app.send(method, path, fields);
      expect(answer.status, answer.body).to.equal(status);
      if (status === 304) {
        expect(answer.body).to.equal('');
        expect(Object.keys(answer.headers).filter((name) => /^content-(?!location)|transfer/.test(name))).to.be.empty;
        expect(app.errors).to.deep.equal([]);
      }
      return answer;
    };

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

    it('the 304 stands, though the route goes on', async () => {
      await expectStatus(304, 'GET', '/ignored', UP_TO_DATE);
      expect(written).to.deep.equal(['went on']);
    });

    it('answers HEAD as GET', async () => {
      expect((await expectStatus(200, 'HEAD', '/both')).headers.etag).to.equal('"v1"');
      expect((await expectStatus(304, 'HEAD', '/both', UP_TO_DATE)).headers.etag).to.equal('"v1"');
      await expectStatus(412, 'HEAD', '/both', { 'If-Match': '"v0"' });
    });

    it('throws the 412 of Koa, with a message for the client', async () => {
      const answer = await expectStatus(412, 'PUT', '/tag', { 'If-Match': '"v0"' });
      expect(answer.body).to.match(/^If-Match does not name the current version/);
      expect(written).to.deep.equal([]);
      expect(app.errors).to.have.lengthOf(1);
      expect(app.errors[0]).to.include({ status: 412, expose: true, name: 'PreconditionFailedError' });
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

    it('drops what described the content, and closes a stream', async () => {
      await expectStatus(304, 'GET', '/stream', UP_TO_DATE);
      expect(stream?.destroyed).to.equal(true);
      expect((await expectStatus(200, 'GET', '/stream')).body).to.equal('full');
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
        expect(headers['set-cookie']).to.deep.equal(['seen=yes; path=/; httponly']);
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

    for (const [path, status, fields] of [
      ['/error', 409, {}],
      ['/status', 404, {}],
      ['/tag', 503, { 'X-Break': 'yes' }],
    ] as const) {
      it(`leaves nothing on what turns out to be an error: ${path}`, async () => {
        const { headers } = await expectStatus(status, 'GET', path, fields);
        expect(headers).not.to.include.any.keys('etag', 'last-modified', 'cache-control');
      });
    }

    it('leaves nothing that was published on an error', async () => {
      expect((await expectStatus(409, 'POST', '/failing')).headers).not.to.include.keys('etag');
    });

    it('throws a TypeError for an illegal tag and for a lone number', async () => {
      await expectStatus(500, 'GET', '/illegal');
      expect(app.errors[0])
        .to.be.instanceOf(TypeError)
        .with.property('message')
        .that.contains('cannot be an entity tag');
      await expectStatus(500, 'GET', '/number');
      expect(app.errors[0]).to.be.instanceOf(TypeError).with.property('message').that.contains('is ambiguous');
    });

    it('tells how the evaluation ended', async () => {
      expect(JSON.parse((await expectStatus(200, 'GET', '/outcome')).body)).to.deep.equal({
        after: 'proceed',
        same: true,
      });
    });

    it('gives the 304 to a client that says no-cache', async () => {
      await expectStatus(304, 'GET', '/tag', { ...UP_TO_DATE, 'Cache-Control': 'no-cache', Pragma: 'no-cache' });
    });
  });
});
