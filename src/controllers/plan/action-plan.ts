import type { ActionFunction } from './action-function';
import type { Names } from './names';
import type { DateSource, GuardKey, TagSource } from './sources';

/** The declaration of `@ETag`. */
export interface ETagPlan {
  /** The tag function, or the function that returns the names of `versionOf`. */
  readonly source: { readonly tag: ActionFunction<TagSource> } | { readonly names: ActionFunction<Names> };
  readonly ifMatch: 'strong' | 'weak';
  /** The keys under which the action's writes take turns; `undefined` for the default; `false` for none. */
  readonly guard: false | ActionFunction<GuardKey | readonly GuardKey[]> | undefined;
  readonly conflict: ((error: unknown) => boolean) | undefined;
  /** Returns the current representation, for the 412 of a write. */
  readonly onFailed: ActionFunction<unknown> | undefined;
  /** Returns the result of a write that was made before; `undefined` if it was not. */
  readonly alreadyApplied: ActionFunction<unknown> | undefined;
}

/** The declaration of `@Touches`. */
export interface TouchesPlan {
  readonly names: ActionFunction<readonly string[]>;
  /** Whether the response carries the tag that the next read will have. */
  readonly publish: boolean;
}

/** What `@CacheControl` tells a CDN. */
export interface CdnPlan {
  /** The value of `CDN-Cache-Control`. */
  readonly value: string;
  /** Whether it is sent where the response carries no names. */
  readonly withoutNames: boolean;
}

/** The declarations of one action's decorators. */
export interface ActionPlan {
  readonly method: string;
  /** The action's controller and method, such as `ArticleController.show`. */
  readonly action: string;
  etag?: ETagPlan;
  lastModified?: ActionFunction<DateSource>;
  etagFromResult?: ActionFunction<TagSource>;
  lastModifiedFromResult?: ActionFunction<DateSource>;
  cacheControl?: string | ActionFunction<string | undefined> | undefined;
  cdn?: CdnPlan | undefined;
  vary?: readonly (string | ActionFunction<readonly string[]>)[];
  expires?: ActionFunction<Date | number>;
  preconditionRequired?: true;
  /** Whether the action evaluates preconditions itself, with its `WebRequest`. */
  imperative?: true;
  /** Whether the action takes the current version. */
  currentVersion?: true;
  touches?: TouchesPlan;
}

/** Returns a context that shapes a representation in addition to its version. */
export type ContextFunction = ActionFunction<string | number | bigint | null | undefined>;

/** The declarations of a class for all its actions. */
export interface ControllerPlan {
  cacheControl?: string | ActionFunction<string | undefined> | undefined;
  cdn?: CdnPlan | undefined;
  vary?: readonly (string | ActionFunction<readonly string[]>)[];
  /** The context that reads and writes compare. */
  context?: ContextFunction;
  /** The context that writes ignore. */
  readContext?: ContextFunction;
}

/** Whether something evaluates the preconditions of an action's requests. */
export function isEvaluated({ etag, lastModified, imperative }: ActionPlan): boolean {
  return etag !== undefined || lastModified !== undefined || imperative === true;
}
