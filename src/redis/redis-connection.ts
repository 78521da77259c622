import { type RedisClient, RedisUnavailableError } from './redis-client';
import { isUnknownScript, type Script } from './script';
import { type ScriptSender, scriptSender } from './script-sender';

/** Runs scripts on Redis, and tells at once when it is away. */
export class RedisConnection {
  readonly #sender: ScriptSender;
  readonly #timeout: number;

  /**
   * @param timeout - how long Redis may take to answer, in milliseconds
   * @throws TypeError for what is no client
   */
  constructor(client: RedisClient, timeout: number) {
    this.#sender = scriptSender(client);
    this.#timeout = timeout;
  }

  get isCluster(): boolean {
    return this.#sender.isCluster;
  }

  /** Runs a script by its name, which spares Redis the reading of its text, or by its text where that is new. */
  run(script: Script, keys: string[], values: string[]): Promise<unknown> {
    return this.#inTime(async (isLate) => {
      try {
        return await this.#sender.evalSha(script, keys, values);
      } catch (error) {
        // What has been given up must not happen afterwards.
        if (isLate() || !isUnknownScript(error)) throw error;
        return this.#sender.eval(script, keys, values);
      }
    });
  }

  /** Runs a script that this Redis has run before; it answers `NOSCRIPT` if it has not. */
  runKnown(script: Script, keys: string[], values: string[]): Promise<unknown> {
    return this.#inTime(() => this.#sender.evalSha(script, keys, values));
  }

  /** Runs a script by its text: this Redis knows it from then on. */
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
