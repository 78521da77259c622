import { type CacheControlDirectives, formatCacheControl } from '../http/cache-control';

/** What `CDN-Cache-Control` tells the caches of a CDN. It wins over `Cache-Control` there. Times are whole seconds, 0 or more. */
export interface CdnDirectives {
  /** How long the response is fresh. */
  readonly maxAge?: number;
  /** Use stale for so long while a new response is fetched. A purge takes the stale response out too. */
  readonly staleWhileRevalidate?: number;
  /** Use stale for so long if the server fails. */
  readonly staleIfError?: number;
  /** Never use the response stale. */
  readonly mustRevalidate?: true;
  /** Ask the server before each use. */
  readonly noCache?: true;
  /** Never store the response. */
  readonly noStore?: true;
  /** Any cache may store the response, even one to a request with `Authorization`. */
  readonly public?: true;
  /** Other directives, by their names on the wire, in small letters. */
  readonly extensions?: Readonly<Record<string, number | true>>;
}

/** The key of a Dictionary (RFC 9651, section 3.1.2). */
const KEY = /^[a-z*][a-z0-9_\-.*]*$/;

/**
 * Writes the directives as the value of `CDN-Cache-Control`: a Dictionary, whose members look as they do in `Cache-Control` while they
 * are whole numbers and flags.
 *
 * @throws TypeError for directives that are unknown, contradict each other or have other values
 * @see RFC 9213, section 2.1
 */
export function formatCdnCacheControl(directives: CdnDirectives): string {
  for (const [name, value] of Object.entries(directives.extensions ?? {})) {
    if (!KEY.test(name)) throw new TypeError(`CDN-Cache-Control: ${name} is no key: write it in small letters`);
    if (value !== true && !isInteger(value)) {
      throw new TypeError(`CDN-Cache-Control: ${name} takes true or a whole number, not ${String(value)}`);
    }
  }
  if ('private' in directives) {
    throw new TypeError('CDN-Cache-Control: private keeps a CDN from storing: leave cdn out');
  }
  for (const time of [directives.maxAge, directives.staleWhileRevalidate, directives.staleIfError]) {
    if (time !== undefined && !isInteger(time)) {
      throw new TypeError(`CDN-Cache-Control takes whole seconds, 0 or more, not ${String(time)}`);
    }
  }
  try {
    return formatCacheControl(directives as CacheControlDirectives);
  } catch (error) {
    throw new TypeError((error as Error).message.replace(/^Cache-Control/, 'CDN-Cache-Control'), { cause: error });
  }
}

/** An Integer has at most 15 digits (RFC 9651, section 3.3.1). */
function isInteger(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 1e15;
}
