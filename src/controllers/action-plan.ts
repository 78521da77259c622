import type { EntityTag } from '../http/entity-tag';

/** A value, or a promise of it. */
export type Awaitable<T> = T | PromiseLike<T>;

/** What can be an entity tag: a version, a hash, or a tag; `null` or `undefined` where there is no representation. */
export type TagSource = string | number | bigint | EntityTag | null | undefined;

/** What can be a modification date: a `Date` or milliseconds since the epoch; `null` or `undefined` where there is none. */
export type DateSource = Date | number | null | undefined;

/** A function that takes an action's arguments, or its result, with the controller as `this`. */
export type ActionFunction<T> = (this: unknown, ...args: never[]) => Awaitable<T>;

/** How `@ETag` treats a request. */
export interface ETagOptions {
  /**
   * How `If-Match` is compared. `weak` accepts a tag that a proxy has weakened on its way (`W/"v1"` for `"v1"`); the
   * default is `strong`, as RFC 9110, section 13.1.1 has it.
   */
  readonly ifMatch?: 'strong' | 'weak';
}

/** What the decorators of one action ask for. */
export interface ActionPlan {
  readonly method: string;
  /** The action's controller and method, as `ArticleController.show`. */
  readonly action: string;
  etag?: { readonly generate: ActionFunction<TagSource>; readonly options: ETagOptions };
  lastModified?: ActionFunction<DateSource>;
  etagFromResult?: ActionFunction<TagSource>;
  lastModifiedFromResult?: ActionFunction<DateSource>;
  cacheControl?: string;
  vary?: readonly string[];
  expires?: ActionFunction<Date | number>;
  preconditionRequired?: true;
}
