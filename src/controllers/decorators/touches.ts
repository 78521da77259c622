import { type Awaitable, actionFunction, mapped } from '../plan/action-function';
import { requireNames } from '../plan/names';
import type { ActionDecorator } from './action-decorator';
import { planDecorator, requireFunction, requireOnce } from './plan-decorator';

/**
 * Changes the versions of names with an action that writes, for the tags that `versionOf` makes of them.
 *
 * The names are marked before the action, so that no read is tagged with a version while it runs, and get new versions when
 * it has ended, before the response is sent, whether it succeeded or not and whether the client is still there or not. If
 * the process dies in between, the mark expires by itself. If the version store cannot be asked the write is refused with
 * 503: its readers would not learn of it.
 *
 * @param names - takes the action's arguments, with the controller as `this`; returns a name or several, or a promise
 * @example
 * ```ts
 * @Put('/:id')
 * @Touches((id: number) => [`article:${id}`, 'articles'])
 * update(@Param('id') id: number, @Body() changes: ArticleDto) { return this.articles.update(id, changes); }
 * ```
 */
export function Touches<This, Args extends unknown[]>(
  names: (this: This, ...args: Args) => Awaitable<string | readonly string[]>,
): ActionDecorator<This, Args> {
  requireFunction('@Touches', names, '@Touches((id: number) => nameOf(id))');
  return planDecorator('@Touches', (plan) => {
    requireOnce('@Touches', plan, plan.touches);
    plan.touches = mapped(actionFunction(names), (told) => requireNames(`@Touches on ${plan.action}`, told));
  });
}
