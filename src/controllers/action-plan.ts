import type { EntityTag } from '../http/entity-tag';

/** A value, or a promise of it. */
export type Awaitable<T> = T | PromiseLike<T>;

/** What can be an entity tag: a version, a hash, or a tag; `null` or `undefined` where there is no representation. */
export type TagSource = string | number | bigint | EntityTag | null | undefined;

/** What can be a modification date: a `Date` or milliseconds since the epoch; `null` or `undefined` where there is none. */
export type DateSource = Date | number | null | undefined;

/** A function that takes an action's arguments, or its result, with the controller as `this`. */
export type ActionFunction<T> = (this: unknown, ...args: never[]) => Awaitable<T>;

/** What the decorators of one action ask for. */
export interface ActionPlan {
  readonly method: string;
  /** The action's controller and method, as `ArticleController.show`. */
  readonly action: string;
  etag?: ActionFunction<TagSource>;
  lastModified?: ActionFunction<DateSource>;
  etagFromResult?: ActionFunction<TagSource>;
  lastModifiedFromResult?: ActionFunction<DateSource>;
  cacheControl?: string;
  vary?: readonly string[];
  expires?: ActionFunction<Date | number>;
  preconditionRequired?: true;
}
