import { setTimeout as delay } from 'node:timers/promises';
import { type Guard, GuardUnavailableError } from '../guards/guard';
import { InProcessGuard } from '../guards/in-process-guard';
import { randomVersion, requireBound } from '../versions/memory-versions';
import { ask, type RedisClient } from './redis-client';

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

const ACQUIRE = "return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0";
const RENEW = "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('PEXPIRE', KEYS[1], ARGV[2]) or 0";
const RELEASE = "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0";

const FIRST_RETRY = 5;
const LAST_RETRY = 100;

/**
 * A guard for many processes: a lease in Redis for each resource, renewed while the action runs. Requests of one process
 * queue in it, first come, first served; processes take turns in no order.
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
  readonly #lease: number;
  readonly #wait: number;
  readonly #timeout: number;

  /** @throws TypeError for a time that is no whole number above 0 */
  constructor(
    client: RedisClient,
    { prefix = 'guard:', lease = 10_000, wait = 5_000, timeout = 1_000 }: RedisGuardOptions = {},
  ) {
    requireBound('lease', lease);
    requireBound('wait', wait);
    requireBound('timeout', timeout);
    this.#client = client;
    this.#prefix = prefix;
    this.#lease = lease;
    this.#wait = wait;
    this.#timeout = timeout;
  }

  async run<T>(key: string, task: () => Promise<T>, clientLeft: AbortSignal): Promise<T> {
    const late = AbortSignal.timeout(this.#wait);
    const stopWaiting = AbortSignal.any([clientLeft, late]);
    const leased = () => this.#runLeased(this.#prefix + key, task, stopWaiting);
    try {
      return await this.#local.run(key, leased, stopWaiting);
    } catch (error) {
      if (late.aborted && error === late.reason) {
        throw new GuardUnavailableError(`The resource was busy for ${this.#wait} ms`);
      }
      throw error;
    }
  }

  async #runLeased<T>(key: string, task: () => Promise<T>, stopWaiting: AbortSignal): Promise<T> {
    const token = randomVersion();
    await this.#acquire(key, token, stopWaiting);
    const renewal = setInterval(() => void this.#tell(RENEW, key, token), this.#lease / 3);
    try {
      return await task();
    } finally {
      clearInterval(renewal);
      await this.#tell(RELEASE, key, token);
    }
  }

  async #acquire(key: string, token: string, stopWaiting: AbortSignal): Promise<void> {
    for (let pause = FIRST_RETRY; !(await this.#isAcquired(key, token)); pause = Math.min(pause * 2, LAST_RETRY)) {
      await delay(pause * (0.5 + Math.random()), undefined, { signal: stopWaiting }).catch(() => {});
      stopWaiting.throwIfAborted();
    }
  }

  async #isAcquired(key: string, token: string): Promise<boolean> {
    try {
      return (await this.#eval(ACQUIRE, key, token)) === 1;
    } catch (error) {
      throw new GuardUnavailableError(`Writes are refused while their guard cannot be asked: ${String(error)}`, {
        cause: error,
      });
    }
  }

  /** A lease that cannot be renewed or released expires by itself. */
  async #tell(script: string, key: string, token: string): Promise<void> {
    await this.#eval(script, key, token).catch(() => {});
  }

  #eval(script: string, key: string, token: string): Promise<unknown> {
    const options = { keys: [key], arguments: [token, String(this.#lease)] };
    return ask(this.#client, this.#timeout, (client) => client.eval(script, options));
  }
}
