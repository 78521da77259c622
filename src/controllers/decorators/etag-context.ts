import type { Action } from 'routing-controllers';
import { type Awaitable, actionFunction } from '../plan/action-function';
import { controllerPlan } from '../plan/controller-plan';
import { requireFunction, requireOnce } from './plan-decorator';

/** Options of {@link ETagContext}. */
export interface ETagContextOptions {
  /**
   * Whether writes compare the context. `compare`, the default, is for a context that shapes the resource, such as the
   * user or the tenant: a tag of another context fails. `ignore` is for a context that shapes only the representation,
   * such as the locale or the build: a client that has read the resource in one language may write in another.
   */
  readonly writes?: 'compare' | 'ignore';
}

/**
 * Adds a context to every tag of a controller's actions: something that also shapes their representations, such as the
 * user, the tenant, the locale or the build. The context is hashed, so that a tag does not reveal it.
 *
 * It applies to the tags of `@ETag`, `@ETagFromResult` and `WebRequest`. The tags of `ShallowEtag` do not need it,
 * because they are made from the bytes.
 *
 * @param fn - receives routing-controllers' `Action`, after authorization and validation, with the controller as
 *   `this`; returns the context, or a promise of it; `null` or `undefined` for none
 * @param options - `writes: 'ignore'` makes writes ignore the context. A class may have one context of each kind
 * @throws TypeError, when the class is defined, if the decorator is applied twice, `fn` is not a function, or the
 *   options are invalid
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
    if (typeof controller !== 'function') throw new TypeError('@ETagContext can only be used on controllers');
    const plan = controllerPlan(controller);
    requireOnce('@ETagContext', { action: controller.name }, plan[kind]);
    plan[kind] = actionFunction(fn);
  };
}

function requireOptions({ writes, ...others }: ETagContextOptions): void {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new TypeError(`@ETagContext: unknown option ${unknown}; the only option is writes`);
  if (writes !== undefined && writes !== 'compare' && writes !== 'ignore') {
    throw new TypeError(`@ETagContext: writes takes 'compare' or 'ignore', not ${String(writes)}`);
  }
}
