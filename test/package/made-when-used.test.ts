import { execFileSync } from 'node:child_process';
import { expect } from 'chai';

/** Runs a program in a process of its own, and tells which files of the library's room for shared caches it has loaded. */
function filesOfSharedCaches(program: string): readonly string[] {
  const loading = `
    require('reflect-metadata');
    const etag = require('routing-controllers-etag');
    const koa = require('routing-controllers-etag/koa');
    const express = require('routing-controllers-etag/express');
    ${program}
    console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /[\\\\/]dist[\\\\/]cdn[\\\\/]/.test(file))));
  `;
  return JSON.parse(execFileSync(process.execPath, ['-e', loading], { cwd: process.cwd(), encoding: 'utf8' }));
}

/** Runs a program in a process of its own, and tells how many caches it has made. */
function cachesMadeBy(program: string): number {
  const counting = `
    require('reflect-metadata');
    const lru = require('lru-cache');
    let made = 0;
    const counted = class extends lru.LRUCache { constructor(...args) { super(...args); made++; } };
    require.cache[require.resolve('lru-cache')].exports = { ...lru, LRUCache: counted };
    const etag = require('routing-controllers-etag');
    const koa = require('routing-controllers-etag/koa');
    const express = require('routing-controllers-etag/express');
    async function run() {
      ${program}
      console.log(made);
    }
    void run();
  `;
  return Number(execFileSync(process.execPath, ['-e', counting], { cwd: process.cwd(), encoding: 'utf8' }));
}

describe('fault 32: stores and caches are made when they are used', function () {
  this.timeout(60_000);

  it('none by importing the package', () => {
    expect(cachesMadeBy('')).to.equal(0);
  });

  it('none by ShallowEtag(), shallowEtag() and conditionalRequests()', () => {
    expect(
      cachesMadeBy('etag.ShallowEtag(); koa.shallowEtag(); express.shallowEtag(); etag.conditionalRequests();'),
    ).to.equal(0);
  });

  it('none by a body that is no file, and one by the first file: all middleware shares it', () => {
    const servers = `
      const { createReadStream } = require('node:fs');
      const { createServer } = require('node:http');
      const Koa = require('koa');
      const body = (path) => (path === '/text' ? 'text' : createReadStream('package.json'));
      const onKoa = () => new Koa().use(koa.shallowEtag()).use((ctx) => { ctx.body = body(ctx.path); }).callback();
      const tags = new Set();
      async function ask(listener, path) {
        const server = createServer(listener).listen();
        await new Promise((resolve) => server.once('listening', resolve));
        const response = await fetch('http://127.0.0.1:' + server.address().port + path);
        await response.text();
        tags.add(response.headers.get('etag'));
        server.close();
        server.closeAllConnections();
      }
    `;
    const onExpress = "require('express')().use(express.shallowEtag()).use((req, res) => body(req.path).pipe(res))";
    expect(cachesMadeBy(`${servers} await ask(onKoa(), '/text');`), 'by a text').to.equal(0);
    expect(cachesMadeBy(`${servers} await ask(onKoa(), '/file');`), 'by a file').to.equal(1);
    const everywhere = `
      for (const each of [onKoa(), onKoa(), ${onExpress}]) await ask(each, '/file');
      if (tags.size !== 1) throw new Error('not one tag: ' + [...tags]);
    `;
    expect(cachesMadeBy(servers + everywhere), 'by files of three applications').to.equal(1);
  });

  it('one by a store that was asked for', () => {
    expect(cachesMadeBy('new etag.MemoryVersions();')).to.be.above(0);
  });
});

describe('the code for shared caches is loaded only if it is used', function () {
  this.timeout(60_000);

  it('not by the package, nor by options without a shared cache', () => {
    const program = `
      for (const each of [etag, koa, express]) each.conditionalRequests({ versions: new etag.MemoryVersions() });
      etag.CacheControl({ maxAge: 60 });
    `;
    expect(filesOfSharedCaches(program)).to.deep.equal([]);
  });

  it('by sharedCache, and by cdn', () => {
    const sharedCache = 'etag.conditionalRequests({ sharedCache: { cacheGroups: true } });';
    expect(filesOfSharedCaches(sharedCache)).not.to.deep.equal([]);
    expect(filesOfSharedCaches('etag.CacheControl({ maxAge: 60 }, { cdn: { maxAge: 60 } });')).to.have.length(1);
  });
});
