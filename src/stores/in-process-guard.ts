import type { Awaitable } from './awaitable';
import { BoundedWait } from './bounded-wait';
import { tell } from './events';
import { type Guard, GuardUnavailableError, type Turn } from './guard';
import { requireBound } from './require-bound';
import { sortedKeys } from './sorted-keys';

/** Options of {@link InProcessGuard}. */
export interface InProcessGuardOptions {
  /** How long a write waits for its turn, in milliseconds; a whole number above 0. Default 5,000. */
  readonly wait?: number;
  /** How many writes may wait for one key; a whole number above 0. Default 1,000. */
  readonly line?: number;
}

/** Gives a waiting write its turn. */
type Admit = () => void;

const NEVER = new AbortController().signal;

/**
 * A guard for one process: first come, first served. Unused keys take no memory, and a turn is never lost.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { conditionalRequests, InProcessGuard } from 'routing-controllers-etag';
 *
 * const app = new Koa();
 * app.use(conditionalRequests({ guard: new InProcessGuard({ wait: 2_000 }) }));
 * app.listen(3000);
 * ```
 */
export class InProcessGuard implements Guard {
  readonly #lines = new Map<string, Set<Admit>>();
  readonly #wait: number;
  readonly #longest: number;

  /** @throws TypeError for an option that is not a whole number above 0 */
  constructor({ wait = 5_000, line = 1_000 }: InProcessGuardOptions = {}) {
    requireBound('wait', wait);
    requireBound('line', line);
    this.#wait = wait;
    this.#longest = line;
  }

  /** The number of keys in use, for tests and metrics. */
  get size(): number {
    return this.#lines.size;
  }

  take(keys: readonly string[], clientLeft: AbortSignal): Awaitable<Turn> {
    clientLeft.throwIfAborted();
    if (keys.some((key) => this.#lines.has(key))) return this.#takeInLine(keys, clientLeft);
    for (const key of keys) this.#lines.set(key, new Set());
    return this.#turn([...new Set(keys)]);
  }

  async #takeInLine(keys: readonly string[], clientLeft: AbortSignal): Promise<Turn> {
    const wait = new BoundedWait(keys, this.#wait, clientLeft);
    const taken: string[] = [];
    const turn = this.#turn(taken);
    try {
      for (const key of sortedKeys(keys)) {
        await this.#turnOf(key, wait.over);
        taken.push(key);
      }
    } catch (error) {
      await turn.end();
      throw error;
    } finally {
      wait.end();
    }
    return turn;
  }

  #turn(taken: string[]): Turn {
    return {
      lost: NEVER,
      end: () => {
        for (const key of taken.splice(0).reverse()) this.#pass(key);
      },
    };
  }

  #turnOf(key: string, waitOver: AbortSignal): Promise<void> | undefined {
    waitOver.throwIfAborted();
    const line = this.#lines.get(key);
    if (line === undefined) {
      this.#lines.set(key, new Set());
      return undefined;
    }
    if (line.size >= this.#longest) throw this.#lineFull(key);
    return new Promise((resolve, reject) => {
      const leave = () => {
        line.delete(admit);
        reject(waitOver.reason);
      };
      const admit = () => {
        waitOver.removeEventListener('abort', leave);
        resolve();
      };
      line.add(admit);
      waitOver.addEventListener('abort', leave, { once: true });
    });
  }

  #lineFull(key: string): GuardUnavailableError {
    tell({ code: 'ETAG_LINE_FULL', key, line: this.#longest });
    return new GuardUnavailableError(`${this.#longest} writes already wait for the resource`, { reason: 'line-full' });
  }

  #pass(key: string): void {
    const line = this.#lines.get(key) as Set<Admit>;
    const [next] = line;
    if (next === undefined) {
      this.#lines.delete(key);
    } else {
      line.delete(next);
      next();
    }
  }
}
