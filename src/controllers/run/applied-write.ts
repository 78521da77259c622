import { isRefusal } from '../../web/refusal';
import type { ActionRun } from './action-run';

/** Preconditions that also fail where the write itself has changed the version. */
const FIELDS: readonly (string | undefined)[] = ['If-Match', 'If-Unmodified-Since'];

/** A field that says nothing of a version. */
const WITHOUT_VERSION: readonly (string | undefined)[] = ['malformed', 'empty'];

/**
 * The result of a write that fails its precondition because it has been made already: its client sends it again as it has not got
 * the answer (RFC 9110, sections 13.1.1 and 13.1.4).
 *
 * @returns `undefined` if that is not so
 */
export async function appliedResult(
  { plan, check, controller, args }: ActionRun,
  error: unknown,
): Promise<{ readonly result: unknown } | undefined> {
  const { alreadyApplied } = plan.etag ?? {};
  if (alreadyApplied === undefined || !isRefusal(error) || error.status !== 412) return undefined;
  const { field, reason } = check.failed ?? {};
  if (!FIELDS.includes(field) || WITHOUT_VERSION.includes(reason)) return undefined;
  const result = await alreadyApplied(controller, args);
  return result === undefined ? undefined : { result };
}
