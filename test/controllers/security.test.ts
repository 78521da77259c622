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
import { controllerOf, does, takes } from './controller-of';
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

class Price {
  @IsInt()
  price: number | undefined;
}

/** A read and a write of the same path. */
function guarded(...decorators: Function[]): Readonly<Record<string, readonly Function[]>> {
  const write = [Put('/'), Delete('/'), PreconditionRequired(), conditional, ...decorators];
  const read = [Get('/'), Method('query' as 'get', '/'), conditional, ...decorators];
  return { read, write };
}

const refusing = [
  controllerOf('/authorized', guarded(Authorized())),
  controllerOf('/authorized-class', guarded(), Authorized()),
  controllerOf('/admins', guarded(Authorized('admin'))),
  controllerOf('/user', guarded(takes(CurrentUser({ required: true })))),
];

@JsonController()
class ParameterController {
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
const fields = [CacheControl({ public: true, maxAge: 60 }), Vary('Accept'), Expires(3600)];
const everything = [conditional, ...fields];

function fails(error: unknown): () => never {
  return () => {
    throw error;
  };
}

const failing = controllerOf('/failing', {
  'http-error': [...everything, does(fails(new HttpError(409, 'conflict')))],
  error: [...everything, does(fails(new Error('bug')))],
  'no-error': [...everything, does(fails('not an error'))],
  rejection: [...everything, does(() => Promise.reject(new HttpError(503, 'later')))],
  status: [
    ...everything,
    takes(InExchange()),
    does((exchange: Exchange) => {
      exchange.setStatus(404);
      return {};
    }),
  ],
  'ctx-status': [
    ...everything,
    takes(Ctx()),
    does((ctx: Context) => Object.assign(ctx, { status: 500, body: 'failed' })),
  ],
  interceptor: [UseInterceptor(fails(new HttpError(502, 'interceptor'))), ...everything],
  result: [...everything, ETagFromResult(fails(new Error('no tag of this')))],
  expires: [conditional, Expires(fails(new Error('no date')))],
  'after-true': [
    ...fields,
    takes(WebReq()),
    does((web: WebRequest) => {
      ran.push(String(web.checkNotModified({ etag: 'v0' })));
      throw new HttpError(409, 'changed my mind');
    }),
  ],
  'after-publish': [
    ...fields,
    takes(WebReq()),
    does((web: WebRequest) => {
      web.publish({ etag: 'v1', lastModified: new Date(0) });
      throw new HttpError(409, 'too late');
    }),
  ],
  middleware: [
    ...everything,
    UseBefore(
      middleware(async (_exchange, next) => {
        await next();
        throw Object.assign(new HttpError(503, 'on the way out'), { status: 503 });
      }),
    ),
  ],
  outside: everything,
  varying: everything,
});

const options: AppOptions = {
  controllers: [...refusing, ParameterController, failing],
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
