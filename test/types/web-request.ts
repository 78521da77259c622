/** Compiled, never run. */

import type Router from '@koa/router';
import type Koa from 'koa';
import type { EntityTagList, Outcome, ValidatorSources } from 'routing-controllers-etag';
import { WebReq, WebRequest } from 'routing-controllers-etag';
import { checkNotModified, conditionalGet, type KoaContext, webRequest } from 'routing-controllers-etag/koa';

export function accepted(web: WebRequest, ctx: KoaContext): void {
  const results: boolean[] = [
    web.checkNotModified('v1'),
    web.checkNotModified('v1', new Date()),
    web.checkNotModified(new Date()),
    web.checkNotModified({ value: 'v1', weak: false }),
    web.checkNotModified({ value: 'v1', weak: false }, new Date()),
    web.checkNotModified({ etag: 7 }),
    web.checkNotModified({ etag: 7n, lastModified: 0 }),
    web.checkNotModified({ lastModified: new Date() }),
    web.checkNotModified({}),
    web.checkNotModified(null),
    checkNotModified(ctx, 'v1', new Date()),
    checkNotModified(ctx, new Date()),
    checkNotModified(ctx, { etag: 7 }),
    checkNotModified(ctx, null),
  ];
  const same: WebRequest = webRequest(ctx);
  const outcome: Outcome | undefined = same.outcome;
  const list: EntityTagList | undefined = web.ifMatch ?? web.ifNoneMatch;
  const sources: ValidatorSources = { etag: 'v1', lastModified: new Date() };
  web.publish(sources);
  void [results, outcome, list];
}

export function refused(web: WebRequest, ctx: KoaContext): void {
  // @ts-expect-error: a version or a time?
  web.checkNotModified(7);
  // @ts-expect-error: a version or a time?
  web.checkNotModified(7n);
  // @ts-expect-error: a version or a time?
  checkNotModified(ctx, 7);
  // @ts-expect-error: nothing is not the same as no representation
  web.checkNotModified();
  // @ts-expect-error: nothing is not the same as no representation
  web.checkNotModified(undefined);
  // @ts-expect-error: a second date
  web.checkNotModified(new Date(), new Date());
  // @ts-expect-error: the date is a Date
  web.checkNotModified('v1', 0);
  // @ts-expect-error: text is no date
  web.checkNotModified({ lastModified: '1994-11-06' });
  // @ts-expect-error: no such validator
  web.checkNotModified({ version: 7 });
  // @ts-expect-error: a version that is missing makes no tag
  web.tagOf(web.currentVersion);
  // @ts-expect-error: null is not the same as undefined
  web.publish({ etag: null });
  // @ts-expect-error: read only
  web.outcome = 'proceed';
  // @ts-expect-error: what the library alone calls is not in the types
  void WebRequest.of;
}

/** The contexts of Koa and of its router fit. */
export function contexts(app: Koa, router: Router): void {
  app.use(conditionalGet());
  app.use((ctx) => void checkNotModified(ctx, 'v1'));
  router.get('/', (ctx) => void webRequest(ctx).publish({ etag: 'v1' }));
}

export class Controller {
  accepted(@WebReq() _web: WebRequest): void {}

  // @ts-expect-error: it decorates parameters
  @WebReq()
  refused(): void {}
}
