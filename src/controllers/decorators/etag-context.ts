import type { Action } from 'routing-controllers';
import { type Awaitable, actionFunction } from '../plan/action-function';
import { controllerPlan } from '../plan/controller-plan';
import { requireFunction, requireOnce } from './plan-decorator';

/** How a context is compared. */
export interface ETagContextOptions {
  /**
   * Whether writes compare it. `compare`, the default, is for what shapes the resource, such as the user or the tenant: nobody
   * writes with a tag of another one. `ignore` is for what shapes the representation alone, such as the locale or the build: who
   * has read the resource in another language may write.
   */
  readonly writes?: 'compare' | 'ignore';
}

/**
 * Mixes into every tag of a controller's actions what also shapes their representations: the user, the tenant, the locale,
 * the build. What is mixed in is hashed, so that a tag does not tell it.
 *
 * It concerns the tags of `@ETag`, `@ETagFromResult` and `WebRequest`; those of `ShallowEtag` hold it by themselves, being
 * made of the bytes.
 *
 * @param fn - takes routing-controllers' `Action`, after authorization and validation, with the controller as `this`; returns
 *   what shapes the representation, or a promise of it; `null` or `undefined` for nothing
 * @param options - `writes: 'ignore'` leaves it out where writes are compared. A class may have one context of each kind.
 * @throws TypeError, when the class is defined, if it is applied twice, no function is given or the options are illegal
 * @see RFC 9110, sections 8.8.3 and 13.1.1
 * @example
 * ```ts
 * import { Get, JsonController, Param } from 'routing-controllers';
 * import { ETag, ETagContext } from 'routing-controllers-etag';
 * import { articles } from './articles.js';
 *
 * @JsonController('/articles')
 * @ETagContext((action) => action.request.headers['x-tenant'])
 * @ETagContext((action) => action.request.headers['accept-language'], { writes: 'ignore' })
 * export class ArticleController {
 *   @Get('/:id')
 *   @ETag((id: number) => articles.versionOf(id))
 *   show(@Param('id') id: number) {
 *     return articles.find(id);
 *   }
 * }
 * ```
 */
export function ETagContext<This>(
  fn: (this: This, action: Action) => Awaitable<string | number | bigint | null | undefined>,
  options: ETagContextOptions = {},
): (controller: abstract new (...args: never[]) => This) => void {
  requireFunction('@ETagContext', fn, '@ETagContext((action) => action.request.headers["accept-language"])');
  requireOptions(options);
  const kind = options.writes === 'ignore' ? 'readContext' : 'context';
  return (controller) => {
    if (typeof controller !== 'function') throw new TypeError('@ETagContext decorates controllers, and no methods');
    const plan = controllerPlan(controller);
    requireOnce('@ETagContext', { action: controller.name }, plan[kind]);
    plan[kind] = actionFunction(fn);
  };
}

function requireOptions({ writes, ...others }: ETagContextOptions): void {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new TypeError(`@ETagContext: there is no option ${unknown}; there is writes`);
  if (writes !== undefined && writes !== 'compare' && writes !== 'ignore') {
    throw new TypeError(`@ETagContext: writes takes 'compare' or 'ignore', not ${String(writes)}`);
  }
}
