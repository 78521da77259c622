import { randomVersion } from '../stores/random-version';
import { requireBound } from '../stores/require-bound';
import type { Mark, VersionStore } from '../stores/version-store';
import { ask, type RedisClient } from './redis-client';
import { Renewal } from './renewal';
import { NOW } from './server-time';

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

/**
 * Gives the versions, made where there is none. A server that restarts from a snapshot, or a replica that takes over, may
 * know older versions than those that were given out last: a version counts during the life of the server that made it.
 * KEYS: versions. ARGV: ttl, a random token.
 */
const READ = `
local life = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
local versions = redis.call('MGET', unpack(KEYS))
for i, key in ipairs(KEYS) do
  local found = versions[i]
  if found and string.sub(found, 1, #life) == life then
    versions[i] = string.sub(found, #life + 1)
  elseif found ~= '${MARKED}' then
    versions[i] = ARGV[2] .. i
    redis.call('SET', key, life .. versions[i], 'PX', ARGV[1])
  end
end
return versions`;

/** Gives the name the state that its marks leave it in; those that have expired are taken out. */
const SHOW_MARKS = `
local function show_marks(version, marks)
  redis.call('ZREMRANGEBYSCORE', marks, '-inf', now)
  local last = redis.call('ZRANGE', marks, -1, -1, 'WITHSCORES')[2]
  if last then
    redis.call('SET', version, '${MARKED}', 'PX', last - now)
    redis.call('PEXPIRE', marks, last - now)
  else
    redis.call('DEL', version)
  end
end`;

/** KEYS: a version and the marks, by the times of their expiry, for each name. ARGV: mark, how long it keeps. */
const MARK = `${NOW} ${SHOW_MARKS}
for i = 1, #KEYS, 2 do
  redis.call('ZADD', KEYS[i + 1], now + ARGV[2], ARGV[1])
  show_marks(KEYS[i], KEYS[i + 1])
end`;

/** KEYS, ARGV: as above. */
const SETTLE = `${NOW} ${SHOW_MARKS}
for i = 1, #KEYS, 2 do
  redis.call('ZREM', KEYS[i + 1], ARGV[1])
  show_marks(KEYS[i], KEYS[i + 1])
end`;

/** KEYS: versions. A name that is marked gets a new version anyway. */
const TOUCH = `
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) ~= '${MARKED}' then redis.call('DEL', key) end
end`;

/**
 * Versions in Redis, for many processes and machines: one round trip for a read, two for a write. A Redis that forgets
 * versions, or restarts with old ones, costs clients responses that they did not need, never a 304 that is wrong. One that
 * forgets marks leaves reads tagged while a change is under way.
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
    if (names.length === 0) return [];
    const keys = names.map((name) => this.#versionKey(name));
    const versions = await this.#eval(READ, keys, [String(this.#ttl), randomVersion()]);
    return (versions as string[]).includes(MARKED) ? undefined : (versions as string[]);
  }

  async touch(...names: string[]): Promise<void> {
    const keys = names.map((name) => this.#versionKey(name));
    await this.#eval(TOUCH, keys, []);
  }

  /** Renewed while the process lives, so that a change may take longer than a mark keeps. */
  async mark(names: readonly string[]): Promise<Mark> {
    const keys = names.flatMap((name) => [this.#versionKey(name), `${this.#prefix}marks:${name}`]);
    const values = [randomVersion(), String(this.#markExpiry)];
    const mark = () => this.#eval(MARK, keys, values);
    const settle = () => this.#eval(SETTLE, keys, values);
    await mark().catch((error) => {
      // Not to have got an answer does not mean not to have marked.
      settle().catch(() => {});
      throw error;
    });
    const renewal = new Renewal(mark, this.#markExpiry / 3);
    return {
      next: names.map(() => randomVersion()),
      settle: async () => {
        await renewal.stop();
        await settle();
      },
    };
  }

  #versionKey(name: string): string {
    return `${this.#prefix}version:${name}`;
  }

  #eval(script: string, keys: string[], values: string[]): Promise<unknown> {
    return ask(this.#client, this.#timeout, (client) => client.eval(script, { keys, arguments: values }));
  }
}
