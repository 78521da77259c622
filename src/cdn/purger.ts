import { setTimeout as pause } from 'node:timers/promises';
import type { Awaitable } from '../stores/awaitable';
import { tellOfPurge } from './purge-event';

/**
 * Removes the responses with these tags from a shared cache. The signal aborts after `purgeTimeout`. If it throws or
 * rejects, it is called again.
 *
 * @example
 * ```ts
 * import type { Purge } from 'routing-controllers-etag/cdn';
 *
 * export const purge: Purge = async (tags, signal) => {
 *   const body = JSON.stringify({ tags });
 *   const response = await fetch('https://cdn.example/purge', { method: 'POST', body, signal });
 *   if (!response.ok) throw new Error(`The CDN answered with ${response.status}`);
 * };
 * ```
 */
export type Purge = (tags: string[], signal: AbortSignal) => Awaitable<void>;

/** Settings of a {@link Purger}. Times are milliseconds. */
export interface PurgerSettings {
  readonly purge: Purge;
  /** How long a purge may take, including its retries. */
  readonly timeout: number;
  /** When the same tags are purged once more; `false` for never. */
  readonly again: number | false;
}

/** How often a purge is tried. */
const ATTEMPTS = 3;

/** The pause before the first retry, in milliseconds. The next pause is twice as long. */
const FIRST_PAUSE = 100;

/** Tags that are purged with one call. */
interface Batch {
  readonly tags: Set<string>;
  /** Those of the tags that have to be purged once more. */
  readonly fresh: Set<string>;
  readonly ended: Promise<void>;
  readonly end: () => void;
}

/** Purges tags with one call at a time. Tags that arrive during a call go together into the next one. */
export class Purger {
  readonly #settings: PurgerSettings;
  #waiting: Batch | undefined;
  #working = false;

  constructor(settings: PurgerSettings) {
    this.#settings = settings;
  }

  /** Ends when the tags have been purged or the last attempt has failed. It never rejects. */
  purge(tags: readonly string[]): Promise<void> {
    return this.#add(tags, true);
  }

  #add(tags: readonly string[], fresh: boolean): Promise<void> {
    this.#waiting ??= newBatch();
    const batch = this.#waiting;
    for (const tag of tags) {
      batch.tags.add(tag);
      if (fresh) batch.fresh.add(tag);
    }
    if (!this.#working) void this.#work();
    return batch.ended;
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let batch = this.#waiting; batch !== undefined; batch = this.#waiting) {
      this.#waiting = undefined;
      await this.#carryOut([...batch.tags]);
      batch.end();
      this.#purgeLater([...batch.fresh]);
    }
    this.#working = false;
  }

  async #carryOut(tags: readonly string[]): Promise<void> {
    const time = timeOf(this.#settings.timeout);
    for (let attempt = 1; ; attempt++) {
      try {
        await Promise.race([this.#settings.purge([...tags], time.signal), time.over]);
        return time.end();
      } catch (cause) {
        if (attempt === ATTEMPTS || time.signal.aborted) {
          time.end();
          return tellOfPurge({ code: 'ETAG_PURGE_FAILED', tags, attempts: attempt, cause });
        }
      }
      await Promise.race([pause(FIRST_PAUSE * 2 ** (attempt - 1)), time.over.catch(() => {})]);
    }
  }

  /** Removes a response that was on its way to the cache during the first purge. */
  #purgeLater(tags: readonly string[]): void {
    const { again } = this.#settings;
    if (again === false || tags.length === 0) return;
    setTimeout(() => void this.#add(tags, false), again).unref();
  }
}

function newBatch(): Batch {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { tags: new Set(), fresh: new Set(), ended, end };
}

/** The time that a function of the application may take. */
interface BoundedTime {
  readonly signal: AbortSignal;
  /** Rejects when the time is over. */
  readonly over: Promise<never>;
  end(): void;
}

function timeOf(bound: number): BoundedTime {
  const controller = new AbortController();
  const { signal } = controller;
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  // Nothing may be waiting for it any more.
  over.catch(() => {});
  const timer = setTimeout(() => controller.abort(new Error(`It took longer than ${bound} ms`)), bound);
  return { signal, over, end: () => clearTimeout(timer) };
}
