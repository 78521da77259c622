import { EXPIRING_MEMBERS } from './expiring-members';
import type { RedisConnection } from './redis-connection';
import { Script } from './script';
import { ServerEpoch } from './server-epoch';

/** Times of versions and marks, in milliseconds. */
export interface VersionTimes {
  readonly ttl: number;
  readonly firstTtl: number;
  readonly markExpiry: number;
}

/** Stands for the version of a marked name. */
export const MARKED = '!';

/**
 * A name's key holds one of
 * - `<epoch>?<version>`: read once. It expires soon, because the names of missing resources are rarely read again;
 * - `<epoch>=<version>`: read again, or settled;
 * - `!<expiry>:<token>`: marked by a single change, which may set the next version;
 * - `!<expiry>:`: marked by several changes.
 *
 * Returns the epoch and the new values of the names' keys. KEYS: the epoch, the names. ARGV: a random token, ttl, first
 * ttl, ttl of the epoch.
 */
const READ = `
local kept, once = epoch .. '=', epoch .. '?'
local function keep(key, value, ttl)
  redis.call('SET', key, value, 'PX', ttl)
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  return value
end
local function renewed(i, value)
  if string.sub(value, 1, #once) == once then
    return keep(KEYS[i], kept .. string.sub(value, #once + 1), ARGV[2])
  end
  local expiry = tonumber(string.match(value, '^!(%d+)'))
  if not expiry then return keep(KEYS[i], once .. ARGV[1] .. i, ARGV[3]) end
  -- If the clock has gone back, the mark of a dead process would last too long.
  if redis.call('PTTL', KEYS[i]) > expiry then redis.call('PEXPIRE', KEYS[i], expiry) end
  return value
end
for i = 2, #KEYS do
  local value = found[i] or ''
  if string.sub(value, 1, #kept) ~= kept then found[i] = renewed(i, value) end
end
return found`;

/**
 * Shows a mark in place of the version: its expiry, and the token of a single change, which may set the next version.
 */
const SHOW_MARK = `${EXPIRING_MEMBERS}
local function show(version, expiry, who, last)
  redis.call('SET', version, string.format('!%.0f:%s', expiry, who), 'PX', string.format('%.0f', last - now))
end
local function longest(marks, expiry)
  for _, mark in ipairs(marks) do expiry = math.max(expiry, mark.keep) end
  return expiry
end
local me, expiry = ARGV[1], tonumber(ARGV[2])
local mine = '!' .. ARGV[2] .. ':' .. me
`;

/**
 * KEYS: the epoch; a version and its marks for each name. ARGV: token, expiry, `begin` or `renew`. Returns the epoch.
 */
const MARK = new Script(`${SHOW_MARK}
for i = 2, #KEYS, 2 do
  local version, marks = KEYS[i], KEYS[i + 1]
  local isNew = ARGV[3] == 'begin' and redis.call('HEXISTS', marks, me) == 0
  local all, last = others(marks, me)
  put(marks, me, expiry, '', last)
  if redis.call('GET', version) == mine or (isNew and #all == 0) then
    show(version, expiry, me, now + expiry)
  else
    show(version, longest(all, expiry), '', math.max(last, now + expiry))
  end
end
return redis.call('GET', KEYS[1]) or ''`);

/** KEYS: as above. ARGV: token, expiry, ttl, ttl of the epoch, the next versions. */
const SETTLE = new Script(`${SHOW_MARK}
local epoch = redis.call('GET', KEYS[1])
for i = 2, #KEYS, 2 do
  local version, marks = KEYS[i], KEYS[i + 1]
  redis.call('HDEL', marks, me)
  local all, last = others(marks, me)
  if #all > 0 then
    show(version, longest(all, 0), '', last)
  elseif epoch and redis.call('GET', version) == mine then
    redis.call('SET', version, epoch .. '=' .. ARGV[4 + i / 2], 'PX', ARGV[3])
    redis.call('PEXPIRE', KEYS[1], ARGV[4])
  else
    redis.call('DEL', version)
  end
end`);

/** KEYS: names. A marked name gets a new version anyway, but no longer the one that its mark has announced. */
const TOUCH = new Script(`
for _, key in ipairs(KEYS) do
  local value = redis.call('GET', key) or ''
  local expiry = string.match(value, '^!(%d+)')
  if expiry then
    redis.call('SET', key, '!' .. expiry .. ':', 'KEEPTTL')
  else
    redis.call('DEL', key)
  end
end`);

/** The epoch outlives all versions that depend on it, and all look-ups in progress. */
const SHORTEST_EPOCH = 60_000;

/** The versions of names whose keys are on one server. */
export class VersionShard {
  readonly #connection: RedisConnection;
  readonly #prefix: string;
  readonly #times: VersionTimes;
  readonly #epochTtl: number;
  readonly #epoch: ServerEpoch;

  constructor(connection: RedisConnection, prefix: string, times: VersionTimes) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#times = times;
    this.#epochTtl = Math.max(2 * times.ttl, SHORTEST_EPOCH);
    this.#epoch = new ServerEpoch(connection, this.#epochKey, READ, this.#epochTtl);
  }

  /** The versions of names, in their order; {@link MARKED} for those that are marked. */
  async read(names: readonly string[], token: string): Promise<string[]> {
    const { ttl, firstTtl } = this.#times;
    const keys = names.map((name) => this.#versionKey(name));
    const values = [token, String(ttl), String(firstTtl), String(this.#epochTtl)];
    const [epoch = '', ...found] = await this.#epoch.run(keys, values);
    return found.map((value) => (value.startsWith(MARKED) ? MARKED : value.slice(epoch.length + 1)));
  }

  async touch(names: readonly string[]): Promise<void> {
    await this.#connection.run(
      TOUCH,
      names.map((name) => this.#versionKey(name)),
      [],
    );
  }

  /** Sets a mark. An epoch begins first if there is none, because the next version belongs to one. */
  async mark(names: readonly string[], token: string): Promise<void> {
    await this.#epoch.ensure(await this.#runMark(names, token, 'begin'));
  }

  /** Extends a mark, or sets it again if Redis has lost it. */
  async renew(names: readonly string[], token: string): Promise<void> {
    await this.#runMark(names, token, 'renew');
  }

  async settle(names: readonly string[], token: string, next: readonly string[]): Promise<void> {
    const { ttl, markExpiry } = this.#times;
    const values = [token, String(markExpiry), String(ttl), String(this.#epochTtl), ...next];
    await this.#connection.run(SETTLE, this.#markKeys(names), values);
  }

  async #runMark(names: readonly string[], token: string, how: 'begin' | 'renew'): Promise<string> {
    const values = [token, String(this.#times.markExpiry), how];
    return String(await this.#connection.run(MARK, this.#markKeys(names), values));
  }

  #markKeys(names: readonly string[]): string[] {
    return [this.#epochKey, ...names.flatMap((name) => [this.#versionKey(name), `${this.#prefix}marks:${name}`])];
  }

  #versionKey(name: string): string {
    return `${this.#prefix}version:${name}`;
  }

  get #epochKey(): string {
    return `${this.#prefix}epoch`;
  }
}
