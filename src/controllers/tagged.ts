import { type CacheControlDirectives, formatCacheControl } from '../http/cache-control';
import { type EntityTag, entityTag } from '../http/entity-tag';
import { isFieldValue, isToken } from '../http/field';
import { requireHttpDate } from '../http/http-date';
import { untagged } from '../web/validator-sources';
import type { DateSource, TagSource } from './plan/sources';

/** Options of {@link tagged}. */
export interface TaggedOptions {
  /** A version, a hash, a tag or `untagged`; `null` and `undefined` set no tag. */
  readonly etag?: TagSource;
  /** A `Date` or milliseconds since the epoch; `null` and `undefined` set no date. */
  readonly lastModified?: DateSource;
  /** Directives, with times in whole seconds, or the field value. */
  readonly cacheControl?: string | CacheControlDirectives | undefined;
  /** The names of the request fields that select a representation, or `*`. */
  readonly vary?: string | readonly string[] | undefined;
  /** A 2xx. Default: the status that routing-controllers sets. */
  readonly status?: number | undefined;
}

const RESPONSE = Symbol.for('routing-controllers-etag/tagged-response');

/** The checked options, with the body. */
export interface TaggedResponse<T> {
  readonly body: T;
  readonly etag: EntityTag | typeof untagged | undefined;
  readonly lastModified: DateSource;
  readonly cacheControl: string | undefined;
  readonly vary: readonly string[];
  readonly status: number | undefined;
}

/** The result of an action with its validators, made by {@link tagged}. */
export class Tagged<T> {
  /** Identifies a tagged result, including one of another copy of this package. */
  readonly [RESPONSE]: TaggedResponse<T>;

  constructor(response: TaggedResponse<T>) {
    this[RESPONSE] = response;
  }

  /** The body that the client receives. */
  get body(): T {
    return this[RESPONSE].body;
  }

  /** @throws TypeError, because only an action of routing-controllers can return a tagged result */
  toJSON(): never {
    throw new TypeError('tagged() is for the results of routing-controllers actions: send its body instead');
  }
}

/**
 * Adds validators to the result of an action that knows them only after running, like Spring's
 * `ResponseEntity.ok().eTag(…).body(…)`.
 *
 * It works like {@link ETagFromResult}: on GET, HEAD and QUERY, the preconditions are evaluated after the action, so a
 * 304 saves only the transfer; on writes, the validators are those of the new version, for the client's next
 * `If-Match`. Interceptors and class-transformer receive only the body. The action needs no decorator. `cacheControl`
 * replaces `@CacheControl`; `vary` is added to `@Vary`.
 *
 * @param body - the result itself; `null` and `undefined` mean that there is no representation, so nothing is evaluated
 * @param options - `etag`, `lastModified`, `cacheControl`, `vary` and `status`
 * @throws TypeError for an illegal tag, date, directive, field name or status, an unknown option, and a promise
 * @see RFC 9110, sections 8.8 and 13.2
 * @example
 * ```ts
 * import { Get, JsonController, Param } from 'routing-controllers';
 * import { type Tagged, tagged } from 'routing-controllers-etag';
 * import { type Article, articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Get('/:id')
 *   async show(@Param('id') id: number): Promise<Tagged<Article>> {
 *     const article = await articles.find(id);
 *     return tagged(article, { etag: article.version, cacheControl: { private: true, maxAge: 60 } });
 *   }
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

/** The response that a tagged result describes. */
export function responseOf<T>(result: Tagged<T>): TaggedResponse<T> {
  return result[RESPONSE];
}

function requireBody(body: unknown): void {
  if (isTagged(body)) throw new TypeError('tagged takes the body of a response, not the result of tagged()');
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
    `tagged: unknown option ${unknown}; the options are etag, lastModified, cacheControl, vary and status`,
  );
}

function fieldValue(cacheControl: string | CacheControlDirectives): string {
  if (typeof cacheControl !== 'string') return formatCacheControl(cacheControl);
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
