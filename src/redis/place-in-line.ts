import { randomVersion } from '../stores/random-version';
import { ask, type RedisClient } from './redis-client';
import { NOW } from './server-time';

/**
 * Joins a line, or keeps a place in it; who has not done so in time is taken out. The first in the line holds the lease.
 * KEYS: tokens by their places, tokens by the times until which they keep them. ARGV: token, how long the first keeps its
 * place, how long others do. Gives the number of those ahead.
 */
const STAND = `${NOW}
for _, token in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  for _, key in ipairs(KEYS) do redis.call('ZREM', key, token) end
end
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
  redis.call('ZADD', KEYS[1], (last[2] or 0) + 1, ARGV[1])
end
local ahead = redis.call('ZRANK', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[2], now + ARGV[ahead == 0 and 2 or 3], ARGV[1])
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[2] + ARGV[3]) end
return ahead`;

/** KEYS, ARGV: as above. Gives 1 to who was the first in the line. */
const LEAVE = `
local first = redis.call('ZRANK', KEYS[1], ARGV[1]) == 0
for _, key in ipairs(KEYS) do redis.call('ZREM', key, ARGV[1]) end
return first and 1 or 0`;

/** How long those who are not first keep a place without asking for their turn, in milliseconds. */
const PATIENCE = 1_000;

/** Times of a line, in milliseconds. */
export interface LineTimes {
  /** How long the first in the line keeps its place without standing in it again. */
  readonly lease: number;
  /** How long Redis may take to answer. */
  readonly timeout: number;
}

/** A place in a line of processes in Redis: first come, first served. */
export class PlaceInLine {
  readonly #client: RedisClient;
  readonly #keys: string[];
  readonly #times: LineTimes;
  readonly #token = randomVersion();

  /** The braces keep both keys in one slot of a Redis Cluster. */
  constructor(client: RedisClient, line: string, times: LineTimes) {
    this.#client = client;
    this.#keys = [`{${line}}:line`, `{${line}}:until`];
    this.#times = times;
  }

  /**
   * Joins the line, or keeps the place in it.
   *
   * @returns the number of those ahead
   */
  stand(): Promise<number> {
    return this.#eval(STAND);
  }

  /**
   * Gives the place up: also one that was asked for without an answer. A place that cannot be given up is lost in time.
   *
   * @returns whether it was the first; `undefined` if Redis does not tell
   */
  async leave(): Promise<boolean | undefined> {
    try {
      return (await this.#eval(LEAVE)) === 1;
    } catch {
      return undefined;
    }
  }

  #eval(script: string): Promise<number> {
    const { lease, timeout } = this.#times;
    const options = { keys: this.#keys, arguments: [this.#token, String(lease), String(PATIENCE)] };
    return ask(this.#client, timeout, (client) => client.eval(script, options)) as Promise<number>;
  }
}
