import { Readable } from 'node:stream';
import Router from '@koa/router';
import { expect } from 'chai';
import type Koa from 'koa';
import { conditionalGet } from 'routing-controllers-etag/koa';
import { onEachKoa } from './app';

const UP_TO_DATE = { 'If-None-Match': '"v1"' };

let stream: Readable | undefined;

function routes(koa: Koa): void {
  const router = new Router();
  router.register('/tagged', ['QUERY'], (ctx) => {
    ctx.set('ETag', '"v1"');
    ctx.body = 'full';
  });
  router
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
  koa.use(conditionalGet());
  koa.use(router.routes());
}

describe('conditionalGet() on Koa', () => {
  onEachKoa(routes, (app) => {
    for (const [rule, send, status] of [
      ['QUERY retrieves', 'QUERY /tagged', 304],
      ['what is sent already is not touched', 'GET /sent', 200],
      ['what the route responds itself is not touched', 'GET /responding', 200],
    ] as const) {
      it(`${rule}: ${send} -> ${status}`, async () => {
        const [method, path] = send.split(' ') as [string, string];
        expect((await app.send(method, path, UP_TO_DATE)).status).to.equal(status);
      });
    }

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
  });
});
