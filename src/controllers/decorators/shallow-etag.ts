import { type Action, getMetadataArgsStorage, UseBefore } from 'routing-controllers';
import { BodyTag, type ShallowEtagOptions } from '../koa/body-tag';
import type { KoaContext } from '../koa/koa-exchange';
import { webRequest } from '../koa/middleware';
import { tagResponse } from '../koa/shallow-etag';
import { ActionExchange, callOf, expressUnsupported } from './action-call';
import { beforeBuilding } from './controller-building';
import { isPersonal } from './declarations';

/** An interceptor of routing-controllers. */
export type ShallowEtagInterceptor = (action: Action, result: unknown) => unknown;

const LISTED = Symbol.for('routing-controllers-etag/listed-interceptor');
const TAG = Symbol.for('routing-controllers-etag/body-tag');
const PERSONAL = Symbol.for('routing-controllers-etag/personal');

/** The nearest interceptor of an action is the last to run: its tag counts. */
type ShallowContext = KoaContext & { [PERSONAL]?: true; [TAG]?: BodyTag };

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
 * useKoaServer(app, { controllers: [ArticleController], interceptors: [ShallowEtag()] });
 * ```
 * @example
 * ```ts
 * @Get('/report')
 * @UseInterceptor(ShallowEtag({ maxBytes: 1_000_000 }))
 * report() { return this.reports.current(); }
 * ```
 */
export function ShallowEtag(options: ShallowEtagOptions = {}): ShallowEtagInterceptor {
  const tag = new BodyTag(options);
  const interceptor: ShallowEtagInterceptor = (action, result) => {
    const ctx: ShallowContext | undefined = action.context;
    if (ctx === undefined) throw expressUnsupported();
    const first = ctx[TAG] === undefined;
    ctx[TAG] = tag;
    if (first) tagFinalBody(action, ctx);
    return result;
  };
  findListedInterceptors();
  beforeBuilding('personal actions', markPersonalActions);
  return Object.assign(interceptor, { [LISTED]: true });
}

/**
 * routing-controllers calls `action.next` when the response is complete. (V8 puts a function that is written right where
 * it is assigned to a property among the old objects, and all of its request with it.)
 */
function tagFinalBody(action: Action, ctx: ShallowContext): void {
  const { next } = action;
  const nextAndTag = async () => {
    await next?.();
    const web = webRequest(ctx);
    web.exchange = new ActionExchange(ctx);
    return tagResponse(ctx, web, ctx[TAG] as BodyTag, { ...callOf(ctx)?.policy, personal: ctx[PERSONAL] });
  };
  action.next = nextAndTag;
}

/**
 * Lets interceptors be named in `interceptors: [...]`. The list is looked up among the registered interceptors, but one
 * that is registered runs in every application that passes no list.
 */
function findListedInterceptors(): void {
  const storage = getMetadataArgsStorage() as ReturnType<typeof getMetadataArgsStorage> & { [LISTED]?: true };
  if (storage[LISTED]) return;
  storage[LISTED] = true;
  const { filterInterceptorMetadatasForClasses } = storage;
  storage.filterInterceptorMetadatasForClasses = (classes) => [
    ...filterInterceptorMetadatasForClasses.call(storage, classes),
    ...classes.filter((each) => LISTED in each).map((target) => ({ target, global: true, priority: 0 })),
  ];
}

/** An interceptor is not told which action it runs for; a middleware in front of the action is. */
function markPersonalActions(controller: Function): void {
  const marked = markedMethods(controller.prototype);
  for (const { target, method } of getMetadataArgsStorage().actions) {
    const serves = target === controller || controller.prototype instanceof target;
    if (!serves || marked.has(method) || !isPersonal(controller, method)) continue;
    marked.add(method);
    UseBefore(markPersonal)(controller.prototype, method);
  }
}

function markPersonal(ctx: ShallowContext, next: () => Promise<unknown>): Promise<unknown> {
  ctx[PERSONAL] = true;
  return next();
}

function markedMethods(prototype: object & { [PERSONAL]?: Set<string> }): Set<string> {
  if (!Object.hasOwn(prototype, PERSONAL)) Object.defineProperty(prototype, PERSONAL, { value: new Set() });
  return prototype[PERSONAL] as Set<string>;
}
