import { setTimeout as delay } from 'node:timers/promises';
import { randomVersion } from '../stores/random-version';
import { EXPIRING_MEMBERS } from './expiring-members';
import type { RedisConnection } from './redis-connection';
import { Script } from './script';

/**
 * A line of processes is one hash: each has a place, and the first in it holds the lease. As it is one key, a Redis that
 * forgets keys forgets the line as a whole, and the next ones who ask form a new one.
 * KEYS: the line. ARGV: token, how long the first keeps its place, how long the others do.
 */
const LINE = `${EXPIRING_MEMBERS}
local line, me = KEYS[1], ARGV[1]

local function stand(place, before, last)
  put(line, me, tonumber(ARGV[before == 0 and 2 or 3]), place, last)
  return before
end
`;

/** Takes a place at the end of the line. Gives the number of those ahead. */
const JOIN = new Script(`${LINE}
local ahead, last = others(line, me)
local place = 0
for _, other in ipairs(ahead) do place = math.max(place, tonumber(other.rest)) end
return stand(place + 1, #ahead, last)`);

/** Keeps a place, and never takes one anew. Gives the number of those ahead, or -1 where the place is lost. */
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

/** Gives a place up. Gives 1 if it was there, or else 0. */
const LEAVE = new Script("return redis.call('HDEL', KEYS[1], ARGV[1])");

/** How long those who are not first keep a place without asking for their turn, in milliseconds. */
const PATIENCE = 1_000;

/** Pauses between two questions for a turn: a tenth of the time waited so far, within these bounds. */
const SHORTEST_PAUSE = 3;
const LONGEST_PAUSE = 100;

/** A lease in Redis, which one process holds at a time: first come, first served. */
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
   * @param duration - how long the lease holds without renewal, in milliseconds
   * @param onLoss - called once, if the lease was held and is lost before its end
   */
  constructor(connection: RedisConnection, line: string, duration: number, onLoss: () => void) {
    this.#connection = connection;
    this.#line = line;
    this.#duration = duration;
    this.#onLoss = onLoss;
  }

  /**
   * Waits for the lease, and renews it from then on.
   *
   * @throws the reason of `waitOver` when it aborts, and what Redis or its client says if it cannot be asked
   */
  async take(waitOver: AbortSignal): Promise<void> {
    try {
      this.#holdUntil(await this.#standInLine(waitOver));
    } catch (error) {
      // Not to have got an answer does not mean to have no place.
      void this.#leave();
      throw error;
    }
    this.#renewal = setInterval(() => void this.#renew(), this.#duration / 3).unref();
  }

  /** Gives the lease up; one that cannot be given up expires. */
  async end(): Promise<void> {
    const wasThere = await this.#leave();
    if (wasThere === false) this.#lose();
    this.#stop();
  }

  /** @returns until when the lease holds */
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

  /** A renewal that fails is made up for by the next one, if the lease has not expired until then. */
  async #renew(): Promise<void> {
    const place = await this.#ask(KEEP).catch(() => undefined);
    if (place === undefined || !this.#isHeld) return;
    if (place.ahead === 0) this.#holdUntil(place.until);
    else this.#lose();
  }

  /** Counted from when it was asked for, the time is over no later here than in Redis. */
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

  /** @returns whether the place was there; `undefined` if Redis does not tell */
  async #leave(): Promise<boolean | undefined> {
    try {
      return Number(await this.#connection.run(LEAVE, [this.#line], [this.#token])) === 1;
    } catch {
      return undefined;
    }
  }
}
