import { expect } from 'chai';
import { RedisGuard, RedisUnavailableError, RedisVersions } from 'routing-controllers-etag/redis';
import { describeOnRedis } from './on-redis';
import { type ClientKind, type Connected, clients, clusters } from './redis-clients';
import { RedisCluster } from './redis-cluster';

/** A client that stays. */
const stays = () => new AbortController().signal;

describeOnRedis('fault 29: clients of one server', { own: true }, (redis) => {
  for (const kind of clients)
    describeClient(
      kind,
      () => [redis.server.port],
      () => redis.prefix,
    );
});

describeOnRedis('fault 29: clients of a cluster of three nodes', { own: true }, (redis) => {
  let cluster: RedisCluster;
  before(async () => {
    cluster = await RedisCluster.start();
  });
  after(() => cluster?.remove());

  for (const kind of clusters) {
    describeClient(
      kind,
      () => cluster.ports,
      () => redis.prefix,
    );

    describe(`${kind.name}, spread over the nodes`, () => {
      let connected: Connected;
      before(async () => {
        connected = await kind.connect(cluster.ports);
      });
      after(() => connected?.close());

      it('names are on all of them, and no prefix with braces is asked for', async () => {
        const versions = new RedisVersions(connected.client, { prefix: redis.prefix });
        const names = Array.from({ length: 300 }, (_, index) => `article:${index}`);
        const before = (await versions.versionsOf(names)) ?? [];
        expect(new Set(before).size).to.equal(300);
        for (const count of await cluster.keys(`${redis.prefix}*version:*`)) expect(count).to.be.within(60, 140);
        expect(await versions.versionsOf(names)).to.deep.equal(before);
        const mark = await versions.mark(names);
        expect(await versions.versionsOf(['article:7', 'article:8'])).to.equal(undefined);
        await mark.settle();
        expect(await versions.versionsOf(names)).to.deep.equal(mark.next);
        await versions.touch(...names);
        const after = (await versions.versionsOf(names)) ?? [];
        expect(new Set([...before, ...mark.next, ...after]).size).to.equal(900);
      });

      it('a prefix with braces keeps all names on one', async () => {
        const prefix = `{${redis.prefix}}:`;
        const versions = new RedisVersions(connected.client, { prefix });
        const names = Array.from({ length: 20 }, (_, index) => `article:${index}`);
        const before = await versions.versionsOf(names);
        expect((await cluster.keys(`${prefix}*version:*`)).sort()).to.deep.equal([0, 0, 20]);
        expect(await versions.versionsOf(names)).to.deep.equal(before);
      });

      it('no question goes to a wrong node so often that it fails', async () => {
        const versions = new RedisVersions(connected.client, { prefix: redis.prefix });
        const guard = new RedisGuard(connected.client, { prefix: redis.prefix });
        for (let round = 0; round < 100; round++) {
          await versions.versionsOf([`${round}`]);
          await (await guard.take([`/things/${round}`], stays())).end();
        }
      });
    });
  }

  it('all of them agree on versions and turns', async () => {
    const connections = await Promise.all(clusters.map((kind) => kind.connect(cluster.ports)));
    const names = ['a', 'b', '{c}', 'd}{'];
    const all = connections.map(({ client }) => new RedisVersions(client, { prefix: redis.prefix }));
    const found = await Promise.all(all.map((versions) => versions.versionsOf(names)));
    for (const versions of found) expect(versions).to.deep.equal(found[0]);
    await expectOneTurnAtATime(connections, redis.prefix);
    for (const each of connections) await each.close();
  });
});

function describeClient(kind: ClientKind, ports: () => readonly number[], prefix: () => string): void {
  describe(kind.name, () => {
    let connected: Connected;
    before(async () => {
      connected = await kind.connect(ports());
    });
    after(() => connected?.close());

    it('versions are read, marked, settled and touched', async () => {
      const versions = new RedisVersions(connected.client, { prefix: prefix() });
      const before = await versions.versionsOf(['a', 'b']);
      expect(await versions.versionsOf(['b', 'a'])).to.deep.equal([...(before ?? [])].reverse());
      const mark = await versions.mark(['a']);
      expect(await versions.versionsOf(['a', 'b'])).to.equal(undefined);
      await mark.settle();
      expect(await versions.versionsOf(['a', 'b'])).to.deep.equal([mark.next[0], before?.[1]]);
      await versions.touch('b');
      expect((await versions.versionsOf(['b']))?.[0])
        .to.be.a('string')
        .and.not.to.equal(before?.[1]);
    });

    it('turns exclude each other', () => expectOneTurnAtATime([connected, connected], prefix()));
  });
}

/** Lets processes take turns for keys that they share. */
async function expectOneTurnAtATime(processes: readonly Connected[], prefix: string): Promise<void> {
  let inside = 0;
  const guards = processes.map(({ client }) => new RedisGuard(client, { prefix }));
  const turns = guards.flatMap((guard, index) =>
    Array.from({ length: 3 }, async () => {
      const turn = await guard.take(index % 2 === 0 ? ['a', 'b'] : ['b', 'a'], stays());
      expect(++inside).to.equal(1);
      await new Promise(setImmediate);
      inside--;
      await turn.end();
    }),
  );
  await Promise.all(turns);
}

describe('what is no client of Redis', () => {
  const message = 'The first argument must be a client of redis (4 to 6), ioredis or iovalkey, connected or connecting';
  for (const [what, client] of [
    ['nothing', undefined],
    ['null', null],
    ['an address', 'redis://localhost'],
    ['options', { url: 'redis://localhost' }],
    ['a client that knows eval alone', { eval: () => Promise.resolve() }],
  ] as const) {
    it(`is an error where it is given: ${what}`, () => {
      expect(() => new RedisGuard(client as never)).to.throw(TypeError, message);
      expect(() => new RedisVersions(client as never)).to.throw(TypeError, message);
    });
  }
});

describe('a client of Redis that does not answer', () => {
  it('is not sent afterwards what was given up: a script that turns out to be unknown', async () => {
    const sent: string[] = [];
    let answer = (_error: Error) => {};
    const client = {
      evalSha: () => {
        sent.push('evalSha');
        return new Promise<never>((_, reject) => {
          answer = reject;
        });
      },
      eval: async () => sent.push('eval'),
    };
    const versions = new RedisVersions(client, { timeout: 1 });
    expect(await versions.touch('a').catch((error) => error)).to.be.instanceOf(RedisUnavailableError);
    answer(new Error('NOSCRIPT No matching script.'));
    await new Promise(setImmediate);
    expect(sent).to.deep.equal(['evalSha']);
  });

  for (const status of ['connecting', 'reconnecting', 'close', 'end']) {
    it(`is not asked while it is away: ioredis, ${status}`, async () => {
      const asked = () => Promise.reject(new Error('it was asked'));
      const versions = new RedisVersions({ status, evalsha: asked, eval: asked });
      expect(await versions.versionsOf(['a']).catch(String)).to.equal('RedisUnavailableError: Redis is not connected');
    });
  }
});
