import { hash } from 'node:crypto';
import { tell } from '../stores/events';
import { randomVersion } from '../stores/random-version';
import { requireBound } from '../stores/require-bound';
import type { Mark, VersionStore } from '../stores/version-store';
import type { RedisClient } from './redis-client';
import { RedisConnection } from './redis-connection';
import { Renewal } from './renewal';
import { MARKED, VersionShard } from './version-shard';

/** Names and times of {@link RedisVersions}; times in milliseconds. */
export interface RedisVersionsOptions {
  /** In front of every key. Default `versions:`. */
  readonly prefix?: string;
  /** How long a version is kept. Default 86,400,000 (one day). */
  readonly ttl?: number;
  /**
   * How long a version is kept that has been read once; read again until then, it is kept for `ttl`. What exists is read
   * again when its response is made; what does not, such as `/articles/no-such-id`, is not. Default 300,000 (five minutes),
   * and never longer than `ttl`.
   */
  readonly firstTtl?: number;
  /** After how long the mark of a process that has died expires. Default 60,000. */
  readonly markExpiry?: number;
  /** How long Redis may take to answer. Default 1,000. */
  readonly timeout?: number;
}

/** In how many slots of a cluster the names are. */
const SHARDS = 256;

/** How many names one script is for: Lua takes no 8,000 values at once, and a long script keeps others waiting. */
const NAMES_OF_SCRIPT = 1_000;

/**
 * Versions in Redis, for many processes and machines: one round trip for a read, two for a write. It takes a client of
 * `redis` 4 to 6, `ioredis` or `iovalkey`, for one server or a cluster, over whose slots the names are spread.
 *
 * A Redis that forgets versions, restarts with old ones, or is replaced by a replica that has missed the last changes costs
 * clients responses that they did not need, never a 304 that is wrong. One that forgets marks leaves reads tagged while a
 * change is under way. Nothing is asked of Redis that `+@all -@dangerous` forbids; before Redis 7 it takes `+info` too.
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

  /** @throws TypeError for what is no client, and for a time that is no whole number above 0 */
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

  /** Renewed while the process lives, so that a change may take longer than a mark keeps. */
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
      // Not to have got an answer does not mean not to have marked.
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

  /** Asks for the names of each shard alone, for many in one part after the other, and waits for all shards. */
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

/** On one server, and where the prefix has braces that keep all keys in one slot of a cluster, there is one shard. */
function shardPrefixes(prefix: string, { isCluster }: RedisConnection): readonly string[] {
  return isCluster && !/\{[^}]+\}/.test(prefix)
    ? Array.from({ length: SHARDS }, (_, index) => `${prefix}{${index}}:`)
    : [prefix];
}

/** A function that runs once, whoever calls it again. */
function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}
