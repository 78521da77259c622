import { BoundedWait } from '../stores/bounded-wait';
import { tell } from '../stores/events';
import { type Guard, GuardUnavailableError, type Turn } from '../stores/guard';
import { InProcessGuard } from '../stores/in-process-guard';
import { requireBound } from '../stores/require-bound';
import { sortedKeys } from '../stores/sorted-keys';
import { Lease } from './lease';
import type { RedisClient } from './redis-client';
import { RedisConnection } from './redis-connection';

/** Options of {@link RedisGuard}. Times are milliseconds. All numbers are whole and above 0. */
export interface RedisGuardOptions {
  /** The prefix of every key. Default `guard:`. */
  readonly prefix?: string;
  /**
   * How long a lease lasts without renewal, which is how long a resource stays locked when its holder dies. More than
   * `timeout`. Default 10,000.
   */
  readonly lease?: number;
  /** How long a write waits for its turn. Default 5,000. */
  readonly wait?: number;
  /** How many writes of one process may wait for one key. Default 1,000. */
  readonly line?: number;
  /** How long Redis may take to answer. Default 1,000. */
  readonly timeout?: number;
}

/**
 * A guard for several processes: a lease in Redis for each resource, renewed while the action runs. The writes of one
 * process wait in that process, and the processes wait in Redis: first come, first served. The client is one of `redis`
 * 4 to 6, `ioredis` or `iovalkey`, for one server or a cluster.
 *
 * No two healthy processes hold a lease at once. A guard cannot stop an action that outlives its lease, such as after a
 * long pause of the process or a data loss of Redis. The turn's `lost` signal reports that; for full safety, let the
 * database compare the version too: `WHERE version = ?`.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { createClient } from 'redis';
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import { RedisGuard } from 'routing-controllers-etag/redis';
 *
 * const client = createClient({ url: 'redis://localhost:6379' }).on('error', console.error);
 * const app = new Koa();
 * app.use(conditionalRequests({ guard: new RedisGuard(client) }));
 *
 * client.connect().then(() => app.listen(3000));
 * ```
 */
export class RedisGuard implements Guard {
  readonly #connection: RedisConnection;
  readonly #local: InProcessGuard;
  readonly #prefix: string;
  readonly #wait: number;
  readonly #lease: number;

  /**
   * @param client - a client of `redis`, `ioredis` or `iovalkey`, connected or connecting
   * @param options - the prefix and the bounds
   * @throws TypeError for a value that is not a client, for a number that is not whole and above 0, and for a `timeout`
   *   that is not less than `lease`
   */
  constructor(client: RedisClient, options: RedisGuardOptions = {}) {
    const { prefix = 'guard:', lease = 10_000, wait = 5_000, line = 1_000, timeout = 1_000 } = options;
    requireBound('lease', lease);
    requireBound('timeout', timeout);
    if (timeout >= lease) throw new TypeError(`timeout must be less than the lease (${lease}), not ${timeout}`);
    this.#connection = new RedisConnection(client, timeout);
    this.#local = new InProcessGuard({ wait, line });
    this.#prefix = prefix;
    this.#wait = wait;
    this.#lease = lease;
  }

  async take(keys: readonly string[], clientLeft: AbortSignal): Promise<Turn> {
    const wait = new BoundedWait(keys, this.#wait, clientLeft);
    const turn = new LeasedTurn();
    try {
      turn.add(await this.#local.take(keys, wait.over));
      for (const key of sortedKeys(keys)) turn.add(await this.#leaseOf(key, turn, wait.over));
      turn.lost.throwIfAborted();
      return turn;
    } catch (error) {
      await turn.end();
      throw error;
    } finally {
      wait.end();
    }
  }

  async #leaseOf(key: string, turn: LeasedTurn, waitOver: AbortSignal): Promise<Lease> {
    const lease = new Lease(this.#connection, this.#prefix + key, this.#lease, () => turn.lose(key));
    try {
      await lease.take(waitOver);
      return lease;
    } catch (cause) {
      waitOver.throwIfAborted();
      tell({ code: 'ETAG_GUARD_AWAY', cause });
      throw new GuardUnavailableError('The guard cannot be reached', { reason: 'away', cause });
    }
  }
}

/** A turn of several leases, which it gives up together at its end. */
class LeasedTurn implements Turn {
  readonly #taken: Pick<Turn, 'end'>[] = [];
  readonly #lost = new AbortController();

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  add(taken: Pick<Turn, 'end'>): void {
    this.#taken.push(taken);
  }

  lose(key: string): void {
    tell({ code: 'ETAG_LEASE_LOST', key });
    this.#lost.abort(new GuardUnavailableError('The turn was lost before its end', { reason: 'away' }));
  }

  async end(): Promise<void> {
    for (const each of this.#taken.splice(0).reverse()) await each.end();
  }
}
