import { type Awaitable, actionFunction } from '../plan/action-function';
import type { GuardKey, TagSource } from '../plan/sources';
import type { ActionDecorator, ResultDecorator } from './action-decorator';
import { planDecorator, requireFunction, requireOnce } from './plan-decorator';
import { namesOf } from './version-of';

/** How `@ETag` treats a request of an action that takes `Args`. */
export interface ETagOptions<This = unknown, Args extends readonly unknown[] = never[]> {
  /**
   * How `If-Match` is compared. `weak` accepts a tag that a proxy has weakened on its way (`W/"v1"` for `"v1"`); the
   * default is `strong`, as RFC 9110, section 13.1.1 has it.
   */
  readonly ifMatch?: 'strong' | 'weak';
  /**
   * The key, or several, under which writes take turns, so that two cannot pass the same check; takes the action's
   * arguments, with the controller as `this`. The default is the route with its converted path parameters; writes that
   * reach one resource by several routes need the same key. `false` lets them run at once.
   */
  readonly guard?: false | ((this: This, ...args: Args) => Awaitable<GuardKey | readonly GuardKey[]>);
  /** Whether an error of the action is its database's optimistic lock, found changed: it is answered with 412. */
  readonly conflict?: (error: unknown) => boolean;
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
 *   turns; `conflict` tells the optimistic-lock error of a database, for a 412
 * @throws TypeError (500), naming the action, for a tag with a double quote, a space, a control character or a character
 *   above U+00FF
 * @see RFC 9110, sections 8.8.3 and 13.2
 * @example
 * ```ts
 * @Get('/:id')
 * @ETag(function (this: ArticleController, id: number) { return this.articles.versionOf(id); })
 * show(@Param('id') id: number) { return this.articles.find(id); }
 * ```
 */
export function ETag<This, Args extends unknown[], KeyArgs extends unknown[] = Args>(
  generator: (this: This, ...args: Args) => Awaitable<TagSource>,
  options: ETagOptions<This, KeyArgs> = {},
): ActionDecorator<This, Args, KeyArgs> {
  requireFunction('@ETag', generator, '@ETag((id: number) => versionOf(id))');
  requireOptions(options);
  const { ifMatch = 'strong', guard, conflict } = options;
  const names = namesOf(generator);
  return planDecorator('@ETag', (plan) => {
    requireOnce('@ETag', plan, plan.etag);
    plan.etag = {
      source: names === undefined ? { tag: actionFunction(generator) } : { names },
      ifMatch,
      guard: guard && actionFunction(guard),
      conflict,
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
 * @Put('/:id')
 * @ETagFromResult((article: Article) => article.version)
 * update(@Param('id') id: number, @Body() changes: ArticleDto) { return this.articles.update(id, changes); }
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
  const { ifMatch, guard, conflict, ...others } = options as ETagOptions;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new TypeError(`@ETag: there is no option ${unknown}; there are ifMatch, guard and conflict`);
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
}
