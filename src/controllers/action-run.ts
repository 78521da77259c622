import { isRetrieving, selectsNoRepresentation } from '../http/methods';
import type { WebRequest } from '../web/web-request';
import type { ActionCall } from './action-call';
import type { ActionPlan } from './action-plan';
import type { Method } from './action-registry';
import type { Declarations } from './declarations';
import { WriteUnavailableError } from './errors';

/** A conditional action under way: what it is, and what it is called with. */
export interface ActionRun {
  readonly plan: ActionPlan;
  readonly declarations: Declarations;
  readonly call: ActionCall;
  readonly web: WebRequest;
  readonly controller: object;
  readonly args: unknown[];
  readonly method: Method;
}

/** Whether the request's method retrieves the representation. */
export function isRead({ web }: ActionRun): boolean {
  return isRetrieving(web.exchange.method);
}

/** Whether the request's method may change the resource. */
export function isWrite({ web }: ActionRun): boolean {
  return !isRetrieving(web.exchange.method) && !selectsNoRepresentation(web.exchange.method);
}

/** Makes the 503 for a write that was not run; routing-controllers' error handler sends no fields of an error. */
export function unavailable({ web }: ActionRun, cause: unknown): WriteUnavailableError {
  const error = new WriteUnavailableError(cause);
  for (const [name, value] of Object.entries(error.headers)) web.exchange.setResponseField(name, value);
  return error;
}
