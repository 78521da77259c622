import { type Awaitable, actionFunction, mapped } from '../plan/action-function';
import { requireNames } from '../plan/names';
import type { ActionDecorator } from './action-decorator';
import { planDecorator, requireFunction, requireOnce } from './plan-decorator';

/** Options of {@link Touches}. */
export interface TouchesOptions {
  /**
   * Whether the response carries the tag that the next read will have unless somebody else changes the names first, so
   * that the client can save again without reading. It is the tag of the action's own `@ETag(versionOf(…))`, with the
   * new versions of the touched names. Default `false`.
   */
  readonly publish?: boolean;
}

/**
 * Changes the versions of names when an action writes, for the tags that {@link versionOf} makes from them.
 *
 * The names are marked before the action, so that no read is tagged while it runs. They get new versions when the write
 * has ended, whether or not it succeeded and whether or not the client is still connected. If the process dies in
 * between, the mark expires. If the version store cannot be reached, the write is refused with 503, because readers
 * would keep the old tag.
 *
 * @param names - receives the action's arguments, with the controller as `this`; returns one name or several, or a
 *   promise of them
 * @param options - `publish: true` sends the new tag with the response
 * @throws TypeError, when the class is defined, for invalid options
 * @throws TypeError, when the controller is built, for `publish` without an `@ETag(versionOf(…))`, or together with
 *   `@ETagFromResult`, which publishes another tag
 * @example
 * ```ts
 * import { Body, JsonController, Param, Put } from 'routing-controllers';
 * import { ETag, Touches, versionOf } from 'routing-controllers-etag';
 * import { ArticleInput, articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Put('/:id')
 *   @ETag(versionOf((id: number) => [`article:${id}`, 'authors']))
 *   @Touches((id: number) => [`article:${id}`, 'articles'], { publish: true })
 *   save(@Param('id') id: number, @Body() changes: ArticleInput) {
 *     return articles.update(id, changes);
 *   }
 * }
 * ```
 */
export function Touches<This, Args extends unknown[]>(
  names: (this: This, ...args: Args) => Awaitable<string | readonly string[]>,
  options: TouchesOptions = {},
): ActionDecorator<This, Args> {
  requireFunction('@Touches', names, '@Touches((id: number) => nameOf(id))');
  requireOptions(options);
  const { publish = false } = options;
  return planDecorator('@Touches', (plan) => {
    requireOnce('@Touches', plan, plan.touches);
    const checked = mapped(actionFunction(names), (told) => requireNames(`@Touches on ${plan.action}`, told));
    plan.touches = { names: checked, publish };
  });
}

function requireOptions(options: TouchesOptions): void {
  const { publish, ...others } = options;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new TypeError(`@Touches: unknown option ${unknown}; the only option is publish`);
  if (publish !== undefined && typeof publish !== 'boolean') {
    throw new TypeError('@Touches: publish takes true or false');
  }
}
