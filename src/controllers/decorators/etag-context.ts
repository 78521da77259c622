import type { Action } from 'routing-controllers';
import { type Awaitable, actionFunction } from '../plan/action-function';
import { controllerPlan } from '../plan/controller-plan';
import { requireFunction, requireOnce } from './plan-decorator';

/**
 * Mixes into every tag of a controller's actions what also shapes their representations: the user, the tenant, the locale,
 * the build. What is mixed in is hashed, so that a tag does not tell it.
 *
 * It concerns the tags of `@ETag`, `@ETagFromResult` and `WebRequest`; those of `ShallowEtag` hold it by themselves, being
 * made of the bytes.
 *
 * @param fn - takes routing-controllers' `Action`, after authorization and validation, with the controller as `this`; returns
 *   what shapes the representation, or a promise of it; `null` or `undefined` for nothing
 * @throws TypeError, when the class is defined, if it is there twice or no function is given
 * @see RFC 9110, section 8.8.3
 * @example
 * ```ts
 * @JsonController('/articles')
 * @ETagContext((action) => `${action.request.headers['x-tenant']}:${action.request.headers['accept-language']}`)
 * class ArticleController {}
 * ```
 */
export function ETagContext<This>(
  fn: (this: This, action: Action) => Awaitable<string | number | bigint | null | undefined>,
): (controller: abstract new (...args: never[]) => This) => void {
  requireFunction('@ETagContext', fn, '@ETagContext((action) => action.request.headers["accept-language"])');
  return (controller) => {
    if (typeof controller !== 'function') throw new TypeError('@ETagContext decorates controllers, and no methods');
    const plan = controllerPlan(controller);
    requireOnce('@ETagContext', { action: controller.name }, plan.context);
    plan.context = actionFunction(fn);
  };
}
