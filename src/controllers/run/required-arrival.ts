import { warnOfAction } from '../warning';
import type { ActionRun } from './action-run';
import { NotModified } from './not-modified';

const CURE =
  'a decorator above those of this library answered in its place, or replaced the method without passing on all ' +
  'arguments. Put it below them, or let it call the method with (...args)';

/**
 * A read that such a decorator answers, such as from a cache, is sent untagged. A write that ran without its check must
 * not look like a success.
 *
 * @throws Error for a write
 */
export function requireArrival(run: ActionRun): void {
  if (run.arrived) return;
  if (!run.check.isRetrieving) throw new Error(`${run.plan.action} has run without its preconditions: ${CURE}`);
  warnOfAction(run.call.metadata, 'ETAG_NOT_REACHED', `was answered without its tag: ${CURE}`);
}

/**
 * Such a decorator may repeat the error with which another request left the action.
 *
 * @throws Error if that error was a 304
 */
export function requireOwnNotModified(run: ActionRun, error: unknown): void {
  if (error instanceof NotModified) throw new Error(`${run.plan.action} repeated the 304 of another request: ${CURE}`);
}
