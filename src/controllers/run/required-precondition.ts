import { protectsWrite, type Validators } from '../../http/preconditions';
import { PreconditionRequiredError } from '../errors';
import type { ActionRun } from './action-run';

/**
 * Refuses a write without a precondition that protects it, if the plan requires one.
 *
 * @throws PreconditionRequiredError
 */
export function requirePrecondition({ plan, check }: ActionRun): void {
  if (plan.preconditionRequired === true && !protectsWrite(check.conditions)) throw new PreconditionRequiredError();
}

/**
 * Refuses a write whose only precondition is a date, if there is no modification date: it would be ignored (RFC 9110,
 * section 13.1.4) and protect nothing.
 *
 * @throws PreconditionRequiredError
 */
export function requireComparable({ plan, check }: ActionRun, current: Validators | null): void {
  if (plan.preconditionRequired === true && !protectsWrite(check.conditions, current)) {
    throw new PreconditionRequiredError();
  }
}
