import { hash } from 'node:crypto';
import { tell } from '../stores/events';
import { randomVersion } from '../stores/random-version';
import { requireBound } from '../stores/require-bound';
import type { Mark, VersionStore } from '../stores/version-store';
import type { RedisClient } from './redis-client';
import { RedisConnection } from './redis-connection';
import { Renewal } from './renewal';
import { MARKED, VersionShard } from './version-shard';

/** Options of {@link RedisVersions}. Times are milliseconds, whole and above 0. */
export interface RedisVersionsOptions {
  /** The prefix of every key. Default `versions:`. */
  readonly prefix?: string;
  /** How long a version is kept. Default 86,400,000 (one day). */
  readonly ttl?: number;
  /**
   * How long a version is kept after its first read; a second read within this time extends it to `ttl`. The versions
   * of an existing resource are read twice for one response, but those of a missing one, such as
   * `/articles/no-such-id`, only once. At most `ttl`. Default 300,000 (five minutes).
   */
  readonly firstTtl?: number;
  /** How long the mark of a process that has died lasts. Default 60,000. */
  readonly markExpiry?: number;
  /** How long Redis may take to answer. Default 1,000. */
  readonly timeout?: number;
}

/** The number of cluster slots over which the names are spread. */
const SHARDS = 256;

/** The most names in one script: Lua cannot unpack 8,000 values, and a long script blocks Redis. */
const NAMES_OF_SCRIPT = 1_000;

/**
 * Versions in Redis, for several processes and machines. A read takes one round trip, a write takes two. The client is
 * one of `redis` 4 to 6, `ioredis` or `iovalkey`, for one server or a cluster, over whose slots the names are spread.
 *
 * If Redis loses versions, restarts with old ones, or fails over to a replica without the last changes, clients get
 * unnecessary 200s, but never a wrong 304. If Redis loses marks, reads may be tagged during a change. The ACL
 * `+@all -@dangerous` is sufficient; before Redis 7, `+info` is needed too.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { createClient } from 'redis';
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import { RedisVersions } from 'routing-controllers-etag/redis';
 *
 * const client = createClient({ url: 'redis://localhost:6379' }).on('error', console.error);
 * const versions = new RedisVersions(client);
 * const app = new Koa();
 * app.use(conditionalRequests({ versions }));
 *
 * client.connect().then(async () => {
 *   await versions.touch('articles'); // as a job does that has changed them
 *   app.listen(3000);
 * });
 * ```
 */
export class RedisVersions implements VersionStore {
  readonly #shards: readonly VersionShard[];
  readonly #markExpiry: number;

  /**
   * @param client - a client of `redis`, `ioredis` or `iovalkey`, connected or connecting
   * @param options - the prefix and the times
   * @throws TypeError for a value that is not a client, and for a time that is not a whole number above 0
   */
  constructor(client: RedisClient, options: RedisVersionsOptions = {}) {
    const { prefix = 'versions:', ttl = 86_400_000, firstTtl = 300_000, markExpiry = 60_000 } = options;
    const { timeout = 1_000 } = options;
    requireBound('ttl', ttl);
    requireBound('firstTtl', firstTtl);
    requireBound('markExpiry', markExpiry);
    requireBound('timeout', timeout);
    const connection = new RedisConnection(client, timeout);
    const times = { ttl, firstTtl: Math.min(firstTtl, ttl), markExpiry };
    this.#shards = shardPrefixes(prefix, connection).map((each) => new VersionShard(connection, each, times));
    this.#markExpiry = markExpiry;
  }

  async versionsOf(names: readonly string[]): Promise<readonly string[] | undefined> {
    const versions = new Map<string, string>();
    await this.#ask(names, async (shard, part) => {
      const found = await shard.read(part, randomVersion());
      for (const [index, name] of part.entries()) versions.set(name, found[index] as string);
    });
    const inOrder = names.map((name) => versions.get(name) as string);
    return inOrder.includes(MARKED) ? undefined : inOrder;
  }

  async touch(...names: string[]): Promise<void> {
    await this.#ask(names, (shard, part) => shard.touch(part));
  }

  /** The mark is renewed while the process lives, so a change may take longer than `markExpiry`. */
  async mark(names: readonly string[]): Promise<Mark> {
    const token = randomVersion();
    const versions = new Map(names.map((name) => [name, randomVersion()]));
    const marked = [...versions.keys()];
    const settle = () =>
      this.#inParts(marked, (shard, part) =>
        shard.settle(
          part,
          token,
          part.map((name) => versions.get(name) as string),
        ),
      );
    try {
      await this.#ask(marked, (shard, part) => shard.mark(part, token));
    } catch (error) {
      // Even without an answer, the mark may have been set.
      settle().catch(() => {});
      throw error;
    }
    const renew = () => this.#inParts(marked, (shard, part) => shard.renew(part, token));
    const renewal = new Renewal(renew, this.#markExpiry / 3);
    return {
      next: names.map((name) => versions.get(name) as string),
      settle: once(async () => {
        await renewal.stop();
        await settle().catch((cause) => {
          tell({ code: 'ETAG_MARK_LEFT', cause });
          throw cause;
        });
      }),
    };
  }

  async #ask(names: readonly string[], ask: (shard: VersionShard, part: string[]) => Promise<void>): Promise<void> {
    try {
      await this.#inParts(names, ask);
    } catch (cause) {
      tell({ code: 'ETAG_STORE_AWAY', cause });
      throw cause;
    }
  }

  /** Splits names by shard, and those of a shard into parts, and waits for all shards. */
  async #inParts(names: readonly string[], ask: (shard: VersionShard, part: string[]) => Promise<void>): Promise<void> {
    const asked = [...this.#byShard(names)].map(async ([shard, all]) => {
      for (let start = 0; start < all.length; start += NAMES_OF_SCRIPT) {
        await ask(shard, all.slice(start, start + NAMES_OF_SCRIPT));
      }
    });
    await Promise.allSettled(asked);
    await Promise.all(asked);
  }

  #byShard(names: readonly string[]): Map<VersionShard, string[]> {
    const parts = new Map<VersionShard, string[]>();
    for (const name of new Set(names)) {
      const shard = this.#shardOf(name);
      const part = parts.get(shard);
      if (part === undefined) parts.set(shard, [name]);
      else part.push(name);
    }
    return parts;
  }

  #shardOf(name: string): VersionShard {
    const index = this.#shards.length === 1 ? 0 : (hash('sha1', name, 'buffer')[0] as number);
    return this.#shards[index] as VersionShard;
  }
}

/** One server needs one shard. So does a cluster if braces in the prefix keep all keys in one slot. */
function shardPrefixes(prefix: string, { isCluster }: RedisConnection): readonly string[] {
  return isCluster && !/\{[^}]+\}/.test(prefix)
    ? Array.from({ length: SHARDS }, (_, index) => `${prefix}{${index}}:`)
    : [prefix];
}

/** A function that runs once; later calls return the first promise. */
function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}
