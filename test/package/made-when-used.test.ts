import { execFileSync } from 'node:child_process';
import { expect } from 'chai';

/** Runs a program in a process of its own, and tells how many caches it has made. */
function cachesMadeBy(program: string): number {
  const counting = `
    require('reflect-metadata');
    const lru = require('lru-cache');
    let made = 0;
    const counted = class extends lru.LRUCache { constructor(...args) { super(...args); made++; } };
    require.cache[require.resolve('lru-cache')].exports = { ...lru, LRUCache: counted };
    const etag = require('routing-controllers-etag');
    const library = require('routing-controllers-etag/koa');
    ${program}
    console.log(made);
  `;
  return Number(execFileSync(process.execPath, ['-e', counting], { cwd: process.cwd(), encoding: 'utf8' }));
}

describe('fault 32: stores and caches are made when they are used', function () {
  this.timeout(60_000);

  it('none by importing the package', () => {
    expect(cachesMadeBy('')).to.equal(0);
  });

  it('none by ShallowEtag(), shallowEtag() and conditionalRequests()', () => {
    expect(cachesMadeBy('etag.ShallowEtag(); library.shallowEtag(); etag.conditionalRequests();')).to.equal(0);
  });

  it('one by a store that was asked for', () => {
    expect(cachesMadeBy('new etag.MemoryVersions();')).to.be.above(0);
  });
});
