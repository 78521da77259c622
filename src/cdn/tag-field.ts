/**
 * A response field in which a shared cache reads the tags of a response.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import type { TagField } from 'routing-controllers-etag/cdn';
 *
 * const tags: TagField = { field: 'X-Tags', separator: ',', limits: { tags: 100 } };
 * const app = new Koa();
 * app.use(conditionalRequests({ sharedCache: { tags } }));
 * ```
 */
export interface TagField {
  /** The field's name, such as `Cache-Tag`. */
  readonly field: string;
  /** The separator of two tags: a space, a comma or a semicolon, the last two also with a space after them. */
  readonly separator: string;
  /** What the cache accepts. A response that exceeds it becomes `private`. Default: no limits. */
  readonly limits?: TagLimits;
}

/**
 * What a shared cache accepts as the tags of one response.
 *
 * @example
 * ```ts
 * import { akamai, type TagField, type TagLimits } from 'routing-controllers-etag/cdn';
 *
 * const limits: TagLimits = { ...akamai.limits, tags: 64 };
 * const tags: TagField = { ...akamai, limits };
 * ```
 */
export interface TagLimits {
  /** The most tags. */
  readonly tags?: number;
  /** The most characters of a tag. */
  readonly length?: number;
  /** The most bytes of the field's value. */
  readonly bytes?: number;
  /**
   * Matches a whole valid tag. Default: visible ASCII. A tag never contains the separator, or anything but printable
   * ASCII.
   */
  readonly pattern?: RegExp;
}
