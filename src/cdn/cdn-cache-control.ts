import { type CacheControlDirectives, formatCacheControl } from '../http/cache-control';

/**
 * The directives of `CDN-Cache-Control`. The caches of a CDN obey them instead of `Cache-Control`. Times are whole
 * seconds, 0 or more.
 *
 * @see RFC 9213
 * @example
 * ```ts
 * import { Get, JsonController, Param } from 'routing-controllers';
 * import { CacheControl, type CdnDirectives, ETag, versionOf } from 'routing-controllers-etag';
 * import { articles } from './articles.js';
 *
 * const cdn: CdnDirectives = { maxAge: 3600, staleWhileRevalidate: 60 };
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Get('/:id')
 *   @CacheControl({ maxAge: 0 }, { cdn })
 *   @ETag(versionOf((id: number) => `article:${id}`))
 *   show(@Param('id') id: number) {
 *     return articles.find(id);
 *   }
 * }
 * ```
 */
export interface CdnDirectives {
  /** How long the response is fresh. */
  readonly maxAge?: number;
  /** How long a stale response may be sent while a new one is fetched. A purge removes the stale response too. */
  readonly staleWhileRevalidate?: number;
  /** How long a stale response may be sent if the server fails. */
  readonly staleIfError?: number;
  /** Never send the response when it is stale. */
  readonly mustRevalidate?: true;
  /** Ask the server before the response is sent again. */
  readonly noCache?: true;
  /** Never store the response. */
  readonly noStore?: true;
  /** Any cache may store the response, even to a request with `Authorization`. */
  readonly public?: true;
  /** Other directives, by their names in lower case. */
  readonly extensions?: Readonly<Record<string, number | true>>;
}

/** A key of a Dictionary (RFC 9651, section 3.1.2). */
const KEY = /^[a-z*][a-z0-9_\-.*]*$/;

/**
 * Writes the directives as a Dictionary. Whole numbers and flags look the same there as in `Cache-Control`.
 *
 * @param directives - the directives
 * @returns the value of `CDN-Cache-Control`
 * @throws TypeError for unknown or contradictory directives, and for invalid values
 * @see RFC 9213, section 2.1
 */
export function formatCdnCacheControl(directives: CdnDirectives): string {
  for (const [name, value] of Object.entries(directives.extensions ?? {})) {
    if (!KEY.test(name)) throw new TypeError(`CDN-Cache-Control: ${name} is not a key: write it in lower case`);
    if (value !== true && !isInteger(value)) {
      throw new TypeError(`CDN-Cache-Control: ${name} takes true or a whole number, not ${String(value)}`);
    }
  }
  if ('private' in directives) {
    throw new TypeError('CDN-Cache-Control: private stops a CDN from storing the response: leave cdn out');
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
