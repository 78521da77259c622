import type { ActionRun } from './action-run';
import { policyNow } from './caching-policy';
import { isConfirmedNow } from './versioned-tag';

/**
 * Commits the response of an action that sends it itself. Everything that is known by then is written; a tag whose
 * versions cannot be confirmed synchronously is removed.
 */
export function commitSentByAction(run: ActionRun): void {
  if (!run.performing) return;
  run.confirmed = isConfirmedNow(run);
  if (run.check.isRetrieving && !run.confirmed) {
    run.check.withdrawTag();
    run.check.observer?.untagged('not-confirmed');
  }
  run.policy = policyNow(run);
  run.commit();
}
