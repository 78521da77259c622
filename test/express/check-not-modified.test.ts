import { expect } from 'chai';
import type express from 'express';
import { checkNotModified, webRequest } from 'routing-controllers-etag/express';
import { statusExpectation } from '../application/status-expectation';
import { onEachExpress } from './app';

const UP_TO_DATE = { 'If-None-Match': '"v1"' };

function routes(app: express.Express, framework: typeof express): void {
  app.get('/date', (req, res) => {
    if (checkNotModified(req, res, new Date(0))) return;
    res.send('full');
  });
  app.get('/error-page', (req, res) => {
    checkNotModified(req, res, 'v1');
    res.status(404).json({ page: true });
  });
  app.get('/only-asked', (req, res) => {
    webRequest(req, res);
    res.send('full');
  });
  for (const method of ['get', 'put'] as const) {
    app[method]('/file', (req, res) => {
      if (checkNotModified(req, res, 'v1')) return;
      res.sendFile(__filename);
    });
  }
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
  onEachExpress(routes, (app) => {
    const expectStatus = statusExpectation(app);

    it('answers 304 in routers that are mounted', async () => {
      const { headers } = await expectStatus(304, 'GET', '/mounted/again/tag', UP_TO_DATE);
      expect(headers).to.include({ etag: '"v1"', 'cache-control': 'max-age=0' });
    });

    it('Express does not answer by rules of its own where the request was asked about', async () => {
      await expectStatus(200, 'GET', '/only-asked', { 'If-None-Match': '*' });
    });

    it('Express adds no tag: not to what has a date alone, not to a write, not to an error', async () => {
      for (const send of ['GET /date', 'PUT /untagged', 'GET /error-page', 'GET /only-asked']) {
        const [method, path] = send.split(' ') as [string, string];
        expect((await app.send(method, path)).headers, send).not.to.have.property('etag');
      }
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
  });

  it('a whole URL as target is read as its path', () => {
    const { requestOf } = require('../../../dist/express/express-exchange');
    const pathOf = (request: object) => requestOf({ ...request }, {}).exchange.path;
    expect(pathOf({ originalUrl: 'http://host:1/a/b?c=/d', url: '/b' })).to.equal('/a/b');
    expect(pathOf({ url: '/a%20b?c' })).to.equal('/a%20b');
    expect(pathOf({ url: '*' })).to.equal('*');
  });
});
