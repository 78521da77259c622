import { unqualifiedDirectives } from '../http/cache-control';
import type { HttpExchange } from './http-exchange';
import type { ResponseFields } from './response-fields';

/** What a 2xx or 304 response says about caching, in addition to its validators. */
export interface CachingPolicy {
  readonly cacheControl?: string | undefined;
  /** The `Cache-Control` of the application's rule for the path; used if the action declares none. */
  readonly byPath?: string | undefined;
  /** An HTTP-date. */
  readonly expires?: string | undefined;
  readonly vary?: readonly string[] | undefined;
  /** Whether the response belongs to one user, such as behind authorization. */
  readonly personal?: boolean | undefined;
  /** Whether only declared fields may be written, because a default could contradict the 200. */
  readonly noDefault?: boolean | undefined;
}

/** Directives that state who may store the response. */
const AUDIENCE = ['public', 'private', 'no-store', 's-maxage'];

/**
 * Writes the caching fields without overwriting those that the action has set.
 *
 * @param validated - whether the response has validators and its method retrieves: without a declared lifetime, such a
 *   response must be revalidated before each use
 */
export function applyCachingPolicy(
  exchange: HttpExchange,
  fields: ResponseFields,
  policy: CachingPolicy,
  validated: boolean,
): void {
  const revalidated = validated && policy.noDefault !== true;
  if (policy.vary !== undefined && policy.vary.length > 0) fields.vary(policy.vary);
  if (policy.expires !== undefined) fields.write('Expires', policy.expires);
  const personal = policy.personal === true || exchange.requestField('authorization') !== undefined;
  const cacheControl = policy.cacheControl ?? undeclared(exchange, policy, revalidated);
  if (cacheControl === undefined) fields.withdraw('Cache-Control');
  if (cacheControl !== undefined) {
    fields.write('Cache-Control', personal ? keptPrivate(cacheControl) : cacheControl);
  } else if (personal && (revalidated || exchange.responseField('expires') !== undefined)) {
    fields.write('Cache-Control', 'private');
  }
}

/** `max-age` would override an Expires field (RFC 9111, section 5.3). */
function undeclared(exchange: HttpExchange, policy: CachingPolicy, revalidated: boolean): string | undefined {
  if (policy.noDefault === true || exchange.responseField('expires') !== undefined) return undefined;
  return policy.byPath ?? (revalidated ? 'max-age=0' : undefined);
}

/**
 * Whether a response is not for shared caches: its `Cache-Control` says so, or it belongs to one user and nothing says
 * who may store it. This is also the case if it has no `Cache-Control`.
 */
export function belongsToOne(exchange: HttpExchange, personal: boolean): boolean {
  const names = unqualifiedDirectives(exchange.responseField('cache-control') ?? '');
  if (names.has('private') || names.has('no-store')) return true;
  const isPersonal = personal || exchange.requestField('authorization') !== undefined;
  return isPersonal && !AUDIENCE.some((name) => names.has(name));
}

/** A shared cache must not serve one user's response to another (RFC 9111, section 7.1). */
function keptPrivate(cacheControl: string): string {
  const names = unqualifiedDirectives(cacheControl);
  return AUDIENCE.some((name) => names.has(name)) ? cacheControl : `private, ${cacheControl}`;
}
