import { isConditional } from '../http/conditions';
import { tell } from '../stores/events';
import type { Guard, GuardUnavailableError, GuardUnavailableReason, Turn } from '../stores/guard';
import type { PreconditionCheck } from '../web/precondition-check';
import { isRefusal } from '../web/refusal';
import { ClientLeftError } from './client-left-error';
import { traced, turns } from './tracing';
import type { WriteEnd } from './write-end';

/** A write that needs a turn. */
export interface WaitingWrite {
  readonly check: PreconditionCheck;
  readonly guard: Guard;
  /** The keys of the resources that it may change. */
  readonly keys: readonly string[];
  /** Compares the request's preconditions with the current version, and throws if the write fails already. */
  readonly judge: () => Promise<void>;
  readonly end: WriteEnd;
}

/** The message to the client of a write that was not run. The server's log has the reason. */
export const TRY_AGAIN = 'The write was not made: try again';

/**
 * Waits for the turn of a write, which holds it until it has ended.
 *
 * @throws the framework's 503 if the turn does not come in time, what `judge` throws, or ClientLeftError
 */
export async function takeTurn(write: WaitingWrite): Promise<void> {
  const turn = await observedTurnOf(write);
  if (turn === undefined) return;
  await write.end.add(() => turn.end());
  if (write.check.exchange.closed) throw new ClientLeftError();
  write.check.signal = turn.lost;
}

async function observedTurnOf(write: WaitingWrite): Promise<Turn | undefined> {
  const { exchange, observer } = write.check;
  const { method, path } = exchange;
  const stopWaiting = observer?.waits();
  try {
    return await traced(
      turns,
      () => ({ method, path, action: observer?.action, keys: write.keys }),
      () => turnOf(write),
    );
  } finally {
    stopWaiting?.();
  }
}

async function turnOf(write: WaitingWrite): Promise<Turn | undefined> {
  const waiting = new AbortController();
  try {
    return await waitInLine(write, waiting);
  } catch (error) {
    if (waiting.signal.aborted && error === waiting.signal.reason) throw error;
    return withoutTurn(write, error);
  }
}

/**
 * A write that fails already does not wait in line: its preconditions are compared while it waits, and a definite
 * failure ends the wait. A failed look-up does not, because it may succeed in the turn. A turn that is available at
 * once skips this comparison, because it is repeated in the turn.
 */
async function waitInLine({ check, guard, keys, judge }: WaitingWrite, waiting: AbortController): Promise<Turn> {
  if (check.exchange.closed) waiting.abort(new ClientLeftError());
  waiting.signal.throwIfAborted();
  const stopListening = check.exchange.onClose(() => waiting.abort(new ClientLeftError()));
  try {
    const turn = guard.take(keys, waiting.signal);
    if ('then' in turn && isConditional(check.conditions)) {
      judge().catch((error) => {
        if (isRefusal(error)) waiting.abort(error);
      });
    }
    return await turn;
  } finally {
    stopListening();
  }
}

/**
 * Without the guard, no conditional write can pass, so an unconditional write cannot come between the check and the
 * effect of one and may go on. If the line is full, both are refused.
 */
function withoutTurn({ check }: WaitingWrite, error: unknown): undefined {
  const conditional = isConditional(check.conditions);
  const isAway = reasonOf(error) === 'away';
  if (isAway) tell({ code: 'ETAG_GUARD_AWAY', cause: (error as Error | undefined)?.cause ?? error });
  if (!conditional && isAway) return undefined;
  check.observer?.refusedFor('no-turn');
  check.reject(503, TRY_AGAIN);
}

/** A guard of the application, or of another copy of this package, may fail with a different error class. */
function reasonOf(error: unknown): GuardUnavailableReason {
  const { name, reason } = Object(error) as Partial<GuardUnavailableError>;
  return name === 'GuardUnavailableError' && reason !== undefined ? reason : 'away';
}
