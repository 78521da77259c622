import type { ConditionalRequest } from '../../application/conditional-request';
import { isWrite } from '../../http/methods';
import { PreconditionFailedError } from '../errors';
import { type WarnedAction, warnOfAction } from '../warning';

/**
 * Warns about or refuses the precondition of a write whose action evaluates none.
 *
 * @throws PreconditionFailedError if the application refuses such requests (RFC 9110, section 13.1.1)
 */
export function refuseUnevaluated({ check, exchange, options }: ConditionalRequest, action: WarnedAction): void {
  if (!isWrite(exchange.method)) return;
  const { ifMatch, ifNoneMatch, ifUnmodifiedSince } = check.sent;
  const field =
    (ifMatch !== undefined && 'If-Match') ||
    (ifNoneMatch !== undefined && 'If-None-Match') ||
    (ifUnmodifiedSince !== undefined && 'If-Unmodified-Since');
  if (!field) return;
  if (options?.unevaluated === 'refuse') {
    check.observer?.refusedFor('not-evaluated');
    throw new PreconditionFailedError(`${field} cannot be checked here: send the request without it`);
  }
  warnOfAction(
    action,
    'ETAG_UNEVALUATED',
    `ran although nothing evaluates the ${field} of its request: add @ETag, or refuse such requests with ` +
      "conditionalRequests({ unevaluated: 'refuse' })",
  );
}
