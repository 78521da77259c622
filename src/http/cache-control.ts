import { isToken, quotedString } from './field';

/** The directives that can be combined with any other. Times are whole seconds, 0 or more. */
interface CommonDirectives {
  /** How long the response is fresh. RFC 9111, section 5.2.2.1 */
  readonly maxAge?: number;
  /**
   * Store the response, but revalidate it before each use. With field names: revalidate before reusing these fields.
   * RFC 9111, section 5.2.2.4
   */
  readonly noCache?: true | readonly string[];
  /** Never store the response. RFC 9111, section 5.2.2.5 */
  readonly noStore?: true;
  /** Never use the response stale. RFC 9111, section 5.2.2.2 */
  readonly mustRevalidate?: true;
  /** Like `mustRevalidate`, but for shared caches only. RFC 9111, section 5.2.2.8 */
  readonly proxyRevalidate?: true;
  /** Store the response only if the cache understands its status code. RFC 9111, section 5.2.2.3 */
  readonly mustUnderstand?: true;
  /** Intermediaries must not change the content. RFC 9111, section 5.2.2.6 */
  readonly noTransform?: true;
  /** How long a stale response may be used while a new one is fetched. RFC 5861, section 3 */
  readonly staleWhileRevalidate?: number;
  /** How long a stale response may be used if the server fails. RFC 5861, section 4 */
  readonly staleIfError?: number;
  /**
   * Other directives, by the names that `Cache-Control` uses. `true` writes the name alone. RFC 9111, section 5.2.3
   */
  readonly extensions?: Readonly<Record<string, string | number | true>>;
}

type Shared =
  | {
      /** Any cache may store the response, even one to a request with `Authorization`. RFC 9111, section 5.2.2.9 */
      readonly public: true;
      readonly private?: never;
      /** How long the response is fresh in shared caches. RFC 9111, section 5.2.2.10 */
      readonly sMaxAge?: number;
    }
  | {
      readonly public?: never;
      /** Only the user's own cache may store the response. RFC 9111, section 5.2.2.7 */
      readonly private: true;
      readonly sMaxAge?: never;
    }
  | {
      readonly public?: never;
      /** Shared caches may store the response without these fields. RFC 9111, section 5.2.2.7 */
      readonly private?: readonly string[];
      readonly sMaxAge?: number;
    };

type Immutable =
  | {
      /** Do not revalidate while fresh, not even on reload. RFC 8246 */
      readonly immutable: true;
      readonly noStore?: never;
      readonly noCache?: readonly string[];
    }
  | { readonly immutable?: never };

/**
 * The response directives of `Cache-Control`, typed so that contradictions do not compile: `public` with `private`,
 * `private` with `sMaxAge`, `immutable` with `noStore` or `noCache`.
 *
 * @see RFC 9111, section 5.2.2; RFC 5861; RFC 8246
 */
export type CacheControlDirectives = CommonDirectives & Shared & Immutable;

type Seconds<N> = N extends number
  ? number extends N
    ? N
    : `${N}` extends `-${string}` | `${string}.${string}` | `${string}e${string}`
      ? 'must be whole seconds, 0 or more'
      : N
  : N;

type TimeDirective = 'maxAge' | 'sMaxAge' | 'staleWhileRevalidate' | 'staleIfError';

/** Directives whose literal times do not compile unless they are whole seconds, 0 or more. */
export type CheckedCacheControl<D> = { readonly [K in keyof D]: K extends TimeDirective ? Seconds<D[K]> : D[K] };

type DirectiveKind = 'flag' | 'seconds' | 'flag or field names';

const DIRECTIVES: ReadonlyMap<string, readonly [name: string, kind: DirectiveKind]> = new Map([
  ['public', ['public', 'flag']],
  ['private', ['private', 'flag or field names']],
  ['noStore', ['no-store', 'flag']],
  ['noCache', ['no-cache', 'flag or field names']],
  ['maxAge', ['max-age', 'seconds']],
  ['sMaxAge', ['s-maxage', 'seconds']],
  ['mustRevalidate', ['must-revalidate', 'flag']],
  ['proxyRevalidate', ['proxy-revalidate', 'flag']],
  ['mustUnderstand', ['must-understand', 'flag']],
  ['noTransform', ['no-transform', 'flag']],
  ['immutable', ['immutable', 'flag']],
  ['staleWhileRevalidate', ['stale-while-revalidate', 'seconds']],
  ['staleIfError', ['stale-if-error', 'seconds']],
]);

/**
 * Formats directives as a `Cache-Control` field value, in a fixed order.
 * @param directives - at least one directive; times are whole seconds, 0 or more
 * @throws TypeError for contradictory directives, an unknown directive, seconds that are not a whole number of 0 or
 *   more, a name that is not a token, and an empty object
 * @see RFC 9111, section 5.2.2
 * @example
 * ```ts
 * import { formatCacheControl } from 'routing-controllers-etag/http';
 *
 * formatCacheControl({ private: true, maxAge: 60 }); // 'private, max-age=60'
 * formatCacheControl({ public: true, maxAge: 31536000, immutable: true }); // 'public, max-age=31536000, immutable'
 * ```
 */
