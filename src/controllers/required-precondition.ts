import { parseHttpDate } from '../http/http-date';
import type { ValidatorSources } from '../web/web-request';
import { type ActionRun, isWrite } from './action-run';
import { PreconditionRequiredError } from './errors';

/**
 * Refuses a write without a precondition, if the plan requires one.
 *
 * @throws PreconditionRequiredError
 */
export function requirePrecondition(run: ActionRun): void {
  if (!isRequired(run)) return;
  const { ifUnmodifiedSince } = run.web.conditions;
  if (ifUnmodifiedSince === undefined || parseHttpDate(ifUnmodifiedSince) === undefined) {
    throw new PreconditionRequiredError();
  }
}

/**
 * Refuses a write whose only precondition is a date that there is nothing to compare with: it would be ignored (RFC 9110,
 * section 13.1.4) and protect nothing.
 *
 * @throws PreconditionRequiredError
 */
export function requireComparable(run: ActionRun, current: ValidatorSources | null): void {
  if (isRequired(run) && current !== null && current.lastModified === undefined) throw new PreconditionRequiredError();
}

function isRequired(run: ActionRun): boolean {
  const { ifMatch, ifNoneMatch } = run.web.conditions;
  return run.plan.preconditionRequired === true && isWrite(run) && ifMatch === undefined && ifNoneMatch === undefined;
}
