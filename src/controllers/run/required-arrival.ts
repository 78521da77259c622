import { warnOfAction } from '../warning';
import type { ActionRun } from './action-run';
import { NotModified } from './not-modified';

const CURE =
  'a decorator above @ETag and the like answered in its place, or replaced the method and did not pass all of its ' +
  'arguments on. Put it below them, or let it call the method with (...args)';

/**
 * A read that such a decorator answers, from its memory for example, goes out untagged. What a write has done without its check
 * must not look like a success.
 *
 * @throws Error for a write
 */
export function requireArrival(run: ActionRun): void {
  if (run.arrived) return;
  if (!run.check.isRetrieving) throw new Error(`${run.plan.action} has run without its preconditions: ${CURE}`);
  warnOfAction(run.call.metadata, 'ETAG_NOT_REACHED', `was answered without its tag: ${CURE}`);
}

/**
 * Such a decorator may hand out again how another request has left the action.
 *
 * @throws Error if that was a 304
 */
export function requireOwnNotModified(run: ActionRun, error: unknown): void {
  if (error instanceof NotModified) throw new Error(`${run.plan.action} gave the 304 of another request: ${CURE}`);
}
