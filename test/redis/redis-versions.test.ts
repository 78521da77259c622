import { expect } from 'chai';
import type { Mark } from 'routing-controllers-etag';
import { RedisUnavailableError, RedisVersions, type RedisVersionsOptions } from 'routing-controllers-etag/redis';
import { describePublishedTags } from '../stores/published-tags';
import { describeStore } from '../stores/version-store-rules';
import { describeVersionedActions } from '../stores/versioned-actions';
import { type Client, describeOnRedis } from './on-redis';
import { WatchedClient } from './watched-client';

/** A store and the client that is its own. */
interface Store {
  readonly versions: RedisVersions;
  readonly client: WatchedClient;
}

describeOnRedis('RedisVersions', {}, (redis) => {
  let connection: Client;
  let versions: RedisVersions;
  before(async () => {
    connection = await redis.connect();
  });
  beforeEach(() => {
    versions = store().versions;
  });

  describeStore(() => versions);
  describeVersionedActions(() => versions);
  describePublishedTags(() => versions);

  describe('one round trip', () => {
    for (const [what, ask] of [
      ['for a read of names that have no versions yet', (store) => store.versionsOf(['new', 'newer'])],
      ['for a read of names that have', (store) => store.versionsOf(['a', 'b', 'c'])],
      ['for a read of names of which some have', (store) => store.versionsOf(['a', 'new', 'c'])],
      ['for touching', (store) => store.touch('a', 'b', 'c')],
      ['for marking', async (store) => (settleLater = await store.mark(['a', 'b', 'c']))],
    ] as readonly (readonly [string, (store: RedisVersions) => Promise<unknown>])[]) {
      it(what, async () => {
        const { versions, client } = store();
        await versions.versionsOf(['a', 'b', 'c']);
        client.happenings.clear();
        await ask(versions);
        expect(client.happenings.list).to.deep.equal(['answered']);
      });
    }

    it('for settling, and none for no names', async () => {
      const { versions, client } = store();
      const mark = await versions.mark(['a', 'b', 'c']);
      client.happenings.clear();
      await mark.settle();
      expect(client.happenings.list).to.deep.equal(['answered']);
      await versions.versionsOf([]);
      expect(client.happenings.list).to.deep.equal(['answered']);
    });

    let settleLater: Mark | undefined;
    afterEach(() => settleLater?.settle());
  });

  describe('in several processes', () => {
    it('names have the same versions in all of them', async () => {
      const first = await versions.versionsOf(['a', 'b']);
      expect(await store().versions.versionsOf(['a', 'b'])).to.deep.equal(first);
    });

    it('a new name gets one version, even if several ask for it first', async () => {
      const stores = Array.from({ length: 10 }, () => store().versions);
      const found = await Promise.all(stores.map((each) => each.versionsOf(['a'])));
      expect(new Set(found.flat()).size).to.equal(1);
    });

    it('what one touches and marks, the others see', async () => {
      const other = store().versions;
      const before = await other.versionsOf(['a']);
      await versions.touch('a');
      const touched = await other.versionsOf(['a']);
      expect(touched).not.to.deep.equal(before);
      const mark = await versions.mark(['a']);
      expect(await other.versionsOf(['a'])).to.equal(undefined);
      await mark.settle();
      expect(await other.versionsOf(['a'])).to.have.length(1);
    });

    it('another prefix is another store', async () => {
      const other = store({ prefix: `other-${redis.prefix}` }).versions;
      const mine = await versions.versionsOf(['a']);
      await other.touch('a');
      const mark = await other.mark(['a']);
      expect(await versions.versionsOf(['a'])).to.deep.equal(mine);
      await mark.settle();
    });
  });

  describe('how long things are kept', () => {
    it('all keys begin with the prefix, and expire', async () => {
      await store({ ttl: 5_000 }).versions.versionsOf(['a']);
      const mark = await store({ markExpiry: 3_000 }).versions.mark(['b']);
      const keys = (await redis.keys(connection)).sort();
      expect(keys).to.deep.equal(['epoch', 'marks:b', 'version:a', 'version:b'].map((key) => redis.prefix + key));
      const bounds = [60_000, 3_000, 5_000, 3_000];
      for (const [index, key] of keys.entries()) {
        expect(await connection.pTTL(key), key).to.be.within(1, bounds[index] as number);
      }
      await mark.settle();
      expect((await redis.keys(connection)).sort()).to.deep.equal(
        ['epoch', 'version:a', 'version:b'].map((key) => redis.prefix + key),
      );
    });

    it('fault 38: names that are read once, as of what does not exist, are kept for minutes', async () => {
      const { versions } = store();
      for (let batch = 0; batch < 50; batch++) {
        await Promise.all(
          Array.from({ length: 100 }, (_, index) => versions.versionsOf([`unknown:${batch}:${index}`])),
        );
      }
      const keys = (await redis.keys(connection)).filter((key) => key.includes('unknown'));
      expect(keys).to.have.length(5_000);
      for (const ttl of await Promise.all(keys.map((key) => connection.pTTL(key)))) {
        expect(ttl).to.be.within(1, 300_000);
      }
    });

    it('fault 38: a name that is read again is kept for its ttl, and keeps its version', async () => {
      const { versions } = store();
      const key = `${redis.prefix}version:a`;
      const first = await versions.versionsOf(['a']);
      expect(await connection.pTTL(key)).to.be.within(1, 300_000);
      expect(await versions.versionsOf(['a'])).to.deep.equal(first);
      expect(await connection.pTTL(key)).to.be.within(86_000_000, 86_400_000);
      expect(await versions.versionsOf(['a'])).to.deep.equal(first);
    });

    it('fault 38: so is the version that a mark has told, as its client comes back with it', async () => {
      await (await store().versions.mark(['a'])).settle();
      expect(await connection.pTTL(`${redis.prefix}version:a`)).to.be.within(86_000_000, 86_400_000);
    });

    it('an epoch is kept for longer than all versions that count in it', async () => {
      const { versions } = store({ ttl: 50_000, firstTtl: 50_000 });
      await versions.versionsOf(['a']);
      await connection.pExpire(`${redis.prefix}epoch`, 1_000);
      for (const change of [
        () => versions.versionsOf(['a']),
        () => versions.versionsOf(['b']),
        async () => (await versions.mark(['a'])).settle(),
      ]) {
        await connection.pExpire(`${redis.prefix}epoch`, 1_000);
        await change();
        expect(await connection.pTTL(`${redis.prefix}epoch`)).to.be.within(90_000, 100_000);
      }
    });

    it('fault 39: a clock that has gone back keeps no mark of a dead process for longer than its expiry', async () => {
      const { versions: writer, client } = store({ markExpiry: 200 });
      const mark = await writer.mark(['a']);
      client.connected = false;
      const marks = `${redis.prefix}marks:a`;
      for (const [token, value] of Object.entries(await connection.hGetAll(marks))) {
        const [until, ...rest] = value.split(' ');
        await connection.hSet(marks, token, [Number(until) + 86_400_000, ...rest].join(' '));
      }
      for (const key of [marks, `${redis.prefix}version:a`]) await connection.pExpire(key, 86_400_000);
      await (await versions.mark(['a'])).settle();
      await connection.pExpire(`${redis.prefix}version:a`, 86_400_000);
      expect(await versions.versionsOf(['a'])).to.equal(undefined);
      await until(async () => (await versions.versionsOf(['a'])) !== undefined);
      await abandon(mark);
    });

    it('a version that has expired is replaced by another one', async () => {
      const { versions } = store({ ttl: 1 });
      const first = await versions.versionsOf(['a']);
      await until(async () => !(await redis.keys(connection)).includes(`${redis.prefix}version:a`));
      expect(await versions.versionsOf(['a'])).not.to.deep.equal(first);
    });

    it('a mark is renewed while its process lives', async () => {
      const { versions: writer, client } = store({ markExpiry: 150 });
      const mark = await writer.mark(['a']);
      await client.answered(8);
      expect(await versions.versionsOf(['a'])).to.equal(undefined);
      await mark.settle();
      expect(await versions.versionsOf(['a'])).to.have.length(1);
    });

    it('the mark of a process that has died expires, and its name has a new version', async () => {
      const before = await versions.versionsOf(['a']);
      const { versions: writer, client } = store({ markExpiry: 150 });
      const mark = await writer.mark(['a']);
      client.connected = false;
      expect(await versions.versionsOf(['a'])).to.equal(undefined);
      await until(async () => (await versions.versionsOf(['a'])) !== undefined);
      expect(await versions.versionsOf(['a'])).not.to.deep.equal(before);
      await abandon(mark);
    });

    it('it expires no later when others change the name meanwhile', async () => {
      const { versions: dying, client } = store({ markExpiry: 1_000 });
      const left = await dying.mark(['a']);
      client.connected = false;
      await (await versions.mark(['a'])).settle();
      expect(await versions.versionsOf(['a'])).to.equal(undefined);
      expect(await connection.pTTL(`${redis.prefix}version:a`)).to.be.within(1, 1_000);
      await abandon(left);
    });

    it('nor earlier than the others have settled', async () => {
      const mark = await versions.mark(['a']);
      const { versions: dying, client } = store({ markExpiry: 50 });
      const left = await dying.mark(['a']);
      client.connected = false;
      await abandon(left);
      await until(async () => (await connection.pTTL(`${redis.prefix}marks:a`)) < 59_000);
      expect(await versions.versionsOf(['a'])).to.equal(undefined);
      await mark.settle();
      expect(await versions.versionsOf(['a'])).to.have.length(1);
    });

    it('a renewal that is under way does not come after the settling', async () => {
      const { versions: writer, client } = store({ markExpiry: 300 });
      const mark = await writer.mark(['a']);
      const release = client.holdNext();
      await client.happenings.until('held');
      const settled = mark.settle();
      await versions.versionsOf(['b']);
      release();
      await settled;
      expect(await versions.versionsOf(['a'])).to.have.length(1);
    });
  });

  describe('when Redis has lost what it was told', () => {
    it('versions that were evicted are replaced by others', async () => {
      const first = await versions.versionsOf(['a']);
      await connection.del(await redis.keys(connection));
      expect(await versions.versionsOf(['a'])).not.to.deep.equal(first);
    });

    it('a mark can be settled when the epoch was evicted meanwhile, and its name has a new version', async () => {
      const before = await versions.versionsOf(['a']);
      const mark = await versions.mark(['a']);
      await connection.del(`${redis.prefix}epoch`);
      await mark.settle();
      expect(await versions.versionsOf(['a']))
        .to.have.length(1)
        .and.not.to.deep.equal(before);
    });

    it('a name whose mark was lost gets a new version all the same when the change is done', async () => {
      const mark = await versions.mark(['a']);
      await connection.del(await redis.keys(connection));
      const during = await versions.versionsOf(['a']);
      await mark.settle();
      expect(await versions.versionsOf(['a'])).not.to.deep.equal(during);
    });
  });

  function store(options: RedisVersionsOptions = {}): Store {
    const client = new WatchedClient(connection);
    return { client, versions: new RedisVersions(client, { prefix: redis.prefix, ...options }) };
  }
});

describe('the times of RedisVersions', () => {
  const refuse = () => Promise.reject(new Error('nobody is asked'));
  const nobody = { eval: refuse, evalSha: refuse };

  for (const [name, value] of [
    ['ttl', 0],
    ['firstTtl', 0],
    ['markExpiry', -1],
    ['timeout', 0.5],
  ] as const) {
    it(`${name} is not ${value}`, () => {
      const make = () => new RedisVersions(nobody, { [name]: value });
      expect(make).to.throw(TypeError, `${name} takes a whole number above 0, not ${value}`);
    });
  }
});

/** Settles a mark of a process that cannot. */
async function abandon(mark: Mark): Promise<void> {
  const failure = await Promise.resolve(mark.settle()).catch((error) => error);
  expect(failure).to.be.instanceOf(RedisUnavailableError);
}

/** Asks until the answer is yes. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}
