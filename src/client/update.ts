import { LostAnswerError } from './lost-answer-error';
import { PreconditionFailedError } from './precondition-failed-error';
import type { ReadOptions, Snapshot } from './snapshot';

/** Makes the new value from the current one. `undefined` changes nothing. */
export type Change<T> = (value: T) => T | undefined | Promise<T | undefined>;

/** Settings of an update. */
export interface UpdateOptions extends ReadOptions {
  /** The most write requests to send; at least 1. Default 10. */
  readonly attempts?: number | undefined;
  /**
   * `true` declares that the change may be made twice, because `change` recognizes a value that already has it. The
   * update then continues after a lost response. Default `false`: it ends with an error that has `maybeApplied`.
   */
  readonly idempotent?: boolean | undefined;
  /**
   * Waits before the next attempt. It receives a random number of milliseconds: below 100 after the first attempt,
   * below twice the previous bound after each further one, and never above 5000. Default: `setTimeout`.
   */
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

/** In milliseconds. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5000;

/** Reads, changes and saves, and repeats that if somebody else was faster. */
export async function update<T, Changes>(
  read: (options: ReadOptions) => Promise<Snapshot<T, Changes>>,
  change: Change<T>,
  { attempts = 10, idempotent = false, wait = sleep, signal }: UpdateOptions = {},
): Promise<Snapshot<T, Changes>> {
  if (!(attempts >= 1)) throw new RangeError(`attempts must be at least 1, not ${attempts}`);
  let failures = 0;

  function countFailure(error: unknown): void {
    failures++;
    if (failures >= attempts || signal?.aborted) throw error;
  }

  /** Random, so that clients that were refused together do not retry together. */
  function pause(): Promise<unknown> {
    return wait(Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1)));
  }

  async function sendUntilAnswered<R>(send: () => Promise<R>): Promise<R> {
    try {
      return await send();
    } catch (error) {
      const retry: LostAnswerError<R>['retry'] = error instanceof LostAnswerError ? error.retry : undefined;
      if (retry === undefined) throw error;
      countFailure(error);
      await pause();
      return sendUntilAnswered(() => retry({ signal }));
    }
  }

  let snapshot = await read({ signal });
  for (;;) {
    const next = await change(snapshot.value);
    if (next === undefined) return snapshot;
    const { save } = snapshot;
    try {
      return await sendUntilAnswered(() => save(next, { signal }));
    } catch (error) {
      if (!(error instanceof PreconditionFailedError) || (error.maybeApplied && !idempotent)) throw error;
      countFailure(error);
      // After a pause, the representation from a 412 may be outdated.
      const current: Snapshot<T, Changes> | undefined = failures === 1 ? error.current : undefined;
      if (current === undefined) await pause();
      snapshot = current ?? (await read({ signal }));
    }
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
