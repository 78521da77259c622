import type { EntityTag } from '../http/entity-tag';
import type { Awaitable } from '../web/awaitable';

/** What can be an entity tag: a version, a hash, or a tag; `null` or `undefined` where there is no representation. */
export type TagSource = string | number | bigint | EntityTag | null | undefined;

/** What can be a modification date: a `Date` or milliseconds since the epoch; `null` or `undefined` where there is none. */
export type DateSource = Date | number | null | undefined;

/** A function that takes an action's arguments, or its result, with the controller as `this`. */
export type ActionFunction<T> = (this: unknown, ...args: never[]) => Awaitable<T>;

/** How `@ETag` treats a request of an action that takes `Args`. */
export interface ETagOptions<This = unknown, Args extends readonly unknown[] = never[]> {
  /**
   * How `If-Match` is compared. `weak` accepts a tag that a proxy has weakened on its way (`W/"v1"` for `"v1"`); the
   * default is `strong`, as RFC 9110, section 13.1.1 has it.
   */
  readonly ifMatch?: 'strong' | 'weak';
  /**
   * The key under which conditional writes take turns, so that two cannot pass the same check; takes the action's
   * arguments. The default is the request's path; writes that reach one resource by several paths need the same key.
   * `false` lets them run at once.
   */
  readonly guard?: false | ((this: This, ...args: Args) => string | number | bigint);
  /** Whether an error of the action is its database's optimistic lock, found changed: it is answered with 412. */
  readonly conflict?: (error: unknown) => boolean;
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
  /** Whether the action evaluates preconditions itself, by its `WebRequest`. */
  imperative?: true;
  touches?: ActionFunction<string | readonly string[]>;
}
