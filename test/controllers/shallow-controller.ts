import { createReadStream } from 'node:fs';
import { Exclude, Expose } from 'class-transformer';
import type { Context, Next } from 'koa';
import {
  Authorized,
  Ctx,
  CurrentUser,
  Get,
  Header,
  HttpCode,
  JsonController,
  NotFoundError,
  OnNull,
  OnUndefined,
  Redirect,
  Render,
  Session,
  UseAfter,
} from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagFromResult,
  Expires,
  LastModified,
  Vary,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { controllerOf, does, takes } from './controller-of';
import { type Exchange, InExchange } from './exchange';

@Exclude()
class Account {
  @Expose() readonly name = 'Ada';
  readonly password: string;

  constructor(password: string) {
    this.password = password;
  }
}

export const MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
/** The actions that have run. */
export const ran: string[] = [];
let passwords = 0;

function actions(): Readonly<Record<string, readonly Function[]>> {
  return {
    account: [does(() => new Account(`secret-${++passwords}`))],
    text: [does(() => 'text')],
    bytes: [does(() => new Uint8Array([0, 1, 254, 255]))],
    rendered: [Render('page'), does(() => ({ title: 'Ada' }))],
    created: [HttpCode(201)],
    headers: [
      Header('Cache-Control', 'public, max-age=60'),
      Header('Content-Type', 'application/problem+json'),
      does(() => ({ title: 'none' })),
    ],
    secret: [Header('Cache-Control', 'No-Store')],
    unstored: [CacheControl({ noStore: true })],
    'unstored-tagged': [CacheControl('private, No-Store'), Vary('Accept')],
    none: [OnNull(204), does(() => null)],
    undefined: [OnUndefined(202), does(() => undefined)],
    redirected: [Redirect('/text'), does(() => undefined)],
    missing: [does(() => Promise.reject(new NotFoundError()))],
    failing: [does(() => Promise.reject(new Error('failed')))],
    teapot: [
      takes(InExchange()),
      does((exchange: Exchange) => {
        exchange.setStatus(418);
        return {};
      }),
    ],
    context: [takes(Ctx()), does((ctx: Context) => Object.assign(ctx, { body: { direct: true } }))],
    later: [
      UseAfter((ctx: Context, next: Next) => {
        ctx.body = { replaced: true };
        return next();
      }),
      does(() => ({ replaced: false })),
    ],
    file: [does(() => createReadStream(__filename))],
    deep: [ETag(() => 'v1'), does(noted('deep', {}))],
    dated: [LastModified(() => new Date(MODIFIED)), does(noted('dated', { dated: true }))],
    result: [ETagFromResult(() => 'v1'), does(noted('result', {}))],
    declared: [CacheControl({ public: true, maxAge: 60 }), Vary('Accept'), Expires(60)],
    checked: [takes(WebReq()), does((web: WebRequest) => (web.checkNotModified('v1') ? null : {}))],
    'checked-without-tag': [
      takes(WebReq()),
      does((web: WebRequest) => (web.checkNotModified(new Date(MODIFIED)) ? null : { dated: true })),
    ],
    authorized: [Authorized()],
    'current-user': [takes(CurrentUser())],
    session: [takes(Session())],
    open: [],
  };
}

function noted(name: string, result: object): () => object {
  return () => {
    ran.push(name);
    return result;
  };
}

/** Controllers with an action for each thing that concerns the body and its tag: new classes for each application. */
export function shallowControllers(): Function[] {
  @JsonController()
  class Untransformed {
    @Get('/plain', { transformResponse: false })
    plain(): object {
      return { password: 'shown', toJSON: () => ({ serialised: true }) };
    }
  }
  return [controllerOf('', actions()), Untransformed];
}
