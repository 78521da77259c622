import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import type express from 'express';
import { shallowEtag } from 'routing-controllers-etag/express';
import { contentOf, open } from '../koa/receive';
import { TemporaryDirectory } from '../koa/temporary-directory';
import { xxh64 } from '../koa/xxh64';
import type { Fields } from '../request';
import { App, onEachExpress } from './app';

const directory = new TemporaryDirectory();
const CONTENT = 'body { color: green } '.repeat(5000);
const file = directory.write(CONTENT, 'style.css');
const LONG = 'long '.repeat(1000);

let stream: Readable | undefined;

function routes(app: express.Express, framework: typeof express): void {
  app.set('views', directory.path);
  app.engine('txt', (path, _locals, done) => done(null, `rendered ${path.length > 0}`));
  app.use('/coded', require('compression')());
  app.use(shallowEtag());
  app.use('/static', framework.static(directory.path));
  app.use('/untagged-static', framework.static(directory.path, { etag: false, lastModified: false }));
  app.get('/text', (_req, res) => {
    res.send('text');
  });
  app.get('/json', (_req, res) => {
    res.json({ a: 'ä' });
  });
  app.get('/number', (_req, res) => {
    res.json(7);
  });
  app.get('/buffer', (_req, res) => {
    res.send(Buffer.from([0, 1, 254, 255]));
  });
  app.get('/ended', (_req, res) => {
    res.end('ended');
  });
  app.get('/latin1', (_req, res) => {
    res.end('\u00e4', 'latin1');
  });
  app.get('/rendered', (_req, res) => {
    res.render('page.txt');
  });
  app.get('/pieces', (_req, res) => {
    res.write('in ');
    res.end('pieces');
  });
  app.get('/stream', (_req, res) => {
    Readable.from(['a ', 'stream']).pipe(res);
  });
  app.get('/file', (_req, res) => {
    stream = createReadStream(file);
    stream.pipe(res);
  });
  app.get('/part', (_req, res) => {
    createReadStream(file, { end: 9 }).pipe(res);
  });
  app.get('/coded/long', (_req, res) => {
    res.send(LONG);
  });
  app.get('/own', (_req, res) => {
    res.set('ETag', '"v1"').send('text');
  });
  app.get('/secret', (_req, res) => {
    res.set('Cache-Control', 'no-store').send('text');
  });
  app.get('/created', (_req, res) => {
    res.status(201).send('text');
  });
  app.get('/partial', (_req, res) => {
    res.status(206).send('text');
  });
  app.get('/nothing', (_req, res) => {
    res.sendStatus(204);
  });
  app.get('/missing', (_req, res) => {
    res.status(404).send('text');
  });
  app.post('/text', (_req, res) => {
    res.send('text');
  });
}

describe('shallowEtag() on Express', () => {
  before(() => directory.write('a template', 'page.txt'));
  after(() => directory.remove());

  onEachExpress(routes, (app) => {
    const get = (path: string, fields?: Fields) => app.send('GET', path, fields);

    for (const [path, body] of [
      ['/text', 'text'],
      ['/json', '{"a":"ä"}'],
      ['/number', '7'],
      ['/ended', 'ended'],
      ['/rendered', 'rendered true'],
      ['/file', CONTENT],
      ['/untagged-static/style.css', CONTENT],
    ] as const) {
      it(`${path}: the bytes that are sent are tagged, for GET and HEAD, and revalidated`, async () => {
        const etag = `"${xxh64(body)}"`;
        const full = await get(path);
        expect(full).to.include({ status: 200, body });
        expect(full.headers).to.include({ etag });
        const head = await app.send('HEAD', path);
        // express.static makes no body for HEAD.
        if (!path.startsWith('/untagged-static')) expect(head.headers).to.include({ etag });
        const unchanged = await get(path, { 'If-None-Match': etag });
        expect(unchanged).to.deep.include({ status: 304, body: '' });
        expect(unchanged.headers).to.include({ etag });
        expect(unchanged.headers).not.to.include.any.keys('content-type', 'content-length');
        const refused = await get(path, { 'If-Match': '"other"' });
        expect(refused.status).to.equal(412);
        // express.static refuses by itself.
        if (!path.startsWith('/untagged-static')) expect(refused.body).to.match(/If-Match does not name the current/);
        expect(refused.headers).not.to.have.property('etag');
      });
    }

    it('bytes are tagged, whatever the encoding of a string', async () => {
      expect((await get('/buffer')).headers.etag).to.equal(`"${xxh64(new Uint8Array([0, 1, 254, 255]))}"`);
      expect((await get('/latin1')).headers.etag).to.equal(`"${xxh64(new Uint8Array([0xe4]))}"`);
    });

    it('a file that is not sent is closed', async () => {
      await get('/file', { 'If-None-Match': `"${xxh64(CONTENT)}"` });
      expect(stream?.destroyed).to.equal(true);
    });

    it('what is coded on its way out gets the mark of the coding', async () => {
      const answer = await open(app.port, '/coded/long', { 'Accept-Encoding': 'gzip' });
      await contentOf(answer);
      const etag = `"${xxh64(LONG)}--gzip"`;
      expect(answer.headers).to.include({ etag, 'content-encoding': 'gzip' });
      expect((await get('/coded/long', { 'Accept-Encoding': 'gzip', 'If-None-Match': etag })).status).to.equal(304);
    });

    it('a tag that the route or express.static has set is kept and evaluated', async () => {
      expect((await get('/own')).headers.etag).to.equal('"v1"');
      expect((await get('/own', { 'If-None-Match': '"v1"', 'Cache-Control': 'no-cache' })).status).to.equal(304);
      const { headers } = await get('/static/style.css');
      expect(headers.etag).to.match(/^W\//);
      expect((await get('/static/style.css', { 'If-None-Match': headers.etag as string })).status).to.equal(304);
    });

    for (const [send, status] of [
      ['GET /pieces', 200],
      ['GET /stream', 200],
      ['GET /part', 200],
      ['GET /secret', 200],
      ['GET /partial', 206],
      ['GET /nothing', 204],
      ['GET /missing', 404],
      ['GET /unknown', 404],
      ['POST /text', 200],
    ] as const) {
      it(`${send} is left alone, and Express does not tag it`, async () => {
        const [method, path] = send.split(' ') as [string, string];
        const answer = await app.send(method, path, { 'If-None-Match': '*' });
        expect(answer.status).to.equal(status);
        expect(answer.headers).not.to.have.property('etag');
      });
    }

    it('the status is kept', async () => {
      expect((await get('/created')).status).to.equal(201);
    });
  });

  it('a digest that makes no tag is an error of the application, and not a crash', async () => {
    const { expressVersions } = require('../express-versions') as typeof import('../express-versions');
    for (const { express } of expressVersions) {
      const app = new App(express, (application) => {
        application.use(shallowEtag({ digest: () => 'a b' }));
        application.get('/text', (_req, res) => {
          res.send('text');
        });
      });
      await app.start();
      try {
        const answer = await app.send('GET', '/text');
        expect(answer.status).to.equal(500);
        expect(String(app.errors[0])).to.match(/ShallowEtag: digest/);
      } finally {
        await app.stop();
      }
    }
  });

  it('options are checked', () => {
    expect(() => shallowEtag({ maxBytes: -1 })).to.throw(/maxBytes/);
  });
});
