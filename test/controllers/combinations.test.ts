import { Readable } from 'node:stream';
import { expect } from 'chai';
import { IsInt, Min } from 'class-validator';
import type { Context, Next } from 'koa';
import {
  All,
  Body,
  Ctx,
  CurrentUser,
  Delete,
  Get,
  Header,
  HttpCode,
  JsonController,
  Location,
  NotFoundError,
  OnNull,
  OnUndefined,
  Param,
  Post,
  Put,
  QueryParam,
  Redirect,
  Render,
  Session,
  UploadedFile,
  UseAfter,
  UseBefore,
} from 'routing-controllers';
import { CacheControl, ETag, ETagFromResult, LastModified, Vary } from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import type { Fields } from '../request';
import { type AppOptions, inEachSetup, onlyOn, withoutEnvelope } from './app';
import { controllerOf, does } from './controller-of';
import { middleware } from './exchange';

const ran: string[] = [];
const v1 = (): string => {
  ran.push('tag');
  return 'v1';
};

const streams: Readable[] = [];
function stream(): Readable {
  const made = Readable.from(['one, ', 'two']);
  streams.push(made);
  return made;
}

const results = controllerOf('/results', {
  object: [ETag(v1), does(() => ({ an: 'object' }))],
  promise: [ETag(v1), does(async () => ({ a: 'promise' }))],
  array: [ETag(v1), does(() => [1, 2])],
  zero: [ETag(v1), does(() => 0)],
  string: [ETag(v1), does(() => 'text')],
  null: [ETag(v1), does(() => null)],
  undefined: [ETag(v1), does(() => undefined)],
  'on-null': [OnNull(203), ETag(v1), does(() => null)],
  'on-undefined': [ETag(v1), OnUndefined(204), does(() => undefined)],
  'http-code': [HttpCode(203), ETag(v1)],
  buffer: [ETag(v1), does(() => Buffer.from('bytes'))],
  bytes: [ETag(v1), does(() => new TextEncoder().encode('bytes'))],
  stream: [ETag(v1), does(stream)],
  'stream-from-result': [ETagFromResult(v1), does(stream)],
  'stream-with-an-illegal-tag': [ETagFromResult(() => 'a b'), does(stream)],
});

class Change {
  @IsInt()
  @Min(0)
  price: number | undefined;
}

interface User {
  readonly name: string;
}

@JsonController('/parameters')
class ParameterController {
  @Put('/body/:id')
  @ETag((id: number, change: Change) => {
    ran.push(`tag ${id}, ${change instanceof Change}, ${change.price}`);
    return 'v1';
  })
  body(@Param('id') id: number, @Body() change: Change): object {
    ran.push(`body ${id}, ${change.price}`);
    return {};
  }

  @Post('/upload')
  @ETag((file: { buffer: Buffer }) => {
    ran.push(`tag of ${file.buffer}`);
    return 'v1';
  })
  upload(@UploadedFile('file') file: { buffer: Buffer }): object {
    ran.push(`upload of ${file.buffer}`);
    return {};
  }

  @Get('/user')
  @ETag((user: User) => user.name)
  user(@CurrentUser() user: User): object {
    return user;
  }

  @Get('/later-user')
  @ETag((user: User) => user.name)
  laterUser(@CurrentUser({ required: true }) user: User): object {
    return user;
  }

  @Get('/session')
  @ETag((session: { views: number }) => session.views)
  session(@Session() session: { views: number }): object {
    return session;
  }

  @Get('/default')
  @ETag((id: number = 7) => id)
  byDefault(@QueryParam('id') id: number = 7): object {
    return { id };
  }
}

@JsonController()
class RouteController {
  @Get('/first')
  @Get('/second')
  @Delete('/first')
  @ETag(v1)
  several(): object {
    ran.push('action');
    return {};
  }

  @Get(/\/pattern-(\d+)/)
  @ETag(v1)
  pattern(): object {
    ran.push('action');
    return {};
  }

  @All('/all')
  @ETag(v1)
  all(): object {
    ran.push('action');
    return {};
  }

