import { expect } from 'chai';
import { createClient } from 'redis';
import { type NodeRedisClient, RedisVersions } from 'routing-controllers-etag/redis';
import { type Client, describeOnRedis } from './on-redis';
import { RedisServer } from './redis-server';

describeOnRedis(
  'fault 28: RedisVersions on a Redis that goes back to a snapshot',
  { own: true, persistence: 'snapshots' },
  (redis) => {
    let client: Client;
    beforeEach(async () => {
      client = await redis.connect();
    });

    it('do not believe the versions from before the last change, in a process that has seen it', async () => {
      const versions = new RedisVersions(client, { prefix: redis.prefix });
      const { atSnapshot, atCrash } = await goBack(versions);
      const now = await versions.versionsOf(['a']);
      expect(new Set([atSnapshot, atCrash, now].flat()).size).to.equal(3);
      expect(await versions.versionsOf(['a'])).to.deep.equal(now);
    });

    it('nor in one that has not, and all processes agree on the new versions', async () => {
      const { atSnapshot, atCrash } = await goBack(new RedisVersions(client, { prefix: redis.prefix }));
      const processes = await Promise.all(
        Array.from({ length: 8 }, async () => new RedisVersions(await redis.connect(), { prefix: redis.prefix })),
      );
      const all = await Promise.all(processes.map((versions) => versions.versionsOf(['a'])));
      expect(new Set(all.flat()).size).to.equal(1);
      expect([atSnapshot, atCrash].flat()).not.to.include(all[0]?.[0]);
    });

    it('nor when it goes back to the same snapshot again', async () => {
      const versions = new RedisVersions(client, { prefix: redis.prefix });
      const seen = Object.values(await goBack(versions)).flat();
      for (let round = 0; round < 2; round++) {
        seen.push(...((await versions.versionsOf(['a'])) ?? []));
        await redis.crash(client);
        await redis.comeBack(client);
      }
      seen.push(...((await versions.versionsOf(['a'])) ?? []));
      expect(new Set(seen).size).to.equal(5);
    });

    it('nor when a client sends the beginning of an epoch again, which it has sent to the server before', async () => {
      const texts: (readonly [string, Options])[] = [];
      const remembering: NodeRedisClient = {
        evalSha: (sha1, options) => client.evalSha(sha1, options),
        eval: (text, options) => {
          if (options.arguments[0] === 'begin') texts.push([text, options]);
          return client.eval(text, options);
        },
      };
      const { atSnapshot, atCrash } = await goBack(new RedisVersions(remembering, { prefix: redis.prefix }));
      expect(texts).to.have.length(1);
      for (const [text, options] of texts) await client.eval(text, options);
      const now = await new RedisVersions(client, { prefix: redis.prefix }).versionsOf(['a']);
      expect(new Set([atSnapshot, atCrash, now].flat()).size).to.equal(3);
    });

    it('nor before Redis 7, which stores scripts with its data', async () => {
      const versions = new RedisVersions(asBefore7(client), { prefix: redis.prefix });
      const { atSnapshot, atCrash } = await goBack(versions);
      const now = await versions.versionsOf(['a']);
      expect(new Set([atSnapshot, atCrash, now].flat()).size).to.equal(3);
      expect(await versions.versionsOf(['a'])).to.deep.equal(now);
    });

    it('and look-ups that find out together begin one epoch', async () => {
      const versions = new RedisVersions(client, { prefix: redis.prefix });
      await goBack(versions);
      const found = await Promise.all(Array.from({ length: 100 }, () => versions.versionsOf(['a'])));
      expect(new Set(found.flat()).size).to.equal(1);
      const info = await client.info('commandstats');
      expect(Number(/cmdstat_eval:calls=(\d+)/.exec(info)?.[1])).to.equal(1);
    });

    /** Changes a version after a snapshot, and lets the server crash and come back. */
    async function goBack(versions: RedisVersions): Promise<{ atSnapshot: Versions; atCrash: Versions }> {
      const atSnapshot = await versions.versionsOf(['a']);
      await client.sendCommand(['SAVE']);
      await versions.touch('a');
      const atCrash = await versions.versionsOf(['a']);
      await redis.crash(client);
      await redis.comeBack(client);
      expect(await client.get(`${redis.prefix}version:a`)).to.contain(atSnapshot?.[0]);
      return { atSnapshot, atCrash };
    }
  },
);

