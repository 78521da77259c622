import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { conditionalRequests, MemoryVersions } from 'routing-controllers-etag';
import { purgeOnTouch, varnish } from 'routing-controllers-etag/cdn';
import { conditionalRequests as onExpress } from 'routing-controllers-etag/express';
import { conditionalRequests as onKoa } from 'routing-controllers-etag/koa';
import { Purges } from './purges';

const purges = new Purges();
const sharedCache = { tags: varnish, hashed: false, purge: purges.purge, purgeAgain: false } as const;

describe('touch of a version store', () => {
  beforeEach(() => purges.reset());

  for (const [name, make] of Object.entries({
    'the package': conditionalRequests,
    './koa': onKoa,
    './express': onExpress,
  })) {
    it(`purges if conditionalRequests() of ${name} has the store and a shared cache, and purges once if it was called twice`, async () => {
      const versions = new MemoryVersions();
      make({ versions, sharedCache });
      make({ versions, sharedCache });
      const [before] = versions.versionsOf(['article']) ?? [];
      await versions.touch('article', 'articles');
      expect(versions.versionsOf(['article'])).not.to.deep.equal([before]);
      expect(purges.list).to.deep.equal(['purge article articles', 'purged article articles']);
    });
  }

  it('purges with purgeOnTouch, in a process without a server', async () => {
    const versions = purgeOnTouch(new MemoryVersions(), sharedCache);
    await versions.touch('article');
    expect(purges.list).to.deep.equal(['purge article', 'purged article']);
  });

  it('purges also if the store fails, and rejects with its error', async () => {
    const versions = new MemoryVersions();
    versions.touch = async () => {
      throw new Error('the store is down');
    };
    purgeOnTouch(versions, sharedCache);
    const failure = await Promise.resolve(versions.touch('article')).catch((error: unknown) => error);
    expect(failure).to.have.property('message', 'the store is down');
    expect(purges.list).to.deep.equal(['purge article', 'purged article']);
  });

  it('does not reject if the purge fails', async () => {
    purges.failing = 3;
    await purgeOnTouch(new MemoryVersions(), sharedCache).touch('article');
    expect(purges.list).to.have.length(3);
    let calls = 0;
    const throws = () => {
      calls++;
      throw new Error('at once');
    };
    await purgeOnTouch(new MemoryVersions(), { ...sharedCache, purge: throws }).touch('article');
    expect(calls).to.equal(3);
  });

  it('purges names that are touched during a purge with one call', async () => {
    const versions = purgeOnTouch(new MemoryVersions(), sharedCache);
    const letGo = purges.hold();
    const touched = ['a', 'b', 'c', 'b'].map((name) => versions.touch(name));
    letGo();
    await Promise.all(touched);
    expect(purges.list).to.deep.equal(['purge a', 'purged a', 'purge b c', 'purged b c']);
  });

  it('purges every name, also those that the store has forgotten', async () => {
    const versions = purgeOnTouch(new MemoryVersions({ max: 1 }), sharedCache);
    await versions.touch('a', 'b', 'c');
    expect(purges.list).to.include('purge a b c');
  });
});

describe('purgeAgain', () => {
  beforeEach(() => purges.reset());

  it('purges the same tags once more, and not a third time', async () => {
    const versions = purgeOnTouch(new MemoryVersions(), { ...sharedCache, purgeAgain: 1 });
    await versions.touch('article');
    await purges.happenings.until('purged article', 2);
    // The purges of another name show that no third one came before them.
    await versions.touch('other');
    await purges.happenings.until('purged other', 2);
    expect(purges.list.filter((each) => each === 'purge article')).to.have.length(2);
  });

  it('is on by default, and does not keep the process alive', function () {
    this.timeout(20_000);
    const program = `
      const { MemoryVersions } = require('routing-controllers-etag');
      const { purgeOnTouch, varnish } = require('routing-controllers-etag/cdn');
      let calls = 0;
      const keepAlive = process.argv[1] === 'server' ? setInterval(() => {}, 1000) : undefined;
      const purge = () => { calls++; if (calls === 2) clearInterval(keepAlive); };
      purgeOnTouch(new MemoryVersions(), { tags: varnish, purge }).touch('article');
      process.on('exit', () => console.log(calls));
    `;
    const callsOf = (kind: string) =>
      Number(
        execFileSync(process.execPath, ['-e', `require('reflect-metadata');${program}`, kind], { encoding: 'utf8' }),
      );
    expect(callsOf('job')).to.equal(1);
    expect(callsOf('server')).to.equal(2);
  });
});