  /** The first route that matches answers, and is evaluated once. */
  @Get('/:any')
  @ETag(v1)
  any(): object {
    ran.push('any');
    return {};
  }
}

const orders = controllerOf('/order', {
  above: [ETag(v1), LastModified(() => 0), CacheControl({ maxAge: 5 }), Vary('Accept')],
  below: [Vary('Accept'), CacheControl({ maxAge: 5 }), LastModified(() => 0), ETag(v1)],
  both: [LastModified(() => 0), Vary('Accept'), Get('/both'), ETag(v1), CacheControl({ maxAge: 5 })],
});

@JsonController('/framework')
class FrameworkController {
  @Get('/render')
  @Render('page.html')
  @ETag(v1)
  render(): object {
    return { name: 'Ann' };
  }

  @Get('/redirect')
  @Redirect('/elsewhere')
  @ETag(v1)
  redirect(): object {
    ran.push('redirect');
    return {};
  }

  @Get('/redirect-from-result')
  @Redirect('/elsewhere')
  @ETagFromResult(v1)
  redirectFromResult(): object {
    ran.push('redirect');
    return {};
  }

  @Post('/redirect')
  @Redirect('/elsewhere')
  @ETag(v1)
  @ETagFromResult(v1)
  redirectAfterWrite(): object {
    ran.push('redirect');
    return {};
  }

  @Get('/header')
  @Header('Cache-Control', 'max-age=7')
  @Header('X-Mine', 'yes')
  @Header('Content-Language', 'en')
  @Location('/here')
  @ETag(v1)
  header(): object {
    return {};
  }

  @Get('/header-over-default')
  @Header('X-Default', 'of the action')
  @ETag(v1)
  headerOverDefault(): object {
    return {};
  }

  @Get('/middleware')
  @UseBefore(
    middleware((exchange, next) => {
      ran.push('before');
      exchange.set('X-Before', 'yes');
      return next();
    }),
  )
  @ETag(v1)
  @UseBefore(
    middleware((_exchange, next) => {
      ran.push('before that');
      return next();
    }),
  )
  @UseAfter(
    middleware((_exchange, next) => {
      ran.push('after');
      return next();
    }),
  )
  middleware(): object {
    ran.push('action');
    return {};
  }

  @Get('/short-cut')
  @UseBefore(middleware((exchange) => exchange.answer({ answered: 'before' })))
  @ETag(v1)
  shortCut(): object {
    ran.push('action');
    return {};
  }
}

/** What Koa alone has: its context as a result, web streams, and middleware that waits for the action. */
@JsonController('/koa')
class KoaController {
  @Get('/ctx')
  @ETag(v1)
  ctx(@Ctx() ctx: Context): Context {
    ctx.body = 'of the context';
    return ctx;
  }

  @Get('/response')
  @ETag(v1)
  response(@Ctx() ctx: Context): object {
    ctx.status = 202;
    ctx.body = 'of the response';
    return ctx.response;
  }

  @Get('/silent-ctx')
  @ETag(v1)
  silent(@Ctx() ctx: Context): Context {
    return ctx;
  }

  @Get('/ctx-from-result')
  @ETagFromResult(v1)
  ctxFromResult(@Ctx() ctx: Context): Context {
    ctx.type = 'text/plain';
    ctx.set('Content-Language', 'en');
    ctx.body = stream();
    return ctx;
  }

  @Get('/web-stream-from-result')
  @ETagFromResult(v1)
  webStreamFromResult(@Ctx() ctx: Context): Context {
    ctx.body = new ReadableStream({ cancel: () => void ran.push('cancelled') });
    return ctx;
  }

  @Get('/around')
  @ETag(v1)
  @UseBefore(async (_ctx: Context, next: Next) => {
    ran.push('around');
    await next();
    ran.push('around again');
  })
  around(): object {
    ran.push('action');
    return {};
  }

  @Get('/rescued')
  @UseBefore(async (ctx: Context, next: Next) => {
    await next().catch(() => undefined);
    ctx.status = 200;
    ctx.body = { rescued: true };
  })
  @ETag(v1)
  rescued(): object {
    throw new NotFoundError();
  }

