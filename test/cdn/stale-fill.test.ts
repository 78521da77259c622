import { expect } from 'chai';
import { Get, JsonController, Put } from 'routing-controllers';
import { CacheControl, ETag, ETagFromResult, MemoryVersions, Touches, versionOf } from 'routing-controllers-etag';
import { varnish } from 'routing-controllers-etag/cdn';
import { inEachSetup, type Restriction } from '../controllers/app';
import { type Exchange, InExchange } from '../controllers/exchange';
import type { Answer } from '../request';
import { Gate } from '../stores/gate';
import { WatchedStore } from '../stores/watched-store';
import { Purges } from './purges';

const gate = new Gate();
const purges = new Purges();
let memory = new MemoryVersions();
const store = new WatchedStore(() => memory);

const declared = () => CacheControl({ public: true, maxAge: 0, sMaxAge: 60 }, { cdn: { maxAge: 3600 } });

@JsonController('/article')
class ArticleController {
  @Get()
  @declared()
  @ETag(versionOf(() => ['article', 'authors']))
  async show() {
    await gate.pass('read');
    return { text: 'old' };
  }

  @Get('/of-result')
  @declared()
  @ETag(versionOf(() => ['article', 'authors']))
  @ETagFromResult((result: { text: string }) => result.text)
  async showOfResult() {
    await gate.pass('read');
    return { text: 'old' };
  }

  @Get('/sends')
  @declared()
  @ETag(versionOf(() => ['article', 'authors']))
  async sends(@InExchange() exchange: Exchange) {
    await gate.pass('read');
    exchange.answer({ text: 'old' });
    return exchange.answered;
  }

  @Put()
  @Touches(() => 'article')
  async save() {
    await gate.pass('write');
    return { text: 'new' };
  }
}

const options = {
  controllers: [ArticleController],
  conditionalRequests: {
    versions: store,
    sharedCache: { cacheGroups: true, tags: varnish, hashed: false, purge: purges.purge, purgeAgain: false },
  },
} as const;

/** An envelope would change the response, and Koa sends nothing before the action has ended. */
const sendsItself: Restriction = {
  reason: 'only on express, without an envelope',
  applies: ({ driver, envelope }) => driver.kind === 'express' && !envelope,
};

function expectClosed({ status, headers }: Answer, expected = 200): void {
  expect(status).to.equal(expected);
  expect(headers['cache-control']).to.equal('private, max-age=0');
  for (const name of ['cdn-cache-control', 'cache-groups', 'xkey']) expect(headers[name], name).to.equal(undefined);
}

function expectShared({ status, headers }: Answer): void {
  expect(status).to.equal(200);
  expect(headers['cache-control']).to.equal('public, max-age=0, s-maxage=60');
  expect(headers['cdn-cache-control']).to.equal('max-age=3600');
  expect(headers.xkey).to.equal('article authors');
}

describe('a read that runs beside a write is closed to shared caches', () => {
  beforeEach(() => {
    memory = new MemoryVersions();
    gate.reset();
    store.reset();
    purges.reset();
  });

  inEachSetup({ ...options, controllers: [...options.controllers] }, (app) => {
    const write = async () => {
      const answer = app.send('PUT', '/article');
      await gate.letThrough('write');
      expect((await answer).status).to.equal(200);
    };

    it('but a read without a write beside it carries its names', async () => {
      const answer = app.send('GET', '/article');
      await gate.letThrough('read');
      expectShared(await answer);
    });

    it('by the same look-up of the versions that every such read makes after its action, not by another one', async () => {
      const answer = app.send('GET', '/article');
      await gate.entered('read');
      expect(store.happenings.list).to.deep.equal(['read']);
      gate.open('read');
      expectShared(await answer);
      expect(store.happenings.list).to.deep.equal(['read', 'read']);
    });

    for (const path of ['/article', '/article/of-result']) {
      it(`if the write began and ended during the read: ${path}`, async () => {
        const answer = app.send('GET', path);
        await gate.entered('read');
        await write();
        expect(purges.list).to.include('purged article');
        gate.open('read');
        expectClosed(await answer);
      });

      it(`if the write began during the read and has not ended: ${path}`, async () => {
        const answer = app.send('GET', path);
        await gate.entered('read');
        const writing = app.send('PUT', '/article');
        await gate.entered('write');
        gate.open('read');
        expectClosed(await answer);
        gate.open('write');
        await writing;
      });

      it(`if the read began during the write and ended after it: ${path}`, async () => {
        const writing = app.send('PUT', '/article');
        await gate.entered('write');
        const answer = app.send('GET', path);
        await gate.entered('read');
        gate.open('write');
        await writing;
        gate.open('read');
        expectClosed(await answer);
      });
    }

    it('if its 304 depends on a result from before the write', async () => {
      const answer = app.send('GET', '/article/of-result', { 'If-None-Match': '"old"' });
      await gate.entered('read');
      await write();
      gate.open('read');
      expectClosed(await answer, 304);
    });

    it('if a job has touched one of its names during the read', async () => {
      const answer = app.send('GET', '/article');
      await gate.entered('read');
      await store.touch('authors');
      expect(purges.list).to.deep.equal(['purge authors', 'purged authors']);
      gate.open('read');
      expectClosed(await answer);
    });

    it('if the version store is down', async () => {
      const answer = app.send('GET', '/article');
      await gate.entered('read');
      store.failures.read = new Error('the store is down');
      gate.open('read');
      expectClosed(await answer);
      gate.reset();
      const another = app.send('GET', '/article');
      await gate.letThrough('read');
      expectClosed(await another);
    });

    app.where(sendsItself, () => {
      it('if the action sends its response itself and the store answers later', async () => {
        const answer = app.send('GET', '/article/sends');
        await gate.letThrough('read');
        expectClosed(await answer);
      });
    });
  });
});
