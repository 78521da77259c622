import type { Awaitable } from './awaitable';

/**
 * Gives writes to a resource their turns, one at a time, so that no other write passes the same check between the check
 * of a write and its effect.
 */
export interface Guard {
  /**
   * Waits for the turn of a write.
   *
   * @param keys - the keys that no other write may hold meanwhile. Take them in a fixed order, so that two writes never
   *   wait for each other
   * @param clientLeft - aborts the wait when the client disconnects; it has no effect on a turn that was given
   * @throws GuardUnavailableError if the turn does not come in time, too many writes wait already, or the guard cannot
   *   be reached
   * @throws the reason of `clientLeft` if it aborts the wait
   */
  take(keys: readonly string[], clientLeft: AbortSignal): Awaitable<Turn>;
}

/** The turn of a write: no other write holds one of its keys before it ends. */
export interface Turn {
  /** Aborts when the turn is lost before its end, such as when a lease expires: another write may run now. */
  readonly lost: AbortSignal;
  /** Gives up the turn. It never throws; a second call does nothing. */
  end(): Awaitable<void>;
}

/**
 * Why a guard gives no turn: it did not come in time (`busy`), too many writes wait already (`line-full`), or the guard
 * cannot be reached (`away`).
 */
export type GuardUnavailableReason = 'busy' | 'line-full' | 'away';

/** The guard cannot give a write its turn now. The write was not run. */
export class GuardUnavailableError extends Error {
  override readonly name = 'GuardUnavailableError';
  /** Default `busy`. Only `away` lets an unconditional write run without a turn. */
  readonly reason: GuardUnavailableReason;

  /**
   * @param message - a sentence without names or addresses of the infrastructure
   * @param options - `reason`, and `cause` for the error of the infrastructure
   */
  constructor(message: string, options: ErrorOptions & { readonly reason?: GuardUnavailableReason } = {}) {
    super(message, options);
    this.reason = options.reason ?? 'busy';
  }
}
