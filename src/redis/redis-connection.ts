import { type RedisClient, RedisUnavailableError } from './redis-client';
import { isUnknownScript, type Script } from './script';
import { type ScriptSender, scriptSender } from './script-sender';

/** Runs scripts on Redis, and fails at once while Redis is not connected. */
export class RedisConnection {
  readonly #sender: ScriptSender;
  readonly #timeout: number;

  /**
   * @param timeout - how long Redis may take to answer, in milliseconds
   * @throws TypeError for a value that is not a client
   */
  constructor(client: RedisClient, timeout: number) {
    this.#sender = scriptSender(client);
    this.#timeout = timeout;
  }

  get isCluster(): boolean {
    return this.#sender.isCluster;
  }

  /** Runs a script by its SHA-1, and by its text if Redis does not know it yet. */
  run(script: Script, keys: string[], values: string[]): Promise<unknown> {
    return this.#inTime(async (isLate) => {
      try {
        return await this.#sender.evalSha(script, keys, values);
      } catch (error) {
        // A command that has timed out must not run afterwards.
        if (isLate() || !isUnknownScript(error)) throw error;
        return this.#sender.eval(script, keys, values);
      }
    });
  }

  /** Runs a script by its SHA-1; fails with `NOSCRIPT` if this Redis has not run it before. */
  runKnown(script: Script, keys: string[], values: string[]): Promise<unknown> {
    return this.#inTime(() => this.#sender.evalSha(script, keys, values));
  }

  /** Runs a script by its text, so that this Redis knows it from then on. */
  runText(script: Script, keys: string[], values: string[]): Promise<unknown> {
    return this.#inTime(() => this.#sender.eval(script, keys, values));
  }

  /** Fails fast: the client queues commands while disconnected. */
  async #inTime<T>(command: (isLate: () => boolean) => Promise<T>): Promise<T> {
    if (!this.#sender.isReady()) throw new RedisUnavailableError('Redis is not connected');
    let isLate = false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isLate = true;
        reject(new RedisUnavailableError(`Redis did not answer in ${this.#timeout} ms`));
      }, this.#timeout);
    });
    try {
      return await Promise.race([command(() => isLate), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
