import { type Awaitable, actionFunction } from '../plan/action-function';
import type { DateSource } from '../plan/sources';
import type { ActionDecorator, ResultDecorator } from './action-decorator';
import { planDecorator, requireFunction, requireOnce } from './plan-decorator';

/**
 * Gives an action a modification date that is cheaper than its result. It works like `@ETag`; if an action has both,
 * they are evaluated together. An HTTP-date has whole seconds, so two changes within one second look alike: a date is
 * neither sent nor compared before its second is over. Prefer a tag for data that is written often.
 *
 * @param fn - receives the action's arguments, converted and validated, with the controller as `this`; returns a `Date`
 *   or milliseconds since the epoch, or a promise of one; `null` or `undefined` if there is no current representation.
 *   A date in the future counts as now
 * @throws TypeError (500), naming the action, for an invalid date or one outside the years 0 to 9999
 * @see RFC 9110, sections 8.8.2 and 13.1.3
 * @example
 * ```ts
 * import { Get, JsonController, Param } from 'routing-controllers';
 * import { LastModified } from 'routing-controllers-etag';
 * import { articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class FeedController {
 *   @Get('/:id/feed')
 *   @LastModified(async (id: number) => (await articles.feed(id)).updatedAt)
 *   feed(@Param('id') id: number) {
 *     return articles.feed(id);
 *   }
 * }
 * ```
 */
export function LastModified<This, Args extends unknown[]>(
  fn: (this: This, ...args: Args) => Awaitable<DateSource>,
): ActionDecorator<This, Args> {
  requireFunction('@LastModified', fn, '@LastModified((id: number) => updatedAt(id))');
  return planDecorator('@LastModified', (plan) => {
    requireOnce('@LastModified', plan, plan.lastModified);
    plan.lastModified = actionFunction(fn);
  });
}

/**
 * Gives an action a modification date that is made from its result. It works like `@ETagFromResult`.
 *
 * @param fn - receives the awaited result of the action, with the controller as `this`; returns the same as the
 *   function of {@link LastModified}. It is not called for `null` and `undefined`
 * @throws TypeError (500), naming the action, for an illegal date
 * @see RFC 9110, section 8.8.2
 * @example
 * ```ts
 * import { Get, JsonController, Param } from 'routing-controllers';
 * import { LastModifiedFromResult } from 'routing-controllers-etag';
 * import { articles, type Feed } from './articles.js';
 *
 * @JsonController('/articles')
 * export class FeedController {
 *   @Get('/:id/feed')
 *   @LastModifiedFromResult((feed: Feed) => feed.updatedAt)
 *   feed(@Param('id') id: number) {
 *     return articles.feed(id);
 *   }
 * }
 * ```
 */
export function LastModifiedFromResult<This, Result>(
  fn: (this: This, result: Result) => Awaitable<DateSource>,
): ResultDecorator<This, Result> {
  requireFunction('@LastModifiedFromResult', fn, '@LastModifiedFromResult((page: Page) => page.updatedAt)');
  return planDecorator('@LastModifiedFromResult', (plan) => {
    requireOnce('@LastModifiedFromResult', plan, plan.lastModifiedFromResult);
    plan.lastModifiedFromResult = actionFunction(fn);
  });
}
