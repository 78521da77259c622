import { setTimeout as delay } from 'node:timers/promises';
import { randomVersion } from '../stores/random-version';
import { EXPIRING_MEMBERS } from './expiring-members';
import type { RedisConnection } from './redis-connection';
import { Script } from './script';

/**
 * A line of processes is one hash. Each process has a place, and the first holds the lease. Because the line is a
 * single key, a Redis that loses keys loses it as a whole, and the processes form a new one.
 *
 * KEYS: the line. ARGV: token, how long the first keeps its place, how long the others keep theirs.
 */
const LINE = `${EXPIRING_MEMBERS}
local line, me = KEYS[1], ARGV[1]

local function stand(place, before, last)
  put(line, me, tonumber(ARGV[before == 0 and 2 or 3]), place, last)
  return before
end
`;

/** Takes a place at the end of the line. Returns the number of processes ahead. */
const JOIN = new Script(`${LINE}
local ahead, last = others(line, me)
local place = 0
for _, other in ipairs(ahead) do place = math.max(place, tonumber(other.rest)) end
return stand(place + 1, #ahead, last)`);

/** Keeps a place, but never takes a new one. Returns the number of processes ahead, or -1 if the place is lost. */
const KEEP = new Script(`${LINE}
local mine = redis.call('HGET', line, me)
if not mine then return -1 end
local place = tonumber(string.match(mine, '%d+$'))
local all, last = others(line, me)
local ahead = 0
for _, other in ipairs(all) do
  if tonumber(other.rest) < place then ahead = ahead + 1 end
end
return stand(place, ahead, last)`);

/** Gives up a place. Returns 1 if it existed, otherwise 0. */
const LEAVE = new Script("return redis.call('HDEL', KEYS[1], ARGV[1])");

/** How long a waiting process keeps its place without asking again, in milliseconds. */
const PATIENCE = 1_000;

/** The bounds of the pause between two requests for the lease, in milliseconds: a tenth of the time waited so far. */
const SHORTEST_PAUSE = 3;
const LONGEST_PAUSE = 100;

/** A lease in Redis that one process at a time holds: first come, first served. */
export class Lease {
  readonly #connection: RedisConnection;
  readonly #line: string;
  readonly #duration: number;
  readonly #onLoss: () => void;
  readonly #token = randomVersion();
  #isHeld = false;
  #renewal: NodeJS.Timeout | undefined;
  #expiry: NodeJS.Timeout | undefined;

  /**
   * @param duration - how long the lease lasts without renewal, in milliseconds
   * @param onLoss - called once if the lease is lost before its end
   */
  constructor(connection: RedisConnection, line: string, duration: number, onLoss: () => void) {
    this.#connection = connection;
    this.#line = line;
    this.#duration = duration;
    this.#onLoss = onLoss;
  }

  /**
   * Waits for the lease and then keeps renewing it.
   *
   * @throws the reason of `waitOver` when it aborts, and the error of Redis or its client if it cannot be reached
   */
  async take(waitOver: AbortSignal): Promise<void> {
    try {
      this.#holdUntil(await this.#standInLine(waitOver));
    } catch (error) {
      // Even without an answer, the place may have been taken.
      void this.#leave();
      throw error;
    }
    this.#renewal = setInterval(() => void this.#renew(), this.#duration / 3).unref();
  }

  /** Gives up the lease. If Redis cannot be reached, the lease expires. */
  async end(): Promise<void> {
    const wasThere = await this.#leave();
    if (wasThere === false) this.#lose();
    this.#stop();
  }

  /** @returns when the lease expires */
  async #standInLine(waitOver: AbortSignal): Promise<number> {
    const start = performance.now();
    let place = await this.#ask(JOIN);
    while (place.ahead !== 0) {
      const pause = Math.min(Math.max((performance.now() - start) / 10, SHORTEST_PAUSE), LONGEST_PAUSE);
      await delay(pause, undefined, { signal: waitOver }).catch(() => {});
      waitOver.throwIfAborted();
      place = await this.#ask(place.ahead < 0 ? JOIN : KEEP);
    }
    return place.until;
  }

  /** After a failed renewal, the next one may still come before the lease expires. */
  async #renew(): Promise<void> {
    const place = await this.#ask(KEEP).catch(() => undefined);
    if (place === undefined || !this.#isHeld) return;
    if (place.ahead === 0) this.#holdUntil(place.until);
    else this.#lose();
  }

  /** Counts the time from before the request, so that the lease expires here no later than in Redis. */
  async #ask(script: Script): Promise<{ readonly ahead: number; readonly until: number }> {
    const until = performance.now() + this.#duration;
    const values = [this.#token, String(this.#duration), String(PATIENCE)];
    return { until, ahead: Number(await this.#connection.run(script, [this.#line], values)) };
  }

  #holdUntil(until: number): void {
    this.#isHeld = true;
    clearTimeout(this.#expiry);
    this.#expiry = setTimeout(() => this.#lose(), until - performance.now()).unref();
  }

  #lose(): void {
    if (!this.#isHeld) return;
    this.#stop();
    this.#onLoss();
  }

  #stop(): void {
    this.#isHeld = false;
    clearInterval(this.#renewal);
    clearTimeout(this.#expiry);
  }

  /** @returns whether the place existed; `undefined` if Redis does not answer */
  async #leave(): Promise<boolean | undefined> {
    try {
      return Number(await this.#connection.run(LEAVE, [this.#line], [this.#token])) === 1;
    } catch {
      return undefined;
    }
  }
}
