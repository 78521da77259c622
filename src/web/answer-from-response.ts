import { directiveNames } from '../http/cache-control';
import { type EntityTag, parseEntityTag } from '../http/entity-tag';
import { isStrongDate, parseHttpDate } from '../http/http-date';
import { isRetrieving } from '../http/methods';
import type { CachingPolicy } from './caching-policy';
import { type HttpExchange, parsedField } from './http-exchange';
import type { PreconditionCheck } from './precondition-check';

/**
 * Evaluates a request's preconditions against the validators of its response, and those that the check already knows.
 *
 * @param bodyTag - the tag of the response's body, for a response without an `ETag`
 * @throws the framework's 412
 */
export function answerFromResponse(check: PreconditionCheck, bodyTag?: EntityTag, policy?: CachingPolicy): void {
  const { exchange, validators } = check;
  const etag = bodyTag ?? parsedField(exchange, 'etag', parseEntityTag);
  const lastModified = parsedField(exchange, 'last-modified', parseHttpDate) ?? validators.lastModified;
  // Compared later on, it would name two versions (RFC 9110, section 8.8.2.2).
  if (lastModified !== undefined && !isStrongDate(lastModified, Date.now()))
    exchange.removeResponseField('last-modified');
  if (validators.etag !== undefined || (etag === undefined && lastModified === undefined)) return;
  const current = { etag, lastModified: lastModified as number | undefined };
  const decision = bodyTag === undefined ? check.evaluateResponse(current) : check.evaluate(current);
  if (decision.outcome === 'precondition-failed') exchange.discardBody();
  check.refuseFailed(decision);
  if (!check.deferred) check.commit(policy);
}

/** Whether a status is a 2xx. */
export function isSuccessful(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status <= 299;
}

/** Whether a response whose head has not been sent is a 2xx to a retrieving method. */
export function isSuccessfulRetrieval({ method, headSent, status }: HttpExchange): boolean {
  return isRetrieving(method) && !headSent && isSuccessful(status);
}

/** Whether a response with this status lacks a whole representation. */
export function isPartOrEmpty(status: number | undefined): boolean {
  return status === 204 || status === 205 || status === 206;
}

/**
 * Whether preconditions should be evaluated against a response's validators, or the tag of its body. A response with
 * `Cache-Control: no-store` is left alone.
 *
 * @param policy - the caching policy that will be applied if the response has no `Cache-Control`
 */
export function isTaggable({ exchange }: PreconditionCheck, policy?: CachingPolicy): boolean {
  if (!isSuccessfulRetrieval(exchange)) return false;
  const directives = exchange.responseField('cache-control') ?? policy?.cacheControl;
  return directives === undefined || !directiveNames(directives).has('no-store');
}

/** Whether a response carries a whole representation that has no tag yet. */
export function lacksTag({ exchange, validators }: PreconditionCheck): boolean {
  if (isPartOrEmpty(exchange.status)) return false;
  return validators.etag === undefined && exchange.responseField('etag') === undefined;
}
