import type { Action } from 'routing-controllers';
import { requireFactoryCall } from '../../application/factory-call';
import { BodyTag, type ShallowEtagOptions } from '../../body/body-tag';
import { RequestSlot } from '../../web/request-slot';
import { connectActions } from '../driver/connect-actions';
import { driverOf } from '../driver/driver';
import { acceptListed, LISTED } from '../driver/listed-interceptors';
import { RUN } from '../run/action-run';

/** An interceptor of routing-controllers. */
export type ShallowEtagInterceptor = (action: Action, result: unknown) => unknown;

/** The tag of the nearest interceptor, which runs last, counts. */
const NEAREST = new RequestSlot<BodyTag>('body-tag');

/**
 * An interceptor that tags the final bodies of successful GET, HEAD and QUERY responses and answers 304 to a client
 * that has the same bytes, like Spring's `ShallowEtagHeaderFilter`. It saves the transfer, but the action still runs;
 * to skip the action, see `@ETag`.
 *
 * The tag is made from the bytes that are sent, after class-transformer, `@Render` and all other interceptors. Strings,
 * buffers, JSON values and whole files are tagged by their content; other streams, `Blob`s and fetch `Response`s are
 * not tagged. A tag that the action or `@ETag` has set is kept and evaluated. Responses with `no-store` and responses
 * to writes are left alone.
 * @param options - how bodies are tagged
 * @throws TypeError for invalid options
 * @see RFC 9110, sections 8.8.3 and 13.2
 * @example
 * ```ts
 * import type { RoutingControllersOptions } from 'routing-controllers';
 * import { ShallowEtag } from 'routing-controllers-etag';
 * import { ArticleController } from './article-controller.js';
 *
 * // All actions of the server that is created with these options
 * export const options: RoutingControllersOptions = {
 *   controllers: [ArticleController],
 *   interceptors: [ShallowEtag()],
 * };
 * ```
 * @example
 * ```ts
 * import { Get, JsonController, UseInterceptor } from 'routing-controllers';
 * import { ShallowEtag } from 'routing-controllers-etag';
 * import { articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Get()
 *   @UseInterceptor(ShallowEtag({ maxBytes: 1_000_000 }))
 *   list() {
 *     return articles.list();
 *   }
 * }
 * ```
 */
export function ShallowEtag(options?: ShallowEtagOptions): ShallowEtagInterceptor;
export function ShallowEtag(options: ShallowEtagOptions = {}, ...others: readonly unknown[]): ShallowEtagInterceptor {
  requireFactoryCall('ShallowEtag', [options, ...others]);
  const tag = new BodyTag(options);
  const interceptor: ShallowEtagInterceptor = (action, result) => {
    requireInterceptor(action);
    const driver = driverOf(action);
    const request = driver.requestOf(action);
    const first = NEAREST.get(request) === undefined;
    NEAREST.set(request, tag);
    if (first) {
      driver.tagFinalBody(action, () => ({
        bodyTag: NEAREST.get(request) ?? tag,
        policy: RUN.get(request)?.policy ?? {},
      }));
    }
    return tag.isLoaded ? result : tag.load().then(() => result);
  };
  connectActions();
  return Object.assign(interceptor, { [LISTED]: true });
}

/** Throws if the interceptor is used as middleware, and so called with the arguments of middleware. */
function requireInterceptor(action: Action): void {
  if (typeof action?.request === 'object' && typeof action.response === 'object' && 'next' in action) return;
  throw new TypeError(
    'ShallowEtag() is an interceptor: use it in { interceptors: [ShallowEtag()] } or in @UseInterceptor. The ' +
      "middleware is shallowEtag() of your framework's entry point",
  );
}

acceptListed(ShallowEtag);
