import { type Awaitable, actionFunction } from '../plan/action-function';
import type { ActionDecorator } from './action-decorator';
import { planDecorator, requireFunction, requireOnce } from './plan-decorator';

/**
 * Sets `Expires` on 2xx and 304 responses, for a representation that changes at a known time. Without its own
 * Cache-Control, the action gets no default `max-age=0`, which would override the date. If both are declared, `max-age`
 * takes precedence.
 *
 * @param expires - seconds from now, 0 or more; or a function of the action's arguments, with the controller as `this`,
 *   that returns seconds from now or a `Date`, or a promise of one
 * @throws TypeError, when the class is defined, for negative seconds and a value that is not a number
 * @throws TypeError (500), naming the action, if the function returns an illegal value
 * @see RFC 9111, section 5.3
 * @example
 * ```ts
 * import { Get, JsonController } from 'routing-controllers';
 * import { Expires } from 'routing-controllers-etag';
 *
 * @JsonController('/menus')
 * export class MenuController {
 *   @Get('/today')
 *   @Expires(() => new Date(new Date().setHours(24, 0, 0, 0))) // the next midnight
 *   today() {
 *     return { soup: 'tomato' };
 *   }
 * }
 * ```
 */
export function Expires<This, Args extends unknown[]>(
  expires: number | ((this: This, ...args: Args) => Awaitable<Date | number>),
): ActionDecorator<This, Args> {
  if (typeof expires === 'number' && !(expires >= 0 && Number.isFinite(expires))) {
    throw new TypeError(`@Expires takes seconds from now, 0 or more, not ${expires}`);
  }
  if (typeof expires !== 'number') requireFunction('@Expires', expires, '@Expires(() => endOfDay(new Date()))');
  return planDecorator('@Expires', (plan) => {
    requireOnce('@Expires', plan, plan.expires);
    plan.expires = typeof expires === 'number' ? () => expires : actionFunction(expires);
  });
}
