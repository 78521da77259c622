import { type ActionFunction, type Awaitable, actionFunction } from '../plan/action-function';
import type { Names } from '../plan/names';
import type { TagSource } from '../plan/sources';
import { requireFunction } from './plan-decorator';

/** A tag function for `@ETag` whose tags come from the application's version store. */
export type VersionGenerator<This, Args extends readonly unknown[]> = (
  this: This,
  ...args: Args
) => Awaitable<TagSource>;

const NAMES = Symbol.for('routing-controllers-etag/names');

/**
 * Makes a tag function for `@ETag` that needs no query: the tag is made from the versions of names, which
 * {@link Touches} changes.
 *
 * The names must cover everything that shapes the response. While a name is being changed, and while the version store
 * cannot be reached, reads are sent without a tag.
 *
 * @param names - receives the action's arguments, with the controller as `this`; returns one name or several, or a
 *   promise of them; `null` or `undefined` if there is no current representation. A name alone does not show whether
 *   the resource exists, so a create-only `PUT` must return `null` for a missing one
 * @returns the tag function
 * @example
 * ```ts
 * import { Get, JsonController, Param } from 'routing-controllers';
 * import { ETag, versionOf } from 'routing-controllers-etag';
 * import { articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Get('/:id')
 *   @ETag(versionOf((id: number) => [`article:${id}`, 'authors']))
 *   show(@Param('id') id: number) {
 *     return articles.find(id);
 *   }
 * }
 * ```
 */
export function versionOf<This, Args extends unknown[]>(
  names: (this: This, ...args: Args) => Awaitable<Names>,
): VersionGenerator<This, Args> {
  requireFunction('versionOf', names, 'versionOf((id: number) => nameOf(id))');
  const tagFunction: VersionGenerator<This, Args> = () => {
    throw new TypeError('versionOf(…) makes a tag function for @ETag: write @ETag(versionOf(…))');
  };
  return Object.assign(tagFunction, { [NAMES]: actionFunction(names) });
}

/** The function that returns the names, if a tag function was made by {@link versionOf}. */
export function namesOf(tagFunction: object): ActionFunction<Names> | undefined {
  return (tagFunction as { [NAMES]?: ActionFunction<Names> })[NAMES];
}