  @Get('/fallback')
  @UseBefore(async (ctx: Context, next: Next) => {
    ctx.body = new ReadableStream({ cancel: () => void ran.push('cancelled') });
    await next().catch(() => undefined);
    ctx.status = 200;
    ctx.body = { rescued: true };
  })
  @ETag(v1)
  fallback(): object {
    throw new NotFoundError();
  }
}

const options: AppOptions = {
  controllers: [results, orders, ParameterController, RouteController, FrameworkController, KoaController],
  currentUserChecker: ({ request }) => {
    const name = request.headers['x-user'];
    return request.url.includes('later') ? Promise.resolve(name && { name }) : name && { name };
  },
  session: { views: 3 },
  render: (template, { name }) => {
    ran.push('render');
    return `<p>${template}: ${name}</p>`;
  },
  use: [
    middleware((exchange, next) => {
      exchange.set('X-Default', 'of the application');
      return next();
    }),
  ],
};

const onKoa = onlyOn('koa', 'its context is a result, and middleware waits for the action');
const UP_TO_DATE = { 'If-None-Match': '"v1"' };

describe('a conditional action', () => {
  inEachSetup(options, (app) => {
    const { envelope } = app.setup;

    describe('with any result', () => {
      testCases(app, ran, [
        ...exchanges(`
object: is tagged
  GET /results/object -> 200 | etag: "v1" | content-type: application/json; charset=utf-8 | result {"an":"object"}
promise: is tagged
  GET /results/promise -> 200 | etag: "v1" | content-type: application/json; charset=utf-8 | result {"a":"promise"}
array: is tagged
  GET /results/array -> 200 | etag: "v1" | content-type: application/json; charset=utf-8 | result [1,2]
zero: is tagged
  GET /results/zero -> 200 | etag: "v1" | content-type: application/json; charset=utf-8 | result 0
string: is tagged
  GET /results/string -> 200 | etag: "v1"
`),
        { rule: 'null: is tagged', send: 'GET /results/null', status: envelope ? 200 : 204, fields: { etag: '"v1"' } },
        {
          rule: 'undefined: is the 404 that routing-controllers makes of it',
          send: 'GET /results/undefined',
          status: envelope ? 200 : 404,
          fields: { etag: envelope ? '"v1"' : undefined },
        },
        {
          rule: '@OnNull: its 2xx is tagged',
          send: 'GET /results/on-null',
          status: envelope ? 200 : 203,
          fields: { etag: '"v1"' },
        },
        {
          rule: '@OnUndefined: its 2xx is tagged',
          send: 'GET /results/on-undefined',
          status: envelope ? 200 : 204,
          fields: { etag: '"v1"' },
        },
        ...exchanges(`
@HttpCode: its 2xx is tagged
  GET /results/http-code -> 203 | etag: "v1"
object: is not run for a client that is up to date
  GET /results/object | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
promise: is not run for a client that is up to date
  GET /results/promise | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
array: is not run for a client that is up to date
  GET /results/array | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
zero: is not run for a client that is up to date
  GET /results/zero | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
string: is not run for a client that is up to date
  GET /results/string | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
null: is not run for a client that is up to date
  GET /results/null | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
undefined: is not run for a client that is up to date
  GET /results/undefined | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
on-null: is not run for a client that is up to date
  GET /results/on-null | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
on-undefined: is not run for a client that is up to date
  GET /results/on-undefined | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
http-code: is not run for a client that is up to date
  GET /results/http-code | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
buffer: is not run for a client that is up to date
  GET /results/buffer | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
bytes: is not run for a client that is up to date
  GET /results/bytes | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
stream: is not run for a client that is up to date
  GET /results/stream | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
`),
      ]);

      for (const [rule, path, fields, status] of [
        ['a 304', 'stream-from-result', UP_TO_DATE, 304],
        ['a precondition that fails', 'stream-from-result', { 'If-Match': '"v0"' }, 412],
        ['an illegal tag', 'stream-with-an-illegal-tag', {}, 500],
      ] as const) {
        it(`${rule} closes the stream that is not sent`, async () => {
          await expectStreamClosed(`/results/${path}`, fields, status);
        });
      }
    });

    async function expectStreamClosed(path: string, fields: Fields, status: number): Promise<void> {
      streams.length = 0;
      const answer = await app.send('GET', path, fields);
      expect(answer.status).to.equal(status);
      expect(streams.map(({ destroyed }) => destroyed)).to.deep.equal([true]);
      if (status !== 304) return;
      expect(answer.body).to.equal('');
      expect(answer.headers).not.to.include.any.keys('content-type', 'content-language', 'transfer-encoding');
    }

    describe('with any parameter', () => {
      const multipart = {
        'Content-Type': 'multipart/form-data; boundary=x',
      };
      const file = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n';

      testCases(app, ran, [
        {
          rule: '@Body: the tag function gets the validated object',
          send: 'PUT /parameters/body/1',
          with: { 'If-Match': '"v1"' },
          body: { price: 5 },
          status: 200,
          ran: ['tag 1, true, 5', 'body 1, 5'],
        },
        {
          rule: '@Body: the action is not run if a precondition fails',
          send: 'PUT /parameters/body/1',
          with: { 'If-Match': '"v0"' },
          body: { price: 5 },
          status: 412,
          ran: ['tag 1, true, 5'],
        },
        ...exchanges(`
@CurrentUser: the tag function gets the user, the answer is private
  GET /parameters/user | X-User: Ann | If-None-Match: "Ann" -> 304
@CurrentUser: the tag function gets a user that was promised
  GET /parameters/later-user | X-User: Ann | If-None-Match: "Ann" -> 304
@Session: the tag function gets the session, the answer is private
  GET /parameters/session | If-None-Match: "3" -> 304
`),
      ]);

      it('@UploadedFile: the tag function gets the file', async () => {
        ran.length = 0;
        const answer = await app.send('POST', '/parameters/upload', { ...multipart, 'If-Match': '"v1"' }, file);
        expect(answer.status).to.equal(200);
        expect(ran).to.deep.equal(['tag of hello', 'upload of hello']);
      });

      it('@UploadedFile: the action is not run if a precondition fails', async () => {
        ran.length = 0;
        const answer = await app.send('POST', '/parameters/upload', { ...multipart, 'If-Match': '"v0"' }, file);
        expect(answer.status).to.equal(412);
        expect(ran).to.deep.equal(['tag of hello']);
      });

      for (const [path, id] of [
        ['/parameters/default', 7],
        ['/parameters/default?id=8', 8],
      ] as const) {
        it(`a parameter with a default value: ${path}`, async () => {
          const answer = await app.send('GET', path);
          expect(answer.headers.etag).to.equal(`"${id}"`);
          expect((await app.send('GET', path, { 'If-None-Match': `"${id}"` })).status).to.equal(304);
        });
      }
    });

    describe('with any route', () => {
      testCases(
        app,
        ran,
        exchanges(`
is evaluated once
  GET {/first,/second,/pattern-17,/all,/anything} | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
is run once
  GET {/first,/second,/pattern-17,/all} -> 200 | etag: "v1" | ran tag, action
answers each method by its own rules
  DELETE {/first,/all} | If-Match: "v0" -> 412 | ran tag
may have its decorators in any order
  GET /order/{above,below,both} -> 200 | etag: "v1" | last-modified: Thu, 01 Jan 1970 00:00:00 GMT | cache-control: max-age=5 | vary: Accept
  GET /order/{above,below,both} | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=5 | vary: Accept
`),
      );
    });

    describe('with what routing-controllers has', () => {
      testCases(app, ran, [
        {
          rule: '@Render renders',
          send: 'GET /framework/render',
          status: 200,
          fields: { etag: '"v1"', 'content-type': 'text/html; charset=utf-8' },
          message: envelope ? /<p>page.html: undefined<\/p>/ : /<p>page.html: Ann<\/p>/,
          ran: ['tag', 'render'],
        },
        ...exchanges(`
@Render renders no 304
  GET /framework/render | If-None-Match: "v1" -> 304 | ran tag
@Redirect: preconditions do not count, and a redirection is not tagged
  GET /framework/{redirect,redirect-from-result} | If-None-Match: "v1" -> 302 | location: /elsewhere | no etag | ran redirect
@Redirect: preconditions of a write count
  POST /framework/redirect | If-Match: "v0" -> 412 | no location | ran tag
@Redirect: a redirection after a write is not tagged
  POST /framework/redirect | If-Match: "v1" -> 302 | no etag | location: /elsewhere | ran tag, redirect
@Header and @Location are sent on the 304 as on the 200
  GET /framework/header -> 200 | cache-control: max-age=7 | x-mine: yes | location: /here
@Header wins over what the application has set, on the 304 as on the 200
  GET /framework/header-over-default -> 200 | x-default: of the action
@Header and @Location are sent on the 304 as on the 200
  GET /framework/header | If-None-Match: "v1" -> 304 | cache-control: max-age=7 | x-mine: yes | location: /here
@Header wins over what the application has set, on the 304 as on the 200
  GET /framework/header-over-default | If-None-Match: "v1" -> 304 | x-default: of the action
@UseBefore and @UseAfter run around it
  GET /framework/middleware -> 200 | etag: "v1" | x-before: yes | ran before that, before, tag, action, after
what @UseBefore sets is kept on the 304
  GET /framework/middleware | If-None-Match: "v1" -> 304 | x-before: yes | x-default: of the application
what @UseBefore answers instead of the action has nothing of ours
  GET /framework/short-cut | If-None-Match: "v1" -> 200 | no etag | no cache-control | ran nothing
`),
      ]);
    });

    app.where(onKoa, () => {
      testCases(
        app,
        ran,
        exchanges(`
ctx: is not run for a client that is up to date
  GET /koa/ctx | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
response: is not run for a client that is up to date
  GET /koa/response | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
silent-ctx: is not run for a client that is up to date
  GET /koa/silent-ctx | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
@UseBefore runs around it
  GET /koa/around -> 200 | etag: "v1" | ran around, tag, action, around again
what @UseBefore makes of the action's error, or has prepared for it, has nothing of ours
  GET /koa/{rescued,fallback} -> 200 | no etag | no cache-control | ran tag
`),
      );

      it('a 304 closes the stream of the context', () => expectStreamClosed('/koa/ctx-from-result', UP_TO_DATE, 304));

      it('a web stream that is not sent is cancelled', async () => {
        ran.length = 0;
        expect((await app.send('GET', '/koa/web-stream-from-result', UP_TO_DATE)).status).to.equal(304);
        expect(ran).to.deep.equal(['tag', 'cancelled']);
      });
    });

    app.where(withoutEnvelope, () => {
      testCases(app, ran, [
        ...[
          ['/results/buffer', 'bytes'],
          ['/results/bytes', 'bytes'],
          ['/results/stream', 'one, two'],
          ['/results/stream-from-result', 'one, two'],
          ['/koa/ctx', 'of the context'],
          ['/koa/ctx-from-result', 'one, two'],
        ].map(
          ([path, body]): Case => ({
            rule: 'sends what the action returned',
            send: `GET ${path}`,
            status: 200,
            fields: { etag: '"v1"', 'cache-control': 'max-age=0' },
            message: new RegExp(`^${body}$`),
            ...(path?.startsWith('/koa') && { only: onKoa }),
          }),
        ),
        {
          rule: 'keeps the status that the action has set',
          send: 'GET /koa/response',
          status: 202,
          fields: { etag: '"v1"' },
          message: /^of the response$/,
          only: onKoa,
        },
        {
          rule: 'tags no response that the action leaves at 404',
          send: 'GET /koa/silent-ctx',
          status: 404,
          fields: { etag: undefined },
          only: onKoa,
        },
      ]);
    });
  });
});
