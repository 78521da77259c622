import type { CdnDirectives } from '../../cdn/cdn-cache-control';
import { type CacheControlDirectives, type CheckedCacheControl, formatCacheControl } from '../../http/cache-control';
import { isFieldValue } from '../../http/field';
import { type Awaitable, actionFunction, mapped } from '../plan/action-function';
import type { CdnPlan } from '../plan/action-plan';
import type { ActionDecorator, ClassOrActionDecorator } from './action-decorator';
import { controllerDecorator, planDecorator, requireOnce } from './plan-decorator';

/** Options of {@link CacheControl}. */
export interface CacheControlOptions {
  /**
   * The directives of `CDN-Cache-Control`, which the caches of a CDN obey instead of `Cache-Control`. By default it is
   * only sent on responses with names, because only they can be purged: those of actions with `@ETag(versionOf(…))`, with
   * `conditionalRequests({ sharedCache })`. With `withoutNames: true` it is sent on other responses too. It is never sent
   * on a response that is `private` or `no-store`, or that belongs to one user.
   *
   * @see RFC 9213
   */
  readonly cdn?: CdnDirectives & { readonly withoutNames?: boolean };
}

/**
 * Sets `Cache-Control` on 2xx and 304 responses. Unlike `@Header`, it never sets it on an error. On a class it applies
 * to all actions; on a method it replaces that of the class. A `Cache-Control` that the action sets itself replaces
 * both.
 *
 * Behind `@Authorized`, `@CurrentUser` or `@Session`, and for a request with `Authorization`, `private` is added unless
 * the directives state who may store the response (`public`, `private`, `no-store` or `s-maxage`).
 *
 * @param directives - an object of directives, with times in whole seconds, or the field value as a string.
 *   Contradictory directives do not compile
 * @param options - `cdn`: the directives for a CDN
 * @throws TypeError, when the class is defined, for contradictory or unknown directives, negative or fractional
 *   seconds, and a string that is not a field value
 * @see RFC 9111, section 5.2.2
 * @example
 * ```ts
 * import { Get, JsonController, Param } from 'routing-controllers';
 * import { CacheControl } from 'routing-controllers-etag';
 * import { articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Get('/:id')
 *   @CacheControl({ private: true, maxAge: 60 })
 *   show(@Param('id') id: number) {
 *     return articles.find(id);
 *   }
 * }
 * ```
 */
export function CacheControl<const D extends CacheControlDirectives>(
  directives: string | (D & CheckedCacheControl<D>),
  options?: CacheControlOptions,
): ClassOrActionDecorator;
/**
 * @param directives - receives the action's arguments, with the controller as `this`; returns directives or the field
 *   value, or a promise of one; `undefined` for none. It is called for a 200, and for a 304 that is sent without
 *   running the action
 * @throws TypeError (500), naming the action, for invalid directives
 */
export function CacheControl<This, Args extends unknown[]>(
  directives: (this: This, ...args: Args) => Awaitable<string | CacheControlDirectives | undefined>,
  options?: CacheControlOptions,
): ActionDecorator<This, Args>;
export function CacheControl(
  directives:
    | string
    | CacheControlDirectives
    | ((...args: unknown[]) => Awaitable<string | CacheControlDirectives | undefined>),
  options: CacheControlOptions = {},
): ClassOrActionDecorator | ActionDecorator<unknown, unknown[]> {
  const cdn = cdnPlan(options);
  if (typeof directives === 'function') {
    const directivesOfCall = actionFunction(directives);
    return planDecorator('@CacheControl', (plan) => {
      requireOnce('@CacheControl', plan, plan.cacheControl);
      plan.cdn = cdn;
      plan.cacheControl = mapped(directivesOfCall, (told) =>
        told === undefined ? undefined : fieldValue(`@CacheControl on ${plan.action}`, told),
      );
    });
  }
  const value = fieldValue('@CacheControl', directives);
  return controllerDecorator('@CacheControl', (plan) => {
    requireOnce(`@CacheControl(${value})`, plan, plan.cacheControl);
    plan.cacheControl = value;
    plan.cdn = cdn;
  });
}

function cdnPlan(options: CacheControlOptions): CdnPlan | undefined {
  const { cdn, ...others } = options;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new TypeError(`@CacheControl: unknown option ${unknown}; the option is cdn`);
  if (cdn === undefined) return undefined;
  if (typeof cdn !== 'object' || cdn === null) {
    throw new TypeError(`@CacheControl: cdn takes directives, such as { maxAge: 3600 }, not ${String(cdn)}`);
  }
  const { withoutNames = false, ...directives } = cdn;
  if (typeof withoutNames !== 'boolean') throw new TypeError('@CacheControl: withoutNames takes true or false');
  // Loads src/cdn only if it is used.
  const {
    formatCdnCacheControl,
  }: typeof import('../../cdn/cdn-cache-control') = require('../../cdn/cdn-cache-control');
  return { value: formatCdnCacheControl(directives), withoutNames };
}

function fieldValue(place: string, directives: string | CacheControlDirectives): string {
  if (typeof directives === 'string') return requireFieldValue(place, directives);
  if (typeof directives !== 'object' || directives === null) {
    throw new TypeError(`${place} takes directives, such as { maxAge: 60 }, or a string, not ${String(directives)}`);
  }
  try {
    return formatCacheControl(directives);
  } catch (error) {
    throw new TypeError(`${place}: ${(error as Error).message}`, { cause: error });
  }
}

function requireFieldValue(place: string, value: string): string {
  if (isFieldValue(value)) return value;
  throw new TypeError(`${place}: ${JSON.stringify(value)} is not a field value`);
}
