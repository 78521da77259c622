import { Readable } from 'node:stream';
import { expect } from 'chai';
import type express from 'express';
import { conditionalGet } from 'routing-controllers-etag/express';
import { statusExpectation } from '../application/status-expectation';
import { contentOf, open } from '../koa/receive';
import { onEachExpress } from './app';

const UP_TO_DATE = { 'If-None-Match': '"v1"' };
const STALE = { 'If-Match': '"v0"' };
const LONG = 'long '.repeat(1000);

let stream: Readable | undefined;

function routes(app: express.Express): void {
  app.use(conditionalGet());
  app.get('/stream', (_req, res) => {
    stream = Readable.from(['full', ' ', 'stream']);
    stream.pipe(res.set('ETag', '"v1"'));
  });
  app.get('/pieces', (_req, res) => {
    res.set('ETag', '"v1"');
    res.write('in ');
    res.end('pieces');
  });
  app.get('/head-first', (_req, res) => {
    res.writeHead(200, { ETag: '"v1"', 'Content-Type': 'text/plain' });
    res.write('in ');
    res.end('pieces');
  });
  app.get('/flushed', (_req, res) => {
    res.set('ETag', '"v1"').flushHeaders();
    res.end('full');
  });
  app.get('/empty', (_req, res) => {
    res.set('ETag', '"v1"').end();
  });
  app.get('/coded', require('compression')(), (_req, res) => {
    res.set('ETag', '"v1"').send(LONG);
  });
}

describe('conditionalGet() on Express', () => {
  onEachExpress(routes, (app) => {
    const expectStatus = statusExpectation(app);

    for (const [rule, path] of [
      ['what is written in pieces is evaluated', '/pieces'],
      ['what begins with its head is evaluated', '/head-first'],
      ['what begins with its head is evaluated', '/flushed'],
      ['what is empty is evaluated', '/empty'],
    ] as const) {
      it(`${rule}: GET ${path} -> 304`, () => expectStatus(304, 'GET', path, UP_TO_DATE));
    }

    for (const path of ['/pieces', '/head-first', '/empty', '/coded']) {
      it(`a failed If-Match is a 412: GET ${path}`, async () => {
        const { headers } = await expectStatus(412, 'GET', path, { ...STALE, 'Accept-Encoding': 'gzip' });
        expect(headers).not.to.include.any.keys('etag', 'cache-control');
      });
    }

    it('what compression codes gets the mark of the coding, and is revalidated by it', async () => {
      const answer = await open(app.port, '/coded', { 'Accept-Encoding': 'gzip' });
      await contentOf(answer);
      expect(answer.headers).to.include({ etag: '"v1--gzip"', 'content-encoding': 'gzip' });
      const again = await app.send('GET', '/coded', { 'Accept-Encoding': 'gzip', 'If-None-Match': '"v1--gzip"' });
      expect(again).to.deep.include({ status: 304, body: '' });
    });

    it('a 412 where the head has been written is empty', async () => {
      expect(await app.send('GET', '/head-first', STALE)).to.deep.include({ status: 412, body: '' });
    });

    it('a stream that is refused is destroyed', async () => {
      await app.send('GET', '/stream', STALE);
      expect(stream?.destroyed).to.equal(true);
    });
  });
});