describeOnRedis('fault 28: RedisVersions on a replica that takes over', { own: true }, (redis) => {
  let replica: RedisServer;
  let ofMaster: Client;
  let ofReplica: Client;
  before(async () => {
    replica = await RedisServer.start('none', '--replicaof', '127.0.0.1', String(redis.server.port));
    ofReplica = createClient({ url: replica.url }) as Client;
    await ofReplica.connect();
  });
  after(async () => {
    ofReplica?.destroy();
    await replica?.remove();
  });

  it('do not believe versions whose last change it has missed; all processes agree on the new ones', async () => {
    ofMaster = await redis.connect();
    let client = ofMaster;
    const application: NodeRedisClient = {
      evalSha: (sha1, options) => client.evalSha(sha1, options),
      eval: (text, options) => client.eval(text, options),
    };
    const versions = new RedisVersions(application, { prefix: redis.prefix });
    const before = await versions.versionsOf(['a', 'b']);
    while (!(await ofReplica.exists(`${redis.prefix}version:b`)));

    await ofReplica.sendCommand(['REPLICAOF', '127.0.0.1', '1']);
    await versions.touch('a');
    const missed = await versions.versionsOf(['a', 'b']);
    await redis.server.kill();
    await ofReplica.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    client = ofReplica;
    expect(await client.get(`${redis.prefix}version:a`)).to.contain(before?.[0]);

    const now = await versions.versionsOf(['a', 'b']);
    expect(new Set([before?.[0], missed?.[0], now?.[0]]).size).to.equal(3);
    for (const process of [versions, new RedisVersions(ofReplica, { prefix: redis.prefix })]) {
      expect(await process.versionsOf(['a', 'b'])).to.deep.equal(now);
    }
  });
});

describeOnRedis('RedisVersions on a Redis that forgets', {}, (redis) => {
  for (const [what, forget] of [
    ['its scripts', (client) => client.scriptFlush()],
    ['which epoch it is in', (client, prefix) => client.del(`${prefix}epoch`)],
    ['everything', async (client, prefix) => client.del(await client.keys(`${prefix}*`))],
  ] as readonly (readonly [string, (client: Client, prefix: string) => Promise<unknown>])[]) {
    it(`give other versions when it forgets ${what}, and the same in every process`, async () => {
      const client = await redis.connect();
      const [one, other] = [1, 2].map(() => new RedisVersions(client, { prefix: redis.prefix }));
      const before = await one?.versionsOf(['a']);
      expect(await other?.versionsOf(['a'])).to.deep.equal(before);
      await forget(client, redis.prefix);
      const after = await one?.versionsOf(['a']);
      expect(after).to.have.length(1).and.not.to.deep.equal(before);
      expect(await other?.versionsOf(['a'])).to.deep.equal(after);
      const mark = await other?.mark(['a']);
      await mark?.settle();
      expect(await one?.versionsOf(['a'])).to.deep.equal(mark?.next);
    });
  }
});

type Versions = readonly string[] | undefined;
type Options = { keys: string[]; arguments: string[] };

/** A client of a Redis that keeps its scripts when it restarts, and does not tell its version to them. */
function asBefore7(client: Client): NodeRedisClient {
  const known = new Map<string, string>();
  const run = (text: string, options: Options) =>
    client.eval(text.replaceAll('redis.REDIS_VERSION_NUM', 'nil'), options);
  return {
    evalSha: async (sha1, options) => {
      const text = known.get(sha1);
      if (text === undefined) throw new Error('NOSCRIPT No matching script.');
      return run(text, options);
    },
    eval: async (text, options) => {
      const sha1 = await client.sendCommand(['SCRIPT', 'LOAD', text]);
      known.set(String(sha1), text);
      return run(text, options);
    },
  };
}
