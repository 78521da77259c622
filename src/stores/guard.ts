import type { Awaitable } from './awaitable';

/**
 * Lets one write at a time check its precondition and run, for each resource. Between the check of a write and its effect
 * no other write then passes the same check.
 */
export interface Guard {
  /**
   * Waits for the turn of a write.
   *
   * @param keys - what the write needs for itself; all keys are taken in one order, so that two writes never wait for each
   *   other
   * @param clientLeft - aborts the wait of a request whose client has gone; a turn that was given is not disturbed
   * @throws GuardUnavailableError if the turn does not come in time, or nobody can tell whose turn it is
   * @throws the reason of `clientLeft` if it aborts the wait
   */
  take(keys: readonly string[], clientLeft: AbortSignal): Awaitable<Turn>;
}

/** The turn of a write: nobody else has one of its keys before it ends. */
export interface Turn {
  /** Aborts when the turn was lost before its end, such as by a lease that expired: another write may run now. */
  readonly lost: AbortSignal;
  /** Gives the turn up. It never throws, and to end a turn twice does nothing. */
  end(): Awaitable<void>;
}

/** Why a guard gives no turn: it did not come in time, too many wait for it already, or the guard cannot be asked. */
export type GuardUnavailableReason = 'busy' | 'line-full' | 'away';

/** The guard cannot give a write its turn now; the write was not run. */
export class GuardUnavailableError extends Error {
  override readonly name = 'GuardUnavailableError';
  /** `busy` unless another reason is given: a write is then never run without a turn. */
  readonly reason: GuardUnavailableReason;

  /**
   * @param message - a sentence without the names and addresses of the infrastructure; those belong into the cause
   */
  constructor(message: string, options: ErrorOptions & { readonly reason?: GuardUnavailableReason } = {}) {
    super(message, options);
    this.reason = options.reason ?? 'busy';
  }
}
