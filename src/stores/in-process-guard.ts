import type { Guard } from './guard';

type Turn = () => void;

/** A guard for one process: first come, first served; nothing is kept of a key that nobody uses. */
export class InProcessGuard implements Guard {
  readonly #waiting = new Map<string, Set<Turn>>();

  /** How many keys are in use: for tests and metrics. */
  get size(): number {
    return this.#waiting.size;
  }

  /** @throws the signal's reason, if it aborts the wait */
  async run<T>(key: string, task: () => Promise<T>, clientLeft: AbortSignal): Promise<T> {
    clientLeft.throwIfAborted();
    await this.#turn(key, clientLeft);
    try {
      return await task();
    } finally {
      this.#pass(key);
    }
  }

  #turn(key: string, clientLeft: AbortSignal): Promise<void> | undefined {
    const queue = this.#waiting.get(key);
    if (queue === undefined) {
      this.#waiting.set(key, new Set());
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        queue.delete(turn);
        reject(clientLeft.reason);
      };
      const turn = () => {
        clientLeft.removeEventListener('abort', leave);
        resolve();
      };
      queue.add(turn);
      clientLeft.addEventListener('abort', leave, { once: true });
    });
  }

  #pass(key: string): void {
    const queue = this.#waiting.get(key) as Set<Turn>;
    const [next] = queue;
    if (next === undefined) {
      this.#waiting.delete(key);
    } else {
      queue.delete(next);
      next();
    }
  }
}
