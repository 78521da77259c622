import { expect } from 'chai';
import type express from 'express';
import { checkNotModified, webRequest } from 'routing-controllers-etag/express';
import type { Fields } from '../request';
import { onEachExpress } from './app';

const MODIFIED = new Date(Date.UTC(1994, 10, 6, 8, 49, 37, 500));
const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const UP_TO_DATE = { 'If-None-Match': '"v1"' };

let written: string[] = [];

function routes(app: express.Express, framework: typeof express): void {
  app.get('/tag', (req, res) => {
    if (checkNotModified(req, res, 'v1')) return;
    res.send('full');
  });
  app.get('/both', (req, res) => {
    if (checkNotModified(req, res, 'v1', MODIFIED)) return;
    res.json({ full: true });
  });
  app.get('/date', (req, res) => {
    if (checkNotModified(req, res, MODIFIED)) return;
    res.send('full');
  });
  app.get('/absent', (req, res) => {
    checkNotModified(req, res, null);
    res.sendStatus(404);
  });
  app.get('/fields', (req, res) => {
    res.set({ 'Cache-Control': 'max-age=60', Expires: '0', 'Content-Location': '/here', 'Content-Language': 'en' });
    res.vary('Accept').cookie('seen', 'yes').type('text/plain');
    if (checkNotModified(req, res, 'v1', MODIFIED)) return;
    res.send('full');
  });
  app.get('/later-fields', (req, res) => {
    checkNotModified(req, res, 'v1');
    res.set('Cache-Control', 'max-age=60').send('full');
  });
  app.get('/own', (req, res) => {
    res.set('ETag', '"own"');
    checkNotModified(req, res, 'v1');
    res.send('full');
  });
  app.get('/twice', (req, res) => {
    if (checkNotModified(req, res, 'v0') || checkNotModified(req, res, 'v1')) return;
    res.send('full');
  });
  app.get('/error', (req, res) => {
    checkNotModified(req, res, 'v1', MODIFIED);
    throw Object.assign(new Error('conflict'), { status: 409 });
  });
  app.get('/error-page', (req, res) => {
    checkNotModified(req, res, 'v1', MODIFIED);
    res.status(404).json({ page: true });
  });
  app.get('/illegal', (req, res) => {
    checkNotModified(req, res, 'a b');
  });
  app.get('/number', (req, res) => {
    checkNotModified(req, res, 7 as unknown as string);
  });
  app.get('/outcome', (req, res) => {
    const web = webRequest(req, res);
    const before = web.outcome ?? null;
    checkNotModified(req, res, 'v1');
    res.json({ before, after: web.outcome, same: web === webRequest(req, res), ifNoneMatch: web.ifNoneMatch });
  });
  app.get('/published', (req, res) => {
    webRequest(req, res).publish({ etag: 'v1' });
    res.send('full');
  });
  app.get('/only-asked', (req, res) => {
    webRequest(req, res);
    res.send('full');
  });
  app.get('/file', (req, res) => {
    if (checkNotModified(req, res, 'v1')) return;
    res.sendFile(__filename);
  });
  app.put('/file', (req, res) => {
    if (checkNotModified(req, res, 'v1')) return;
    res.sendFile(__filename);
  });
  app.put('/tag', (req, res) => {
    if (checkNotModified(req, res, 'v1')) return;
    written.push('written');
    webRequest(req, res).publish({ etag: 'v2', lastModified: MODIFIED });
    res.sendStatus(204);
  });
  app.put('/untagged', (req, res) => {
    checkNotModified(req, res, 'v1');
    res.json({ written: true });
  });
  const mounted = framework.Router();
  mounted.get('/tag', (req, res) => {
    if (checkNotModified(req, res, 'v1')) return;
    res.send('full');
  });
  app.use('/mounted', framework().use('/again', mounted));
}

