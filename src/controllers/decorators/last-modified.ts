import { type Awaitable, actionFunction } from '../plan/action-function';
import type { DateSource } from '../plan/sources';
import type { ActionDecorator, ResultDecorator } from './action-decorator';
import { planDecorator, requireFunction, requireOnce } from './plan-decorator';

/**
 * Gives an action a modification date that costs less than its result: the alternative to `@ETag` where a date is at
 * hand. Works as `@ETag` does; both on one action make one evaluation. A date has whole seconds, and two changes within one
 * second look alike: a date is neither sent nor compared before its second is over. Prefer a tag for what is written often.
 *
 * @param fn - takes the action's own arguments, converted and validated, with the controller as `this`; returns a `Date` or
 *   milliseconds since the epoch, or a promise of one; `null` or `undefined` where there is no current representation.
 *   A date in the future counts as now.
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
 * Gives an action a modification date that is known from its result. Works as `@ETagFromResult` does.
 *
 * @param fn - takes what the action returned, awaited, with the controller as `this`; is not called for `null` and
 *   `undefined`; returns as the function of {@link LastModified}
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
