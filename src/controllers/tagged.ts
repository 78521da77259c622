import { type CacheControlDirectives, formatCacheControl } from '../http/cache-control';
import { type EntityTag, entityTag } from '../http/entity-tag';
import { isFieldValue, isToken } from '../http/field';
import { requireHttpDate } from '../http/http-date';
import { untagged } from '../web/validator-sources';
import type { DateSource, TagSource } from './plan/sources';

/** What an action says of the response to which its result becomes. */
export interface TaggedOptions {
  /** A version, a hash, a tag or `untagged`; `null` and `undefined` say nothing. */
  readonly etag?: TagSource;
  /** A `Date` or milliseconds since the epoch; `null` and `undefined` say nothing. */
  readonly lastModified?: DateSource;
  /** Directives, or the value of the field. */
  readonly cacheControl?: string | CacheControlDirectives | undefined;
  /** The request fields that choose between representations, or `*`. */
  readonly vary?: string | readonly string[] | undefined;
  /** A 2xx. Default: what routing-controllers answers. */
  readonly status?: number | undefined;
}

const RESPONSE = Symbol.for('routing-controllers-etag/tagged-response');

/** What is said of a response, checked. */
export interface TaggedResponse<T> {
  readonly body: T;
  readonly etag: EntityTag | typeof untagged | undefined;
  readonly lastModified: DateSource;
  readonly cacheControl: string | undefined;
  readonly vary: readonly string[];
  readonly status: number | undefined;
}

/** The result of an action with what is to be said of it: {@link tagged} makes it. */
export class Tagged<T> {
  /** Tells a tagged result, also one made by another copy of this package, from others. */
  readonly [RESPONSE]: TaggedResponse<T>;

  constructor(response: TaggedResponse<T>) {
    this[RESPONSE] = response;
  }

  /** What the client gets to read. */
  get body(): T {
    return this[RESPONSE].body;
  }

  /** @throws TypeError, as nothing has taken the body out */
  toJSON(): never {
    throw new TypeError('tagged() makes the result of an action of routing-controllers: elsewhere send its body');
  }
}

/**
 * Makes the result of an action that knows its validators once it has run: Spring's `ResponseEntity.ok().eTag(…).body(…)`.
 *
 * It is evaluated as {@link ETagFromResult} is: on GET, HEAD and QUERY after the action, and a 304 saves the body; on writes the
 * validators are those of the new version, for the client's next `If-Match`. Interceptors and class-transformer see the body
 * alone. The action needs no decorator for it. What is said here wins over `@CacheControl`; `vary` is added to `@Vary`.
 *
 * @param body - what the action would return without it; `null` and `undefined` are no representation, and are not evaluated
 * @param options - `etag`, `lastModified`, `cacheControl`, `vary` and `status`
 * @throws TypeError for an illegal tag, date, directive, field name or status, for an option that there is not, and for a promise
 * @see RFC 9110, sections 8.8 and 13.2
 * @example
 * ```ts
 * @Get('/:id')
 * async show(@Param('id') id: number): Promise<Tagged<Article>> {
 *   const article = await this.articles.find(id);
 *   return tagged(article, { etag: article.version, cacheControl: { private: true, maxAge: 60 } });
 * }
 * ```
 */
export function tagged<T>(body: T, options: TaggedOptions): Tagged<T> {
  requireBody(body);
  const { etag, lastModified, cacheControl, vary = [], status } = requireOptions(options);
  return new Tagged({
    body,
    etag: etag === null || etag === undefined || etag === untagged ? (etag ?? undefined) : entityTag(etag),
    lastModified: requireDate(lastModified),
    cacheControl: cacheControl === undefined ? undefined : fieldValue(cacheControl),
    vary: (typeof vary === 'string' ? [vary] : vary).map(requireFieldName),
    status: status === undefined ? undefined : requireSuccess(status),
  });
}

/** Whether a result was made by {@link tagged}. */
export function isTagged(result: unknown): result is Tagged<unknown> {
  return typeof result === 'object' && result !== null && RESPONSE in result;
}

/** What is said of the response that a tagged result becomes. */
export function responseOf<T>(result: Tagged<T>): TaggedResponse<T> {
  return result[RESPONSE];
}

function requireBody(body: unknown): void {
  if (isTagged(body)) throw new TypeError('tagged takes the body of a response, not what tagged() has made');
  if (typeof (body as PromiseLike<unknown> | undefined | null)?.then === 'function') {
    throw new TypeError('tagged takes the body of a response, not a promise of it: await it first');
  }
}

function requireOptions(options: TaggedOptions): TaggedOptions {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('tagged takes an object of options, such as { etag: article.version }');
  }
  const { etag, lastModified, cacheControl, vary, status, ...others } = options;
  const [unknown] = Object.keys(others);
  if (unknown === undefined) return options;
  throw new TypeError(
    `tagged: there is no option ${unknown}; there are etag, lastModified, cacheControl, vary and status`,
  );
}

function fieldValue(cacheControl: string | CacheControlDirectives): string {
  if (typeof cacheControl !== 'string') return formatCacheControl(cacheControl as never);
  if (isFieldValue(cacheControl)) return cacheControl;
  throw new TypeError(`tagged: ${JSON.stringify(cacheControl)} is not a field value`);
}

function requireDate(lastModified: DateSource): DateSource {
  if (lastModified !== null && lastModified !== undefined) requireHttpDate(lastModified);
  return lastModified;
}

function requireFieldName(name: unknown): string {
  if (isToken(name)) return name;
  throw new TypeError(`tagged: ${JSON.stringify(name)} is not a field name`);
}

function requireSuccess(status: number): number {
  if (Number.isInteger(status) && status >= 200 && status <= 299) return status;
  throw new TypeError(`tagged: status takes a 2xx, not ${String(status)}: throw an error for another answer`);
}
