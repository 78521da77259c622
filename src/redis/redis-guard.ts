import { setTimeout as delay } from 'node:timers/promises';
import { BoundedWait } from '../stores/bounded-wait';
import { tell } from '../stores/events';
import { type Guard, GuardUnavailableError, type Turn } from '../stores/guard';
import { inOneOrder } from '../stores/in-one-order';
import { InProcessGuard } from '../stores/in-process-guard';
import { requireBound } from '../stores/require-bound';
import { type LineTimes, PlaceInLine } from './place-in-line';
import type { RedisClient } from './redis-client';
import { Renewal } from './renewal';

/** How long things take at the most, in milliseconds. */
export interface RedisGuardOptions {
  /** In front of every key. Default `guard:`. */
  readonly prefix?: string;
  /** How long a lease holds without renewal: how long a resource stays shut when its holder dies. Default 10,000. */
  readonly lease?: number;
  /** How long a write waits for its turn. Default 5,000. */
  readonly wait?: number;
  /** How long Redis may take to answer. Default 1,000. */
  readonly timeout?: number;
}

/** Pauses between two questions for a turn: a tenth of the time waited so far, within these bounds. */
const SHORTEST_PAUSE = 3;
const LONGEST_PAUSE = 100;

/**
 * A guard for many processes: a lease in Redis for each resource, renewed while the action runs. Requests of one process
 * queue in it, and the processes in Redis: first come, first served.
 *
 * A lease promises that no two healthy processes hold it at once. It cannot stop an action that outlives its lease (a
 * process that stood still, a Redis that lost its data): the last word is the database's, `WHERE version = ?`.
 *
 * @example
 * ```ts
 * const client = await createClient({ url: process.env.REDIS_URL }).on('error', console.error).connect();
 * app.use(useGuard(new RedisGuard(client)));
 * ```
 */
export class RedisGuard implements Guard {
  readonly #client: RedisClient;
  readonly #local = new InProcessGuard();
  readonly #prefix: string;
  readonly #wait: number;
  readonly #times: LineTimes;

  /** @throws TypeError for a time that is no whole number above 0, and for a lease that may expire unanswered */
  constructor(
    client: RedisClient,
    { prefix = 'guard:', lease = 10_000, wait = 5_000, timeout = 1_000 }: RedisGuardOptions = {},
  ) {
    requireBound('lease', lease);
    requireBound('wait', wait);
    requireBound('timeout', timeout);
    if (timeout >= lease) throw new TypeError(`timeout takes less than the lease (${lease}), not ${timeout}`);
    this.#client = client;
    this.#prefix = prefix;
    this.#wait = wait;
    this.#times = { lease, timeout };
  }

  async take(keys: readonly string[], clientLeft: AbortSignal): Promise<Turn> {
    const wait = new BoundedWait(keys, this.#wait, clientLeft);
    const ends: (() => Promise<void>)[] = [];
    const end = async () => {
      for (const each of ends.splice(0).reverse()) await each();
    };
    try {
      const local = await this.#local.take(keys, wait.over);
      ends.push(async () => local.end());
      for (const key of inOneOrder(keys)) ends.push(await this.#lease(key, wait.over));
    } catch (error) {
      await end();
      throw error;
    } finally {
      wait.end();
    }
    return { lost: new AbortController().signal, end };
  }

  async #lease(key: string, waitOver: AbortSignal): Promise<() => Promise<void>> {
    const place = new PlaceInLine(this.#client, this.#prefix + key, this.#times);
    await turnOf(place, waitOver).catch((error) => {
      void place.leave();
      throw error;
    });
    const renewal = new Renewal(() => place.stand(), this.#times.lease / 3);
    return async () => {
      await renewal.stop();
      if ((await place.leave()) === false) tell({ code: 'ETAG_LEASE_LOST', key });
    };
  }
}

async function turnOf(place: PlaceInLine, waitOver: AbortSignal): Promise<void> {
  const start = Date.now();
  while ((await place.stand().catch(refuse)) > 0) {
    const pause = Math.min(Math.max((Date.now() - start) / 10, SHORTEST_PAUSE), LONGEST_PAUSE);
    await delay(pause, undefined, { signal: waitOver }).catch(() => {});
    waitOver.throwIfAborted();
  }
}

function refuse(cause: unknown): never {
  tell({ code: 'ETAG_GUARD_AWAY', cause });
  throw new GuardUnavailableError('The guard cannot be asked', { reason: 'away', cause });
}
