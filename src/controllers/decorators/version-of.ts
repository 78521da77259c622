import { type ActionFunction, type Awaitable, actionFunction } from '../plan/action-function';
import type { Names } from '../plan/names';
import type { TagSource } from '../plan/sources';
import { requireFunction } from './plan-decorator';

/** A generator for `@ETag`, whose tags come from the application's version store. */
export type VersionGenerator<This, Args extends readonly unknown[]> = (
  this: This,
  ...args: Args
) => Awaitable<TagSource>;

const NAMES = Symbol.for('routing-controllers-etag/names');

/**
 * A generator for `@ETag` that needs no query: the tag is made of the versions of names, which {@link Touches} changes.
 *
 * The names must cover all that shapes the response. While a name is being changed, and when the store cannot be asked, a
 * read is answered without a tag.
 *
 * @param names - takes the action's arguments, with the controller as `this`; returns a name or several, or a promise;
 *   `null` or `undefined` where there is no current representation (a name alone does not say whether what it names
 *   exists: for a create-only `PUT` it must)
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
  const generator: VersionGenerator<This, Args> = () => {
    throw new TypeError('versionOf(...) is a generator for @ETag, which gives it the version store of the request');
  };
  return Object.assign(generator, { [NAMES]: actionFunction(names) });
}

/** The function that names the versions, if a generator was made by {@link versionOf}. */
export function namesOf(generator: object): ActionFunction<Names> | undefined {
  return (generator as { [NAMES]?: ActionFunction<Names> })[NAMES];
}
