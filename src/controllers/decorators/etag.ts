import { type Awaitable, actionFunction } from '../plan/action-function';
import type { GuardKey, TagSource } from '../plan/sources';
import type { ActionFunctionsDecorator, ResultDecorator } from './action-decorator';
import { planDecorator, requireFunction, requireOnce } from './plan-decorator';
import { namesOf } from './version-of';

/** Options of {@link ETag}. The functions receive the arguments of the action, with the controller as `this`. */
export interface ETagOptions<
  This = unknown,
  GuardArgs extends readonly unknown[] = never[],
  FailedArgs extends readonly unknown[] = GuardArgs,
  AppliedArgs extends readonly unknown[] = GuardArgs,
> {
  /**
   * How `If-Match` is compared. `weak` also accepts a tag that a proxy has weakened (`W/"v1"` for `"v1"`). Default
   * `strong` (RFC 9110, section 13.1.1).
   */
  readonly ifMatch?: 'strong' | 'weak';
  /**
   * Returns the key or keys under which writes take turns, so that two writes cannot pass the same check. The default
   * is the route with its converted path parameters; writes to one resource by several routes need a common key.
   * `false` lets writes run simultaneously.
   */
  readonly guard?: false | ((this: This, ...args: GuardArgs) => Awaitable<GuardKey | readonly GuardKey[]>);
  /**
   * Returns whether an error of the action is an optimistic-lock failure, which is answered with 412. See
   * {@link optimisticLock}.
   */
  readonly conflict?: (error: unknown) => boolean;
  /**
   * Returns the current representation for the 412 of a write, as the `GET` would return it, so that the client can
   * merge without another request. The 412 then has this body, its `ETag`, and a `Content-Location` with the request's
   * URI. If it returns `null` or `undefined`, or the tag changes meanwhile, the 412 stays plain.
   *
   * @see RFC 9110, sections 6.4.2 and 8.7
   */
  readonly onFailed?: (this: This, ...args: FailedArgs) => unknown;
  /**
   * Recognizes a write whose `If-Match` or `If-Unmodified-Since` fails because the same write has been made already,
   * such as when its response was lost and the client sends it again. Returns the result that the action would return
   * now; the action is not run again. `undefined` means that the change has not been made, and the response is the 412.
   * Use it only for writes that state the new content, such as a `PUT` or a patch that sets fields. It cannot work for
   * relative changes, such as incrementing a counter.
   *
   * @see RFC 9110, sections 13.1.1 and 13.1.4
   */
  readonly alreadyApplied?: (this: This, ...args: AppliedArgs) => unknown;
}

/**
 * Gives an action an entity tag that is cheaper than its result, such as a version or a stored hash.
 *
 * The tag function is called after authorization and validation and before the action. On GET, HEAD and QUERY, a client
 * that is up to date gets a 304 without the action running, and a 2xx carries the tag. On other methods, the tag
 * function is called only if the request has a precondition, and the action does not run if the precondition fails
 * (412). Responses to writes do not carry the tag, because the action may have changed the version: see
 * {@link ETagFromResult}.
 *
 * @param fn - the tag function: receives the action's arguments, converted and validated, with the controller as
 *   `this`; returns a string, number or bigint (which is quoted for you), a formatted tag (`"v1"`, `W/"v1"`) or an
 *   `EntityTag`, or a promise of one; `null` or `undefined` if there is no current representation. If it throws, the
 *   request fails with that error. Tags must be the same on every server: use versions and hashes, never clocks or
 *   inodes of one machine
 * @param options - `ifMatch: 'weak'` accepts tags that a proxy has weakened; `guard` selects which writes take turns;
 *   `conflict` recognizes an optimistic-lock failure, for a 412; `onFailed` gives the 412 a body to merge with;
 *   `alreadyApplied` answers a write that is sent again
 * @throws TypeError (500), naming the action, for a tag with a double quote, a space, a control character or a
 *   character above U+007E
 * @see RFC 9110, sections 8.8.3 and 13.2
 * @example
 * ```ts
 * import { Get, JsonController, Param } from 'routing-controllers';
 * import { ETag } from 'routing-controllers-etag';
 * import { articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Get('/:id')
 *   @ETag((id: number) => articles.versionOf(id))
 *   show(@Param('id') id: number) {
 *     return articles.find(id);
 *   }
 * }
 * ```
 */