export function formatCacheControl<const D extends CacheControlDirectives>(
  directives: D & CheckedCacheControl<D>,
): string {
  const given: Readonly<Record<string, unknown>> = directives;
  for (const name of Object.keys(given)) {
    if (name !== 'extensions' && !DIRECTIVES.has(name)) {
      throw new TypeError(
        `Cache-Control has no directive ${JSON.stringify(name)}; use ${[...DIRECTIVES.keys()].join(', ')}, or put others into extensions`,
      );
    }
  }
  const members = new Map<string, string>();
  for (const [key, [name, kind]] of DIRECTIVES) {
    if (given[key] !== undefined) members.set(name, argument(name, kind, given[key]));
  }
  requireConsistent(members);
  for (const [name, value] of Object.entries(directives.extensions ?? {})) {
    members.set(requireExtension(name), extensionArgument(name, value));
  }
  if (members.size === 0) throw new TypeError('Cache-Control needs at least one directive');
  return Array.from(members, ([name, value]) => name + value).join(', ');
}

function argument(name: string, kind: DirectiveKind, value: unknown): string {
  if (kind === 'seconds') {
    if (Number.isSafeInteger(value) && (value as number) >= 0) return `=${value as number}`;
    throw new TypeError(`Cache-Control: ${name} takes whole seconds, 0 or more, not ${String(value)}`);
  }
  if (value === true) return '';
  if (kind === 'flag or field names' && Array.isArray(value) && value.length > 0) {
    return `="${value.map((field) => requireToken(field)).join(', ')}"`;
  }
  throw new TypeError(
    `Cache-Control: ${name} takes true${kind === 'flag' ? '' : ' or a list of field names'}, not ${JSON.stringify(value)}`,
  );
}

/** A `private` or `no-cache` with field names applies to these fields only. */
function requireConsistent(members: ReadonlyMap<string, string>): void {
  const whole = (name: string) => members.get(name) === '';
  if (whole('public') && members.has('private')) throw contradiction('public', 'private');
  if (whole('private') && members.has('s-maxage')) throw contradiction('private', 's-maxage');
  if (whole('immutable') && whole('no-store')) throw contradiction('immutable', 'no-store');
  if (whole('immutable') && whole('no-cache')) throw contradiction('immutable', 'no-cache');
}

function contradiction(one: string, other: string): TypeError {
  return new TypeError(`Cache-Control: ${one} contradicts ${other}`);
}

function extensionArgument(name: string, value: unknown): string {
  if (value === true) return '';
  if (Number.isFinite(value) || isToken(value)) return `=${value}`;
  const quoted = typeof value === 'string' ? quotedString(value) : undefined;
  if (quoted !== undefined) return `=${quoted}`;
  throw new TypeError(`Cache-Control: ${name} takes true, a number or a string without control characters`);
}

/** A known directive among the extensions would bypass its checks. */
function requireExtension(name: string): string {
  for (const [property, [known]] of DIRECTIVES) {
    if (known === name.toLowerCase()) {
      throw new TypeError(`Cache-Control: ${name} is not an extension: use the property ${property}`);
    }
  }
  return requireToken(name);
}

function requireToken(name: unknown): string {
  if (isToken(name)) return name;
  throw new TypeError(`Cache-Control: ${JSON.stringify(name)} is not a token`);
}

/**
 * The names of the directives in a `Cache-Control` field value, in lower case. Never throws; a comma inside a quoted
 * string separates nothing.
 *
 * @see RFC 9111, section 5.2
 * @example
 * ```ts
 * directiveNames('No-Store, private="a, b"'); // new Set(['no-store', 'private'])
 * ```
 */
export function directiveNames(value: string): Set<string> {
  return new Set(members(value).map((member) => (member.split('=', 1)[0] as string).trim().toLowerCase()));
}

/**
 * Like {@link directiveNames}, without the directives that apply to certain fields only: a shared cache may store a
 * response with `private="Set-Cookie"`, except for that field (RFC 9111, section 5.2.2.7).
 */
export function unqualifiedDirectives(value: string): Set<string> {
  const unqualified = members(value).filter((member) => !/^\s*(?:private|no-cache)\s*=/i.test(member));
  return directiveNames(unqualified.join(','));
}

/** What only speaks to shared caches, or of them. */
const OF_SHARED_CACHES = ['public', 'private', 's-maxage', 'proxy-revalidate'];

/** The directives of a `Cache-Control` field value for the user's own cache alone. */
export function privateOnly(value: string): string {
  const kept = members(value)
    .map((member) => member.trim())
    .filter((member) => {
      const [name = ''] = member.split('=', 1);
      return name !== '' && !OF_SHARED_CACHES.includes(name.trim().toLowerCase());
    });
  return ['private', ...kept].join(', ');
}

function members(value: string): string[] {
  const found: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < value.length; index++) {
    const character = value[index];
    if (quoted && character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      found.push(value.slice(start, index));
      start = index + 1;
    }
  }
  found.push(value.slice(start));
  return found;
}
