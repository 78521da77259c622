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

/** A controller with an action for each thing that concerns the body and its tag: a new class for each application. */
export function shallowController(): Function {
  @JsonController()
  class Actions {
    @Get('/account')
    account(): Account {
      return new Account(`secret-${++passwords}`);
    }

    @Get('/text')
    text(): string {
      return 'text';
    }

    @Get('/bytes')
    bytes(): Uint8Array {
      return new Uint8Array([0, 1, 254, 255]);
    }

    @Get('/plain', { transformResponse: false })
    plain(): object {
      return { password: 'shown', toJSON: () => ({ serialised: true }) };
    }

    @Get('/rendered')
    @Render('page')
    rendered(): object {
      return { title: 'Ada' };
    }

    @Get('/created')
    @HttpCode(201)
    created(): object {
      return {};
    }

    @Get('/headers')
    @Header('Cache-Control', 'public, max-age=60')
    @Header('Content-Type', 'application/problem+json')
    headers(): object {
      return { title: 'none' };
    }

    @Get('/secret')
    @Header('Cache-Control', 'No-Store')
    secret(): object {
      return {};
    }

    @Get('/unstored')
    @CacheControl({ noStore: true })
    unstored(): object {
      return {};
    }

    @Get('/unstored-tagged')
    @CacheControl('private, No-Store')
    @Vary('Accept')
    unstoredTagged(): object {
      return {};
    }

    @Get('/none')
    @OnNull(204)
    none(): null {
      return null;
    }

    @Get('/undefined')
    @OnUndefined(202)
    nothing(): void {}

    @Get('/redirected')
    @Redirect('/text')
    redirected(): void {}

    @Get('/missing')
    missing(): never {
      throw new NotFoundError();
    }

    @Get('/failing')
    failing(): never {
      throw new Error('failed');
    }

    @Get('/teapot')
    teapot(@InExchange() exchange: Exchange): object {
      exchange.setStatus(418);
      return {};
    }

    @Get('/context')
    context(@Ctx() ctx: Context): Context {
      ctx.body = { direct: true };
      return ctx;
    }

    @Get('/later')
    @UseAfter((ctx: Context, next: Next) => {
      ctx.body = { replaced: true };
      return next();
    })
    later(): object {
      return { replaced: false };
    }

    @Get('/file')
    file(): unknown {
      return createReadStream(__filename);
    }

    @Get('/deep')
    @ETag(() => 'v1')
    deep(): object {
      ran.push('deep');
      return {};
    }

    @Get('/dated')
    @LastModified(() => new Date(MODIFIED))
    dated(): object {
      ran.push('dated');
      return { dated: true };
    }

    @Get('/result')
    @ETagFromResult(() => 'v1')
    result(): object {
      ran.push('result');
      return {};
    }

    @Get('/declared')
    @CacheControl({ public: true, maxAge: 60 })
    @Vary('Accept')
    @Expires(60)
    declared(): object {
      return {};
    }

    @Get('/checked')
    checked(@WebReq() web: WebRequest): object | null {
      return web.checkNotModified('v1') ? null : {};
    }

    @Get('/checked-without-tag')
    checkedWithoutTag(@WebReq() web: WebRequest): object | null {
      return web.checkNotModified(new Date(MODIFIED)) ? null : { dated: true };
    }

    @Get('/authorized')
    @Authorized()
    authorized(): object {
      return {};
    }

    @Get('/current-user')
    currentUser(@CurrentUser() _user: string): object {
      return {};
    }

    @Get('/session')
    session(@Session() _session: object): object {
      return {};
    }

    @Get('/open')
    open(): object {
      return {};
    }
  }
  return Actions;
}
