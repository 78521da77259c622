import type { ActionRun } from './action-run';
import { policyNow } from './caching-policy';
import { isConfirmedNow } from './versioned-tag';

/**
 * An action may send its response itself, before it ends: what is known by then is written, and a tag whose versions cannot be
 * looked up again at once is taken back.
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
