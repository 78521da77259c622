import { discard } from '../../body/discard';
import { isWrite } from '../../http/methods';
import { isSuccessful } from '../../web/answer-from-response';
import { responseOf, type Tagged, type TaggedResponse } from '../tagged';
import type { ActionRun } from './action-run';
import { legalDate } from './current-version';
import { evaluateRemembered } from './result-validators';

/**
 * Returns the body of a result of `tagged()`. On reads, the request's preconditions are evaluated, and a client that is
 * up to date gets a 304. On writes, the validators are published.
 *
 * @throws TypeError if a decorator declares the same
 * @throws the error that ends the run with a 304 or a 412
 */
export function takeBody(run: ActionRun, result: Tagged<unknown>): unknown {
  const response = responseOf(result);
  try {
    requireOneSource(run, response);
    if (isRepresentation(run)) publish(run, response);
    if (response.status !== undefined) run.exchange.setStatus(response.status);
    return response.body;
  } catch (error) {
    discard(response.body);
    throw error;
  }
}

/**
 * Preconditions and validators apply to 2xx responses of methods that retrieve or write (RFC 9110, section 13.2.1).
 */
function isRepresentation({ plan, check, exchange }: ActionRun): boolean {
  const { status } = exchange;
  if (plan.redirects || (status !== undefined && !isSuccessful(status))) return false;
  return check.isRetrieving || isWrite(exchange.method);
}

function publish(run: ActionRun, { body, etag, cacheControl, vary, ...response }: TaggedResponse<unknown>): void {
  const { check, policy } = run;
  const lastModified = legalDate('tagged()', run, response.lastModified);
  run.policy = {
    ...policy,
    cacheControl: cacheControl ?? policy?.cacheControl,
    vary: [...(policy?.vary ?? []), ...vary],
  };
  check.remember({ etag, lastModified });
  const validated = etag !== undefined || lastModified !== undefined;
  if (!check.isRetrieving || !validated || body === null || body === undefined) return;
  evaluateRemembered(run);
  if (check.outcome === 'not-modified') run.stop(run.policy);
}

function requireOneSource({ plan, call }: ActionRun, { status }: TaggedResponse<unknown>): void {
  const other =
    (plan.etagFromResult !== undefined && '@ETagFromResult') ||
    (plan.lastModifiedFromResult !== undefined && '@LastModifiedFromResult') ||
    (status !== undefined && call.metadata.successHttpCode !== undefined && '@HttpCode');
  if (!other) return;
  const own = other === '@HttpCode' ? 'tagged() with a status' : 'tagged()';
  throw new TypeError(`${plan.action} has ${other} and returns ${own}: remove one of them`);
}
