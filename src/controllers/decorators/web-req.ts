import { type Action, createParamDecorator } from 'routing-controllers';
import type { WebRequest } from '../../web/web-request';
import { driverOf } from '../driver/driver';
import { registerAction } from '../driver/register-action';
import { requireCall } from './plan-decorator';

/**
 * Injects the request's {@link WebRequest}, for `checkNotModified()` inside an action. Once it has returned `true`, the
 * response is a 304, whatever the action returns. If the action throws, the response is that error.
 *
 * @see RFC 9110, section 13.2
 * @example
 * ```ts
 * import { Get, JsonController, Param } from 'routing-controllers';
 * import { WebReq, type WebRequest } from 'routing-controllers-etag';
 * import { articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class FeedController {
 *   @Get('/:id/feed')
 *   async feed(@Param('id') id: number, @WebReq() web: WebRequest) {
 *     const feed = await articles.feed(id);
 *     if (web.checkNotModified(feed.hash, feed.updatedAt)) return null;
 *     return feed;
 *   }
 * }
 * ```
 */
export function WebReq(): (prototype: object, name: string | symbol | undefined, index: number) => void;
export function WebReq(...args: readonly unknown[]) {
  requireCall('@WebReq', args);
  return (prototype: object, name: string | symbol | undefined, index: number): void => {
    if (name === undefined) throw new TypeError('@WebReq can only be used on parameters of controller methods');
    registerAction(prototype, name).imperative = true;
    createParamDecorator({ required: false, value: webRequestOf })(prototype, name as string, index);
  };
}

function webRequestOf(action: Action): WebRequest {
  return driverOf(action).requestOf(action).web;
}
