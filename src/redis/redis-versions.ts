import { randomVersion, requireBound } from '../versions/memory-versions';
import type { Mark, VersionStore } from '../versions/version-store';
import { ask, type RedisClient } from './redis-client';

/** Names and times of {@link RedisVersions}; times in milliseconds. */
export interface RedisVersionsOptions {
  /** In front of every key. Redis Cluster wants all keys in one slot: `{versions}:`. Default `versions:`. */
  readonly prefix?: string;
  /** How long a version is kept. Default 86,400,000 (one day). */
  readonly ttl?: number;
  /** After how long the mark of a process that has died expires. Default 60,000. */
  readonly markExpiry?: number;
  /** How long Redis may take to answer. Default 1,000. */
  readonly timeout?: number;
}

/** In a version's place while its name is marked. */
const MARKED = '!';

/** KEYS: versions. ARGV: ttl, a new version for each. Gives the versions, made where there is none. */
const MAKE = `
for i, key in ipairs(KEYS) do redis.call('SET', key, ARGV[i + 1], 'NX', 'PX', ARGV[1]) end
return redis.call('MGET', unpack(KEYS))`;

const NOW = "local time = redis.call('TIME'); local now = time[1] * 1000 + math.floor(time[2] / 1000)";

/** KEYS: a version and a set of marks for each name. ARGV: expiry, mark. */
const MARK = `${NOW}
for i = 1, #KEYS, 2 do
  redis.call('SET', KEYS[i], '${MARKED}', 'PX', ARGV[1])
  redis.call('ZADD', KEYS[i + 1], now + ARGV[1], ARGV[2])
  redis.call('PEXPIRE', KEYS[i + 1], ARGV[1])
end`;

/** KEYS, ARGV: as above. A name stays marked while another mark holds. */
const SETTLE = `${NOW}
for i = 1, #KEYS, 2 do
  redis.call('ZREM', KEYS[i + 1], ARGV[2])
  redis.call('ZREMRANGEBYSCORE', KEYS[i + 1], '-inf', now)
  if redis.call('ZCARD', KEYS[i + 1]) == 0 then redis.call('DEL', KEYS[i])
  else redis.call('SET', KEYS[i], '${MARKED}', 'PX', ARGV[1]) end
end`;

/** KEYS: versions. A name that is marked gets a new version anyway. */
const TOUCH = `
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) ~= '${MARKED}' then redis.call('DEL', key) end
end`;

/**
 * Versions in Redis, for many processes and machines: one round trip for a read, two for a write. A Redis that loses its
 * data or evicts keys costs its clients responses that they did not need, never a 304 that is wrong.
 *
 * @example
 * ```ts
 * const client = await createClient({ url: process.env.REDIS_URL }).on('error', console.error).connect();
 * const versions = new RedisVersions(client);
 * app.use(useVersions(versions));
 * await versions.touch('articles');
 * ```
 */
export class RedisVersions implements VersionStore {
  readonly #client: RedisClient;
  readonly #prefix: string;
  readonly #ttl: number;
  readonly #markExpiry: number;
  readonly #timeout: number;

  /** @throws TypeError for a time that is no whole number above 0 */
  constructor(
    client: RedisClient,
    { prefix = 'versions:', ttl = 86_400_000, markExpiry = 60_000, timeout = 1_000 }: RedisVersionsOptions = {},
  ) {
    requireBound('ttl', ttl);
    requireBound('markExpiry', markExpiry);
    requireBound('timeout', timeout);
    this.#client = client;
    this.#prefix = prefix;
    this.#ttl = ttl;
    this.#markExpiry = markExpiry;
    this.#timeout = timeout;
  }

  async versionsOf(names: readonly string[]): Promise<readonly string[] | undefined> {
    const keys = names.map((name) => this.#versionKey(name));
    const found = await ask(this.#client, this.#timeout, (client) => client.mGet(keys));
    const versions = found.includes(null) ? await this.#make(keys) : found;
    return versions.includes(MARKED) ? undefined : (versions as string[]);
  }

  async touch(...names: string[]): Promise<void> {
    const keys = names.map((name) => this.#versionKey(name));
    await this.#eval(TOUCH, keys, []);
  }

  /** Renewed while the process lives, so that a change may take longer than a mark keeps. */
  async mark(names: readonly string[]): Promise<Mark> {
    const keys = names.flatMap((name) => [this.#versionKey(name), `${this.#prefix}marks:${name}`]);
    const values = [String(this.#markExpiry), randomVersion()];
    await this.#eval(MARK, keys, values);
    const renewal = setInterval(() => void this.#eval(MARK, keys, values).catch(() => {}), this.#markExpiry / 3);
    return {
      settle: async () => {
        clearInterval(renewal);
        await this.#eval(SETTLE, keys, values);
      },
    };
  }

  async #make(keys: string[]): Promise<(string | null)[]> {
    return (await this.#eval(MAKE, keys, [String(this.#ttl), ...keys.map(randomVersion)])) as (string | null)[];
  }

  #versionKey(name: string): string {
    return `${this.#prefix}version:${name}`;
  }

  #eval(script: string, keys: string[], values: string[]): Promise<unknown> {
    return ask(this.#client, this.#timeout, (client) => client.eval(script, { keys, arguments: values }));
  }
}
