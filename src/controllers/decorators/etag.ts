import { type Awaitable, actionFunction } from '../plan/action-function';
import type { GuardKey, TagSource } from '../plan/sources';
import type { ActionFunctionsDecorator, ResultDecorator } from './action-decorator';
import { planDecorator, requireFunction, requireOnce } from './plan-decorator';
import { namesOf } from './version-of';

/** How `@ETag` treats a request. Its functions take the arguments of the action, with the controller as `this`. */
export interface ETagOptions<
  This = unknown,
  GuardArgs extends readonly unknown[] = never[],
  FailedArgs extends readonly unknown[] = GuardArgs,
  AppliedArgs extends readonly unknown[] = GuardArgs,
> {
  /**
   * How `If-Match` is compared. `weak` accepts a tag that a proxy has weakened on its way (`W/"v1"` for `"v1"`); the
   * default is `strong`, as RFC 9110, section 13.1.1 has it.
   */
  readonly ifMatch?: 'strong' | 'weak';
  /**
   * The key, or several, under which writes take turns, so that two cannot pass the same check. The default is the route with
   * its converted path parameters; writes that reach one resource by several routes need the same key. `false` lets them run
   * at once.
   */
  readonly guard?: false | ((this: This, ...args: GuardArgs) => Awaitable<GuardKey | readonly GuardKey[]>);
  /** Whether an error of the action is its database's optimistic lock, found changed: it is answered with 412. */
  readonly conflict?: (error: unknown) => boolean;
  /**
   * Makes the current representation of what a write could not change, as its `GET` would return it: the body of the 412, with its
   * `ETag` and with a `Content-Location` that names the request's URI, so that a client can merge without a second request. With
   * `null` or `undefined`, and where the tag changes meanwhile, the 412 is the plain one.
   *
   * @see RFC 9110, sections 6.4.2 and 8.7
   */
  readonly onFailed?: (this: This, ...args: FailedArgs) => unknown;
  /**
   * Tells that a write whose `If-Match` or `If-Unmodified-Since` fails has been made already, as when its answer was lost and the
   * client sends it again: returns what the action would return now, and the action is not run again. `undefined` says that the
   * change is not there: the answer is the 412. For writes that say what is to be there (a `PUT`, a patch that sets fields), and
   * never for those that add to what is there, such as a counter: nobody can tell those that were made from those that were not.
   *
   * @see RFC 9110, sections 13.1.1 and 13.1.4
   */
  readonly alreadyApplied?: (this: This, ...args: AppliedArgs) => unknown;
}

/**
 * Gives an action an entity tag that costs less than its result: a version, or a hash kept with the data.
 *
 * It is generated after authorization and validation and before the action. On GET, HEAD and QUERY the action is not run
 * for a client that is up to date (304), and a 2xx carries the tag. On other methods the generator is called only if
 * the request has a precondition, and the action is not run if it fails (412). Their responses do not carry the tag, as
 * the action may have changed the version: see {@link ETagFromResult}.
 *
 * @param generator - takes the action's own arguments, converted and validated, with the controller as `this`; returns a
 *   string, number or bigint (quoted for you), a tag already written out (`"v1"`, `W/"v1"`) or an `EntityTag`, or a
 *   promise of one; `null` or `undefined` where there is no current representation. What it throws is the request's
 *   error. Tags must be equal on every server: use versions and hashes, never clocks or inodes of one machine.
 * @param options - `ifMatch: 'weak'` accepts tags that a proxy has weakened; `guard` chooses which conditional writes take
 *   turns; `conflict` tells the optimistic-lock error of a database, for a 412; `onFailed` gives the 412 a body to merge with;
 *   `alreadyApplied` answers a write that is sent again
 * @throws TypeError (500), naming the action, for a tag with a double quote, a space, a control character or a character
 *   above U+00FF
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
  generator: (this: This, ...args: Args) => Awaitable<TagSource>,
  options: ETagOptions<This, GuardArgs, FailedArgs, AppliedArgs> = {},
): ActionFunctionsDecorator<This, Args, GuardArgs, FailedArgs, AppliedArgs> {
  requireFunction('@ETag', generator, '@ETag((id: number) => versionOf(id))');
  requireOptions(options);
  const { ifMatch = 'strong', guard, conflict, onFailed, alreadyApplied } = options;
  const names = namesOf(generator);
  return planDecorator('@ETag', (plan) => {
    requireOnce('@ETag', plan, plan.etag);
    plan.etag = {
      source: names === undefined ? { tag: actionFunction(generator) } : { names },
      ifMatch,
      guard: guard && actionFunction(guard),
      conflict,
      onFailed: onFailed && actionFunction(onFailed),
      alreadyApplied: alreadyApplied && actionFunction(alreadyApplied),
    };
  });
}

/**
 * Gives an action an entity tag that is known from its result.
 *
 * On GET, HEAD and QUERY preconditions are evaluated after the action, and a 304 saves the body. On writes the tag is
 * that of the new version, for the client's next `If-Match`.
 *
 * @param fn - takes what the action returned, awaited, with the controller as `this`; is not called for `null` and
 *   `undefined`; returns as the generator of {@link ETag}
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
      `@ETag: there is no option ${unknown}; there are ifMatch, guard, conflict, onFailed and alreadyApplied`,
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
