import { isToken } from '../../http/field';
import { type ActionFunction, type Awaitable, actionFunction, mapped } from '../plan/action-function';
import { listed } from '../plan/names';
import type { ActionDecorator, ClassOrActionDecorator } from './action-decorator';
import { controllerDecorator, planDecorator } from './plan-decorator';

/**
 * Sets `Vary` on 2xx and 304 responses: the names of the request fields that select a representation. They are merged
 * with those of the class and those that the response already has.
 *
 * @param names - field names, or `*`
 * @throws TypeError, when the class is defined, for a name that is not a token
 * @see RFC 9110, section 12.5.5
 * @example
 * ```ts
 * import { Get, HeaderParam, JsonController, Param } from 'routing-controllers';
 * import { Vary } from 'routing-controllers-etag';
 * import { articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Get('/:id')
 *   @Vary('Accept-Language')
 *   show(@Param('id') id: number, @HeaderParam('Accept-Language') language: string) {
 *     return articles.translated(id, { tenant: 'acme', language });
 *   }
 * }
 * ```
 */
export function Vary(...names: [string, ...string[]]): ClassOrActionDecorator;
/**
 * Sets `Vary` by a function of the action's arguments.
 *
 * @param names - receives the action's arguments, with the controller as `this`; returns one field name or several, or
 *   a promise of them
 * @throws TypeError (500), naming the action, for a name that is not a token
 */
export function Vary<This, Args extends unknown[]>(
  names: (this: This, ...args: Args) => Awaitable<string | readonly string[]>,
): ActionDecorator<This, Args>;
export function Vary(
  ...names: readonly string[] | [(...args: unknown[]) => Awaitable<string | readonly string[]>]
): ClassOrActionDecorator | ActionDecorator<unknown, unknown[]> {
  const [first] = names;
  if (typeof first === 'function')
    return planDecorator('@Vary', (plan) => add(plan, [checkedNames(plan.action, first)]));
  for (const name of names) requireFieldName('@Vary', name);
  return controllerDecorator('@Vary', (plan) => add(plan, names as readonly string[]));
}

type Names = string | ActionFunction<readonly string[]>;

function add(plan: { vary?: readonly Names[] }, names: readonly Names[]): void {
  plan.vary = [...(plan.vary ?? []), ...names];
}

function checkedNames(
  action: string,
  names: (...args: unknown[]) => Awaitable<string | readonly string[]>,
): ActionFunction<readonly string[]> {
  return mapped(actionFunction(names), (told) => {
    const list = listed(told);
    if (!Array.isArray(list)) throw new TypeError(`@Vary on ${action} takes field names, not ${String(told)}`);
    for (const name of list) requireFieldName(`@Vary on ${action}`, name);
    return list;
  });
}

function requireFieldName(place: string, name: unknown): void {
  if (!isToken(name)) throw new TypeError(`${place}: ${JSON.stringify(name)} is not a field name`);
}
