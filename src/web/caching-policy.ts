import { unqualifiedDirectives } from '../http/cache-control';
import type { HttpExchange } from './http-exchange';
import type { ResponseFields } from './response-fields';

/** What a 2xx or 304 response says of its caching, beside its validators. */
export interface CachingPolicy {
  readonly cacheControl?: string | undefined;
  /** What a rule of the application says of the path, where the action says nothing. */
  readonly byPath?: string | undefined;
  /** An HTTP-date. */
  readonly expires?: string | undefined;
  readonly vary?: readonly string[] | undefined;
  /** Whether the response belongs to one user, as behind authorization. */
  readonly personal?: boolean | undefined;
  /** Whether nothing may be said beyond what is declared: it could contradict what the 200 says. */
  readonly noDefault?: boolean | undefined;
}

/** Directives that say who may store the response. */
const AUDIENCE = ['public', 'private', 'no-store', 's-maxage'];

/**
 * Writes the caching fields, without overwriting what the action has set.
 *
 * @param validated - whether the response has validators and its method retrieves: then a response that names no
 *   lifetime is to be revalidated at each use
 */
export function applyCachingPolicy(
  exchange: HttpExchange,
  fields: ResponseFields,
  policy: CachingPolicy,
  validated: boolean,
): void {
  const revalidated = validated && policy.noDefault !== true;
  if (policy.vary !== undefined && policy.vary.length > 0) fields.vary(exchange, policy.vary);
  if (policy.expires !== undefined) fields.write(exchange, 'Expires', policy.expires);
  const personal = policy.personal === true || exchange.requestField('authorization') !== undefined;
  const cacheControl = policy.cacheControl ?? undeclared(exchange, policy, revalidated);
  if (cacheControl === undefined) fields.withdraw(exchange, 'Cache-Control');
  if (cacheControl !== undefined) {
    fields.write(exchange, 'Cache-Control', personal ? keptPrivate(cacheControl) : cacheControl);
  } else if (personal && (revalidated || exchange.responseField('expires') !== undefined)) {
    fields.write(exchange, 'Cache-Control', 'private');
  }
}

/** `max-age` would override an Expires field (RFC 9111, section 5.3). */
function undeclared(exchange: HttpExchange, policy: CachingPolicy, revalidated: boolean): string | undefined {
  if (policy.noDefault === true || exchange.responseField('expires') !== undefined) return undefined;
  return policy.byPath ?? (revalidated ? 'max-age=0' : undefined);
}

/**
 * Whether a response is not for shared caches: by what its `Cache-Control` says, or as it belongs to one user and nothing says who may
 * store it. That is so also where its `Cache-Control` was left out.
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
