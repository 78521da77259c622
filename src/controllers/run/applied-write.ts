import { isRefusal } from '../../web/refusal';
import type { ActionRun } from './action-run';

/** The preconditions that fail if the same write has already changed the version. */
const FIELDS: readonly (string | undefined)[] = ['If-Match', 'If-Unmodified-Since'];

/** The failures of a field that names no version. */
const WITHOUT_VERSION: readonly (string | undefined)[] = ['malformed', 'empty'];

/**
 * The result of a write whose precondition fails because the write has been made already, and its client sends it again
 * without having received the response (RFC 9110, sections 13.1.1 and 13.1.4).
 *
 * @returns `undefined` if the write has not been made
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