describe('checkNotModified on Express', () => {
  beforeEach(() => {
    written = [];
  });

  onEachExpress(routes, (app) => {
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
      for (const path of ['/tag', '/mounted/again/tag']) {
        const { headers } = await expectStatus(304, 'GET', path, UP_TO_DATE);
        expect(headers).to.include({ etag: '"v1"', 'cache-control': 'max-age=0' });
      }
      await expectStatus(304, 'GET', '/date', { 'If-Modified-Since': LAST_MODIFIED });
      await expectStatus(200, 'GET', '/date', { 'If-Modified-Since': EARLIER });
    });

    it('Express does not answer by rules of its own: no-cache and a year 9999 change nothing', async () => {
      await expectStatus(304, 'GET', '/tag', { ...UP_TO_DATE, 'Cache-Control': 'no-cache' });
      await expectStatus(200, 'GET', '/date', { 'If-Modified-Since': '9999' });
      await expectStatus(200, 'GET', '/only-asked', { 'If-None-Match': '*' });
    });

    it('Express adds no tag: not to what has a date alone, not to a write, not to an error', async () => {
      for (const send of ['GET /date', 'PUT /untagged', 'GET /error-page', 'GET /only-asked']) {
        const [method, path] = send.split(' ') as [string, string];
        expect((await app.send(method, path)).headers, send).not.to.have.property('etag');
      }
    });

    it('answers HEAD as GET', async () => {
      expect((await expectStatus(200, 'HEAD', '/both')).headers.etag).to.equal('"v1"');
      expect((await expectStatus(304, 'HEAD', '/both', UP_TO_DATE)).headers.etag).to.equal('"v1"');
      await expectStatus(412, 'HEAD', '/both', { 'If-Match': '"v0"' });
    });

    it('throws an error that Express answers with 412', async () => {
      const answer = await expectStatus(412, 'PUT', '/tag', { 'If-Match': '"v0"' });
      expect(answer.body).to.match(/If-Match does not name the current version/);
      expect(written).to.deep.equal([]);
      expect(app.errors).to.have.lengthOf(1);
      expect(app.errors[0]).to.include({ status: 412, statusCode: 412, expose: true });
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
        });
        expect(headers['set-cookie']).to.deep.equal(['seen=yes; Path=/']);
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

    it('takes back what it wrote from an error', async () => {
      for (const [path, status] of [
        ['/error', 409],
        ['/error-page', 404],
      ] as const) {
        const { headers } = await expectStatus(status, 'GET', path);
        expect(headers).not.to.include.any.keys('etag', 'last-modified', 'cache-control');
      }
    });

    it('evaluates what is published on a read', async () => {
      expect((await expectStatus(200, 'GET', '/published')).headers.etag).to.equal('"v1"');
      await expectStatus(304, 'GET', '/published', UP_TO_DATE);
      await expectStatus(412, 'GET', '/published', { 'If-Match': '"v0"' });
    });

    it('a file that the route sends has the tag of the route, and is not evaluated again', async () => {
      const { headers } = await expectStatus(200, 'GET', '/file', { 'If-Match': '"v1"', 'If-None-Match': '"v0"' });
      expect(headers).to.include({ etag: '"v1"', 'cache-control': 'max-age=0' });
      await expectStatus(200, 'GET', '/file', { 'If-Modified-Since': '9999' });
      await expectStatus(304, 'GET', '/file', UP_TO_DATE);
    });

    it('a file in the answer to a write is not evaluated, and brings no tag', async () => {
      const { headers } = await expectStatus(200, 'PUT', '/file', { 'If-Match': '"v1"' });
      expect(headers).not.to.include.any.keys('etag');
    });

    it('says what it takes', async () => {
      await expectStatus(500, 'GET', '/illegal');
      expect(String(app.errors[0])).to.match(/^TypeError: .*a b/);
      await expectStatus(500, 'GET', '/number');
      expect(String(app.errors[0])).to.match(/is ambiguous/);
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
  });

  it('a whole URL as target is read as its path', () => {
    const { requestOf } = require('../../../dist/express/express-exchange');
    const pathOf = (request: object) => requestOf({ ...request }, {}).exchange.path;
    expect(pathOf({ originalUrl: 'http://host:1/a/b?c=/d', url: '/b' })).to.equal('/a/b');
    expect(pathOf({ url: '/a%20b?c' })).to.equal('/a%20b');
    expect(pathOf({ url: '*' })).to.equal('*');
  });
});
