import { directiveNames } from '../http/cache-control';
import { type EntityTag, parseEntityTag } from '../http/entity-tag';
import { isStrongDate, parseHttpDate } from '../http/http-date';
import { isRetrieving } from '../http/methods';
import type { CachingPolicy } from './caching-policy';
import type { HttpExchange } from './http-exchange';
import type { PreconditionCheck } from './precondition-check';

/**
 * Evaluates a request's preconditions by the validators on its response, and those that the request knows already.
 *
 * @param bodyTag - the tag of the response's body, if the response carries none
 * @throws the framework's 412
 */
export function answerFromResponse(check: PreconditionCheck, bodyTag?: EntityTag, policy?: CachingPolicy): void {
  const { exchange, validators } = check;
  const etag = bodyTag ?? parse(exchange, 'etag', parseEntityTag);
  const lastModified = parse(exchange, 'last-modified', parseHttpDate) ?? validators.lastModified;
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

function parse<T>(exchange: HttpExchange, field: string, parser: (value: string) => T): T | undefined {
  const value = exchange.responseField(field);
  return value === undefined ? undefined : parser(value);
}

/** Whether a status is a 2xx. */
export function isSuccessful(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status <= 299;
}

/** Whether a response whose head is yet to be sent is a 2xx to a method that retrieves. */
export function isSuccessfulRetrieval({ method, headSent, status }: HttpExchange): boolean {
  return isRetrieving(method) && !headSent && isSuccessful(status);
}

/** Answers that carry no whole representation. */
const WITHOUT_REPRESENTATION: readonly (number | undefined)[] = [204, 205, 206];

/**
 * Whether a response is to be answered from its validators, and from the tag of its body if it has none. One that is not to be
 * stored is left alone.
 *
 * @param policy - holds what will become the response's `Cache-Control` if it has none
 */
export function isTaggable({ exchange }: PreconditionCheck, policy?: CachingPolicy): boolean {
  if (!isSuccessfulRetrieval(exchange)) return false;
  const directives = exchange.responseField('cache-control') ?? policy?.cacheControl;
  return directives === undefined || !directiveNames(directives).has('no-store');
}

/** Whether a response carries a whole representation, and nothing has tagged it yet. */
export function lacksTag({ exchange, validators }: PreconditionCheck): boolean {
  if (WITHOUT_REPRESENTATION.includes(exchange.status)) return false;
  return validators.etag === undefined && exchange.responseField('etag') === undefined;
}
