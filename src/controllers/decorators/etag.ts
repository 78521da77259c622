import type { Awaitable } from '../web/awaitable';
import { type ActionDecorator, planDecorator, type ResultDecorator } from './action-decorator';
import type { ETagOptions, TagSource } from './action-plan';

/**
 * Gives an action an entity tag that costs less than its result: a version, or a hash kept with the data.
 *
 * It is generated after authorization and validation and before the action. On GET, HEAD and QUERY the action is not run
 * for a client that is up to date (304), and a 2xx carries the tag. On other methods the generator is called only if
 * the request has a precondition, and the action is not run if it fails (412). Their responses do not carry the tag, as
 * the action may have changed the version: see {@link ETagFromResult}.
 *
 * @param generator takes the action's own arguments, converted and validated, with the controller as `this`; returns a
 *   string, number or bigint (quoted for you), a tag already written out (`"v1"`, `W/"v1"`) or an `EntityTag`, or a
 *   promise of one; `null` or `undefined` where there is no current representation. What it throws is the request's
 *   error. Tags must be equal on every server: use versions and hashes, never clocks or inodes of one machine.
 * @param options `ifMatch: 'weak'` accepts tags that a proxy has weakened; `guard` chooses which conditional writes take
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
  return planDecorator('@ETag', 'etag', { generate: generator as never, options: options as ETagOptions });
}

/**
 * Gives an action an entity tag that is known from its result.
 *
 * On GET, HEAD and QUERY preconditions are evaluated after the action, and a 304 saves the body. On writes the tag is
 * that of the new version, for the client's next `If-Match`.
 *
 * @param fn takes what the action returned, awaited, with the controller as `this`; is not called for `null` and
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
  return planDecorator('@ETagFromResult', 'etagFromResult', fn as never);
}
