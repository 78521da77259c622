import { expect } from 'chai';
import { IsInt } from 'class-validator';
import type { Context } from 'koa';
import {
  Authorized,
  Body,
  Ctx,
  CurrentUser,
  Delete,
  Get,
  HttpError,
  JsonController,
  Method,
  Param,
  Put,
  QueryParam,
  UseBefore,
  UseInterceptor,
} from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagFromResult,
  Expires,
  LastModified,
  PreconditionRequired,
  Vary,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { testCases } from '../cases';
import { type AppOptions, inEachSetup } from './app';
import { type Exchange, InExchange, middleware } from './exchange';
import { changedOnTheWayOut, failingPaths, grantedCases, refusedCases } from './security.cases';

const ran: string[] = [];

const tag = (): string => {
  ran.push('tag');
  return 'v1';
};

const date = (): number => {
  ran.push('date');
  return Date.UTC(1994, 10, 6, 8, 49, 37);
};

function conditional(prototype: object, name: string, descriptor: PropertyDescriptor): void {
  ETag(tag)(prototype, name, descriptor);
  LastModified(date)(prototype, name, descriptor);
}

@Authorized()
@JsonController('/authorized-class')
class AuthorizedClassController {
  @Get()
  @Method('query' as 'get')
  @conditional
  read(): object {
    return {};
  }

  @Put()
  @Delete()
  @PreconditionRequired()
  @conditional
  write(): object {
    return {};
  }
}

class Price {
  @IsInt()
  price: number | undefined;
}

@JsonController()
class GuardedController {
  @conditional
  @Get('/authorized')
  @Method('query' as 'get', '/authorized')
  @Authorized()
  authorized(): object {
    return {};
  }

  @Authorized()
  @Put('/authorized')
  @Delete('/authorized')
  @conditional
  @PreconditionRequired()
  writeAuthorized(): object {
    return {};
  }

  @Get('/admins')
  @Method('query' as 'get', '/admins')
  @conditional
  @Authorized('admin')
  admins(): object {
    return {};
  }

  @Put('/admins')
  @Delete('/admins')
  @Authorized(['admin'])
  @conditional
  @PreconditionRequired()
  writeAdmins(): object {
    return {};
  }

  @Get('/user')
  @Method('query' as 'get', '/user')
  @conditional
  user(@CurrentUser({ required: true }) _user: unknown): object {
    return {};
  }

  @Put('/user')
  @Delete('/user')
  @PreconditionRequired()
  @conditional
  writeUser(@CurrentUser({ required: true }) _user: unknown): object {
    return {};
  }

  @Get('/number/:id')
  @Method('query' as 'get', '/number/:id')
  @conditional
  number(@Param('id') _id: number): object {
    return {};
  }

  @Put('/number/:id')
  @Delete('/number/:id')
  @PreconditionRequired()
  @conditional
  writeNumber(@Param('id') _id: number): object {
    return {};
  }

  @Get('/query')
  @Method('query' as 'get', '/query')
  @conditional
  query(@QueryParam('q', { required: true }) _q: string): object {
    return {};
  }

  @Put('/body')
  @Delete('/body')
  @PreconditionRequired()
  @conditional
  body(@Body() _price: Price): object {
    return {};
  }
}

/** All that puts a field on a response. */
function everything(prototype: object, name: string, descriptor: PropertyDescriptor): void {
  conditional(prototype, name, descriptor);
  CacheControl({ public: true, maxAge: 60 })(prototype, name, descriptor);
  Vary('Accept')(prototype, name, descriptor);
  Expires(3600)(prototype, name, descriptor);
}

@JsonController('/failing')
class FailingController {
  @Get('/http-error')
  @everything
  httpError(): object {
    throw new HttpError(409, 'conflict');
  }

  @Get('/error')
  @everything
  error(): object {
    throw new Error('bug');
  }

  @Get('/no-error')
  @everything
  noError(): object {
    throw 'not an error';
  }

  @Get('/rejection')
  @everything
  async rejection(): Promise<object> {
    throw new HttpError(503, 'later');
  }

  @Get('/status')
  @everything
  status(@InExchange() exchange: Exchange): object {
    exchange.setStatus(404);
    return {};
  }

  @Get('/ctx-status')
  @everything
  ctxStatus(@Ctx() ctx: Context): Context {
    ctx.status = 500;
    ctx.body = 'failed';
    return ctx;
  }

  @Get('/interceptor')
  @UseInterceptor(() => {
    throw new HttpError(502, 'interceptor');
  })
  @everything
  interceptor(): object {
    return {};
  }

  @Get('/result')
  @everything
  @ETagFromResult(() => {
    throw new Error('no tag of this');
  })
  result(): object {
    return {};
  }

  @Get('/expires')
  @conditional
  @Expires(() => {
    throw new Error('no date');
  })
  expires(): object {
    return {};
  }

  @Get('/after-true')
  @CacheControl({ public: true, maxAge: 60 })
  @Vary('Accept')
  afterTrue(@WebReq() web: WebRequest): object {
    ran.push(String(web.checkNotModified({ etag: 'v0' })));
    throw new HttpError(409, 'changed my mind');
  }

  @Get('/after-publish')
  @CacheControl({ public: true, maxAge: 60 })
  @Vary('Accept')
  afterPublish(@WebReq() web: WebRequest): object {
    web.publish({ etag: 'v1', lastModified: new Date(0) });
    throw new HttpError(409, 'too late');
  }

  @Get('/middleware')
  @everything
  @UseBefore(
    middleware(async (_exchange, next) => {
      await next();
      throw Object.assign(new HttpError(503, 'on the way out'), { status: 503 });
    }),
  )
  middleware(): object {
    return {};
  }

  @Get('/outside')
  @Get('/varying')
  @everything
  outside(): object {
    return {};
  }
}

const options: AppOptions = {
  controllers: [AuthorizedClassController, GuardedController, FailingController],
  authorizationChecker: ({ request }, roles: string[]) => request.headers['x-user'] === 'Ann' && roles.length === 0,
  currentUserChecker: ({ request }) => request.headers['x-user'],
  use: [
    middleware(async (exchange, next) => {
      if (exchange.path === '/failing/varying') exchange.vary('Origin');
      await next();
      if (/outside|varying/.test(exchange.path)) exchange.setStatus(503);
    }),
  ],
};

describe('security', () => {
  inEachSetup(options, (app) => {
    describe('what routing-controllers refuses is not evaluated', () => testCases(app, ran, refusedCases));

    testCases(app, ran, grantedCases);

    describe('nothing of ours is on an answer that failed', () => {
      for (const [path, status, only] of failingPaths) {
        if (only?.applies(app.setup) === false) continue;
        for (const fields of [{}, { 'If-None-Match': '"v0"' }]) {
          it(`${path}, ${JSON.stringify(fields)}`, async () => {
            const answer = await app.send('GET', path, fields);
            expect(answer.status, answer.body).to.equal(status);
            expect(answer.headers).not.to.include.any.keys('etag', 'last-modified', 'cache-control', 'expires', 'vary');
          });
        }
      }

      app.where(changedOnTheWayOut, () => {
        it('what others have set stays', async () => {
          const answer = await app.send('GET', '/failing/varying');
          expect(answer.status).to.equal(503);
          expect(answer.headers.vary).to.equal('Origin');
        });
      });

      it('an error stays one, though checkNotModified() has returned true', async () => {
        ran.length = 0;
        expect((await app.send('GET', '/failing/after-true', { 'If-None-Match': '"v0"' })).status).to.equal(409);
        expect(ran).to.deep.equal(['true']);
      });
    });
  });
});
