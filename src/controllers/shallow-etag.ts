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
const PERSONAL = Symbol.for('routing-controllers-etag/personal');

type PersonalContext = KoaContext & { [PERSONAL]?: true };

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
    const ctx: PersonalContext | undefined = action.context;
    if (ctx === undefined) throw expressUnsupported();
    const { next } = action;
    action.next = async () => {
      await next?.();
      const web = webRequest(ctx);
      web.exchange = new ActionExchange(ctx);
      await tagResponse(ctx, web, tag, { ...callOf(ctx)?.policy, personal: ctx[PERSONAL] });
    };
    return result;
  };
  findListedInterceptors();
  beforeBuilding('personal actions', markPersonalActions);
  return Object.assign(interceptor, { [LISTED]: true });
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

function markPersonal(ctx: PersonalContext, next: () => Promise<unknown>): Promise<unknown> {
  ctx[PERSONAL] = true;
  return next();
}

function markedMethods(prototype: object & { [PERSONAL]?: Set<string> }): Set<string> {
  if (!Object.hasOwn(prototype, PERSONAL)) Object.defineProperty(prototype, PERSONAL, { value: new Set() });
  return prototype[PERSONAL] as Set<string>;
}
