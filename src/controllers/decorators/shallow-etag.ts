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

/** The nearest interceptor of an action is the last to run: its tag counts. */
const NEAREST = new RequestSlot<BodyTag>('body-tag');

/**
 * An interceptor that tags the final bodies of successful GET, HEAD and QUERY responses, and answers 304 to a client that
 * has the same bytes: Spring's `ShallowEtagHeaderFilter`. It saves the transfer, not the action: see `@ETag` for that.
 *
 * The bytes are those that are sent: after class-transformer, `@Render` and every other interceptor. Strings, buffers and
 * JSON values are tagged, and whole files by their content; streams, `Blob`s and fetch `Response`s pass untouched. A tag
 * that the action or `@ETag` has set is kept and evaluated. Responses with `no-store`, and those to writes, are left alone.
 *
 * @throws TypeError for illegal options
 * @see RFC 9110, sections 8.8.3 and 13.2
 * @example
 * ```ts
 * import { createKoaServer } from 'routing-controllers';
 * import { ShallowEtag } from 'routing-controllers-etag';
 * import { ArticleController } from './article-controller.js';
 *
 * createKoaServer({ controllers: [ArticleController], interceptors: [ShallowEtag()] }).listen(3000);
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

/** An application that has the interceptor among its middleware calls it with the middleware's arguments. */
function requireInterceptor(action: Action): void {
  if (typeof action?.request === 'object' && typeof action.response === 'object' && 'next' in action) return;
  throw new TypeError(
    'ShallowEtag() is an interceptor: name it in { interceptors: [ShallowEtag()] }, or in @UseInterceptor. As ' +
      "middleware there is shallowEtag() of your framework's entry point",
  );
}

acceptListed(ShallowEtag);
