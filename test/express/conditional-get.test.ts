import { utimesSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import type express from 'express';
import { checkNotModified, conditionalGet, webRequest } from 'routing-controllers-etag/express';
import { contentOf, open } from '../koa/receive';
import { TemporaryDirectory } from '../koa/temporary-directory';
import type { Fields } from '../request';
import { onEachExpress } from './app';

const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT';
const UP_TO_DATE = { 'If-None-Match': '"v1"' };
const LONG = 'long '.repeat(1000);

const directory = new TemporaryDirectory();
let stream: Readable | undefined;

function routes(app: express.Express, framework: typeof express): void {
  app.use(require('cors')({ origin: 'https://example.org', exposedHeaders: 'ETag' }));
  app.use(conditionalGet());
  app.use(framework.static(directory.path, { maxAge: 60_000, etag: false }));
  app.all('/tagged', (_req, res) => {
    res.set('ETag', '"v1"').send('full');
  });
  app.get('/dated', (_req, res) => {
    res.set('Last-Modified', LAST_MODIFIED).send('full');
  });
  app.get('/both', (_req, res) => {
    res.set({ ETag: 'W/"v1"', 'Last-Modified': LAST_MODIFIED, 'Cache-Control': 'max-age=60' }).json({ full: true });
  });
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
  app.get('/coded', require('compression')(), (_req, res) => {
    res.set('ETag', '"v1"').send(LONG);
  });
  app.get('/status/:status', (req, res) => {
    res.set('ETag', '"v1"').status(Number(req.params.status)).send('any');
  });
  app.get('/untagged', (_req, res) => {
    res.send('full');
  });
  app.get('/empty', (_req, res) => {
    res.set('ETag', '"v1"').end();
  });
  app.get('/malformed', (_req, res) => {
    res.set('ETag', 'v1').send('full');
  });
  app.get('/checked', (req, res) => {
    if (checkNotModified(req, res, 'v1')) return;
    res.send('full');
  });
  app.get('/published', (req, res) => {
    webRequest(req, res).publish({ etag: 'v1' });
    res.send('full');
  });
  app.get('/throwing', (_req, res) => {
    res.set('ETag', '"v1"');
    throw Object.assign(new Error('conflict'), { status: 409 });
  });
}

describe('conditionalGet() on Express', () => {
  before(() => utimesSync(directory.write('a page', 'page.txt'), new Date(LAST_MODIFIED), new Date(LAST_MODIFIED)));
  after(() => directory.remove());

  onEachExpress(routes, (app) => {
    const cases: readonly (readonly [rule: string, send: string, fields: Fields, status: number])[] = [
      ['a tag that the route has set is evaluated', 'GET /tagged', UP_TO_DATE, 304],
      ['another tag gets the full response', 'GET /tagged', { 'If-None-Match': '"v0"' }, 200],
      ['without a precondition the response is full', 'GET /tagged', {}, 200],
      ['a date that the route has set is evaluated', 'GET /dated', { 'If-Modified-Since': LATER }, 304],
      ['a date that is none does not count', 'GET /dated', { 'If-Modified-Since': '9999' }, 200],
      ['the tag decides before the date', 'GET /both', { 'If-None-Match': '"v0"', 'If-Modified-Since': LATER }, 200],
      ['weak tags match', 'GET /both', UP_TO_DATE, 304],
      ['no-cache changes nothing', 'GET /tagged', { ...UP_TO_DATE, 'Cache-Control': 'no-cache' }, 304],
      ['HEAD answers as GET would', 'HEAD /tagged', UP_TO_DATE, 304],
      ['a stream is evaluated', 'GET /stream', UP_TO_DATE, 304],
      ['what is written in pieces is evaluated', 'GET /pieces', UP_TO_DATE, 304],
      ['what begins with its head is evaluated', 'GET /head-first', UP_TO_DATE, 304],
      ['what begins with its head is evaluated', 'GET /flushed', UP_TO_DATE, 304],
      ['what is empty is evaluated', 'GET /empty', UP_TO_DATE, 304],
      ['a failed If-Match is a 412', 'GET /tagged', { 'If-Match': '"v0"' }, 412],
      ['a failed If-Match is a 412', 'GET /stream', { 'If-Match': '"v0"' }, 412],
      ['a failed If-Match is a 412', 'GET /pieces', { 'If-Match': '"v0"' }, 412],
      ['a failed If-Match is a 412', 'GET /head-first', { 'If-Match': '"v0"' }, 412],
      ['a failed If-Match is a 412', 'GET /empty', { 'If-Match': '"v0"' }, 412],
      ['a failed If-Match is a 412', 'GET /coded', { 'If-Match': '"v0"', 'Accept-Encoding': 'gzip' }, 412],
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
      ['what the route has published is', 'GET /published', UP_TO_DATE, 304],
      ['files are evaluated by their dates', 'GET /page.txt', { 'If-Modified-Since': LAST_MODIFIED }, 304],
      ['files are evaluated by their dates', 'GET /page.txt', { 'If-Modified-Since': EARLIER }, 200],
      ['an unknown path is a 404', 'GET /unknown', UP_TO_DATE, 404],
    ];
    for (const [rule, send, fields, status] of cases) {
      it(`${rule}: ${send}, ${JSON.stringify(fields)} -> ${status}`, async () => {
        app.errors.length = 0;
        const [method, path] = send.split(' ') as [string, string];
        const answer = await app.send(method, path, fields);
        expect(answer.status, answer.body).to.equal(status);
        if (status === 200 && method === 'GET' && path !== '/empty') expect(answer.body).not.to.equal('');
        if (status === 412) expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
        if (status !== 304) return;
        expect(answer.body).to.equal('');
        expect(answer.headers).not.to.include.any.keys('content-type', 'content-length', 'transfer-encoding');
        expect(app.errors).to.deep.equal([]);
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

    it('the 304 keeps the Cache-Control of the route, and of two validators the tag', async () => {
      const { headers } = await app.send('GET', '/both', { 'If-None-Match': 'W/"v1"' });
      expect(headers).to.include({ etag: 'W/"v1"', 'cache-control': 'max-age=60' });
      expect(headers).not.to.include.keys('last-modified');
    });

    it('what compression codes gets the mark of the coding, and is revalidated by it', async () => {
      const answer = await open(app.port, '/coded', { 'Accept-Encoding': 'gzip' });
      await contentOf(answer);
      expect(answer.headers).to.include({ etag: '"v1--gzip"', 'content-encoding': 'gzip' });
      const again = await app.send('GET', '/coded', { 'Accept-Encoding': 'gzip', 'If-None-Match': '"v1--gzip"' });
      expect(again).to.deep.include({ status: 304, body: '' });
    });

    it('a 412 reaches error middleware where nothing has been written, says what failed, and has a body of its own', async () => {
      app.errors.length = 0;
      const answer = await app.send('GET', '/tagged', { 'If-Match': '"v0"' });
      expect(answer.body).to.match(/If-Match does not name the current version/);
      expect(app.errors).to.have.lengthOf(1);
      expect(app.errors[0]).to.include({ status: 412, name: 'PreconditionFailedError' });
    });

    it('a 412 where the head has been written is empty', async () => {
      const answer = await app.send('GET', '/head-first', { 'If-Match': '"v0"' });
      expect(answer).to.deep.include({ status: 412, body: '' });
    });

    it('a stream that is refused is destroyed', async () => {
      await app.send('GET', '/stream', { 'If-Match': '"v0"' });
      expect(stream?.destroyed).to.equal(true);
    });

    it('a full response that names no lifetime is to be revalidated, and Express tags none', async () => {
      expect((await app.send('GET', '/tagged')).headers['cache-control']).to.equal('max-age=0');
      expect((await app.send('GET', '/both')).headers['cache-control']).to.equal('max-age=60');
      expect((await app.send('GET', '/untagged')).headers).not.to.include.any.keys('etag', 'cache-control');
    });
  });
});
