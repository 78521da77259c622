import { type Awaitable, actionFunction, mapped } from '../plan/action-function';
import { requireNames } from '../plan/names';
import type { ActionDecorator } from './action-decorator';
import { planDecorator, requireFunction, requireOnce } from './plan-decorator';

/** What becomes of the new versions. */
export interface TouchesOptions {
  /**
   * Whether the response carries the tag that the next read will give if nobody else changes the names before, so that a client
   * can save again without reading first. It is the tag of the action's own `@ETag(versionOf(…))`, with the new versions of what
   * is touched. Default `false`.
   */
  readonly publish?: boolean;
}

/**
 * Changes the versions of names with an action that writes, for the tags that `versionOf` makes of them.
 *
 * The names are marked before the action, so that no read is tagged with a version while it runs, and get new versions when
 * it has ended, before the response is sent, whether it succeeded or not and whether the client is still there or not. If
 * the process dies in between, the mark expires by itself. If the version store cannot be asked the write is refused with
 * 503: its readers would not learn of it.
 *
 * @param names - takes the action's arguments, with the controller as `this`; returns a name or several, or a promise
 * @param options - `publish: true` answers with the new tag
 * @throws TypeError, when the controller is built, for `publish` without an `@ETag(versionOf(…))` that says what the tag is made
 *   of, or beside `@ETagFromResult`, which publishes another tag
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
  if (unknown !== undefined) throw new TypeError(`@Touches: there is no option ${unknown}; there is publish`);
  if (publish !== undefined && typeof publish !== 'boolean') {
    throw new TypeError('@Touches: publish takes true or false');
  }
}
