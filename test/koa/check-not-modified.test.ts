import { Readable } from 'node:stream';
import Router from '@koa/router';
import { expect } from 'chai';
import type Koa from 'koa';
import { checkNotModified } from 'routing-controllers-etag/koa';
import { statusExpectation } from '../application/status-expectation';
import { onEachKoa } from './app';

const UP_TO_DATE = { 'If-None-Match': '"v1"' };

let wentOn = false;
let stream: Readable | undefined;

function routes(koa: Koa): void {
  const router = new Router();
  router
    .get('/tag', (ctx) => {
      if (checkNotModified(ctx, 'v1')) return;
      ctx.body = 'full';
    })
    .get('/ignored', (ctx) => {
      checkNotModified(ctx, { etag: 'v1' });
      wentOn = true;
    })
    .get('/stream', (ctx) => {
      stream = Readable.from(['full']);
      ctx.type = 'text/plain';
      ctx.set('Content-Language', 'en');
      ctx.set('Content-Encoding', 'identity');
      ctx.body = stream;
      checkNotModified(ctx, 'v1');
    });
  koa.use(async (ctx, next) => {
    await next();
    if (ctx.get('X-Break') === 'yes') ctx.status = 503;
  });
  koa.use(router.routes());
}

describe('checkNotModified on @koa/router', () => {
  beforeEach(() => {
    wentOn = false;
    stream = undefined;
  });

  onEachKoa(routes, (app) => {
    const expectStatus = statusExpectation(app);

    it('the 304 stands, though the route goes on', async () => {
      await expectStatus(304, 'GET', '/ignored', UP_TO_DATE);
      expect(wentOn).to.equal(true);
    });

    it('drops what described the content, and closes a stream', async () => {
      await expectStatus(304, 'GET', '/stream', UP_TO_DATE);
      expect(stream?.destroyed).to.equal(true);
      expect((await expectStatus(200, 'GET', '/stream')).body).to.equal('full');
    });

    it('leaves nothing on what middleware outside makes an error of', async () => {
      const { headers } = await expectStatus(503, 'GET', '/tag', { 'X-Break': 'yes' });
      expect(headers).not.to.include.any.keys('etag', 'last-modified', 'cache-control');
    });
  });
});