export function ETag<
  This,
  Args extends unknown[],
  GuardArgs extends unknown[] = Args,
  FailedArgs extends unknown[] = Args,
  AppliedArgs extends unknown[] = Args,
>(
  fn: (this: This, ...args: Args) => Awaitable<TagSource>,
  options: ETagOptions<This, GuardArgs, FailedArgs, AppliedArgs> = {},
): ActionFunctionsDecorator<This, Args, GuardArgs, FailedArgs, AppliedArgs> {
  requireFunction('@ETag', fn, '@ETag((id: number) => versionOf(id))');
  requireOptions(options);
  const { ifMatch = 'strong', guard, conflict, onFailed, alreadyApplied } = options;
  const names = namesOf(fn);
  return planDecorator('@ETag', (plan) => {
    requireOnce('@ETag', plan, plan.etag);
    plan.etag = {
      source: names === undefined ? { tag: actionFunction(fn) } : { names },
      ifMatch,
      guard: guard && actionFunction(guard),
      conflict,
      onFailed: onFailed && actionFunction(onFailed),
      alreadyApplied: alreadyApplied && actionFunction(alreadyApplied),
    };
  });
}

/**
 * Gives an action an entity tag that is made from its result.
 *
 * On GET, HEAD and QUERY, the preconditions are evaluated after the action, so a 304 saves only the transfer. On
 * writes, the tag is that of the new version, for the client's next `If-Match`.
 *
 * @param fn - receives the awaited result of the action, with the controller as `this`; returns the same as the tag
 *   function of {@link ETag}. It is not called for `null` and `undefined`
 * @throws TypeError (500), naming the action, for an illegal tag
 * @see RFC 9110, sections 8.8.3 and 9.3.4
 * @example
 * ```ts
 * import { Body, JsonController, Param, Put } from 'routing-controllers';
 * import { ETagFromResult } from 'routing-controllers-etag';
 * import { type Article, ArticleInput, articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Put('/:id')
 *   @ETagFromResult((article: Article) => article.version)
 *   save(@Param('id') id: number, @Body() changes: ArticleInput) {
 *     return articles.update(id, changes);
 *   }
 * }
 * ```
 */
export function ETagFromResult<This, Result>(
  fn: (this: This, result: Result) => Awaitable<TagSource>,
): ResultDecorator<This, Result> {
  requireFunction('@ETagFromResult', fn, '@ETagFromResult((article: Article) => article.version)');
  return planDecorator('@ETagFromResult', (plan) => {
    requireOnce('@ETagFromResult', plan, plan.etagFromResult);
    plan.etagFromResult = actionFunction(fn);
  });
}

function requireOptions(options: object): void {
  const { ifMatch, guard, conflict, onFailed, alreadyApplied, ...others } = options as ETagOptions;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new TypeError(
      `@ETag: unknown option ${unknown}; the options are ifMatch, guard, conflict, onFailed and alreadyApplied`,
    );
  }
  if (ifMatch !== undefined && ifMatch !== 'strong' && ifMatch !== 'weak') {
    throw new TypeError(`@ETag: ifMatch takes 'strong' or 'weak', not ${String(ifMatch)}`);
  }
  if (guard !== undefined && guard !== false && typeof guard !== 'function') {
    throw new TypeError("@ETag: guard takes false or a function of the action's arguments");
  }
  if (conflict !== undefined && typeof conflict !== 'function') {
    throw new TypeError('@ETag: conflict takes a function of the error');
  }
  for (const [option, fn] of Object.entries({ onFailed, alreadyApplied })) {
    if (fn !== undefined && typeof fn !== 'function') {
      throw new TypeError(`@ETag: ${option} takes a function of the action's arguments`);
    }
  }
}
