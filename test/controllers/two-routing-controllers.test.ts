import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import { expect } from 'chai';
import Koa from 'koa';
import * as first from 'routing-controllers';
import {
  CacheControl,
  conditionalRequests,
  ETag,
  ETagFromResult,
  type Guard,
  GuardUnavailableError,
  PreconditionFailedError,
  PreconditionRequired,
  PreconditionRequiredError,
  ShallowEtag,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { type Fields, request } from '../request';
import { installSecondRoutingControllers } from '../second-routing-controllers';
import { listen, type RunningServer } from '../server';

const { copy: second, remove } = installSecondRoutingControllers();

const ran: string[] = [];

const away: Guard = {
  take: () => {
    throw new GuardUnavailableError('away', { reason: 'away' });
  },
};

class ConflictError extends Error {}

/** The application's controllers have the decorators of its own copy of routing-controllers; ours know the other one. */
@second.JsonController()
class DocumentController {
  @second.Get('/tagged')
  @second.Put('/tagged')
  @ETag(() => 'v1')
  @PreconditionRequired()
  @CacheControl({ maxAge: 60 })
  tagged(): object {
    ran.push('action');
    return {};
  }

  @second.Get('/result')
  @ETagFromResult(() => 'v1')
  result(): object {
    return {};
  }

  @second.Get('/asked')
  @second.Put('/asked')
  asked(@WebReq() web: WebRequest): object | null {
    if (web.checkNotModified('v1')) return null;
    ran.push('action');
    return {};
  }

  @second.Put('/conflict')
  @ETag(() => 'v1', { conflict: (error) => error instanceof ConflictError })
  conflict(): object {
    throw new ConflictError();
  }

  @second.Put('/thrown')
  thrown(): object {
    throw new PreconditionFailedError('The row has changed');
  }

  @second.Put('/rejected')
  rejected(): Promise<object> {
    return Promise.reject(new PreconditionRequiredError('Say which row'));
  }

  @second.Put('/tagged-thrown')
  @ETag(() => 'v1')
  taggedThrown(): object {
    throw new PreconditionFailedError('The row has changed');
  }

  @second.Get('/shallow')
  @second.UseInterceptor(ShallowEtag({ digest: () => 'body' }))
  shallow(): object {
    return {};
  }

  @second.Get('/forbidden')
  @ETag(() => 'v1')
  forbidden(): object {
    throw new second.ForbiddenError('Not for you');
  }
}

/** An application's own, behind an action that has decorators of ours and behind one that has none. */
const refusing = second.UseInterceptor((): unknown => {
  throw new PreconditionFailedError('The interceptor has looked again');
});

@second.JsonController('/intercepted')
class InterceptedController {
  @second.Put('/tagged')
  @refusing
  @ETag(() => 'v1')
  tagged(): object {
    return {};
  }

  @second.Put('/plain')
  @refusing
  plain(): object {
    return {};
  }

  @second.Put('/late')
  @second.UseInterceptor(() => Promise.reject(new PreconditionRequiredError('Say which row')))
  late(): object {
    return {};
  }
}

@second.Controller('/text')
class TextController {
  @second.Put()
  @ETag(() => 'v1')
  put(): string {
    return '';
  }
}

const options = { controllers: [DocumentController, InterceptedController, TextController], interceptors: [class {}] };

const applications: Readonly<Record<string, (defaultErrorHandler: boolean, guard?: Guard) => RequestListener>> = {
  'Koa 3': (defaultErrorHandler, guard) => koa(Koa, defaultErrorHandler, guard),
  'Koa 2.16': (defaultErrorHandler, guard) => koa(require('koa2'), defaultErrorHandler, guard),
  'Express 5': (defaultErrorHandler, guard) => express(require('express'), defaultErrorHandler, guard),
  'Express 4': (defaultErrorHandler, guard) => express(require('express4'), defaultErrorHandler, guard),
};

function koa(version: typeof Koa, defaultErrorHandler: boolean, guard?: Guard): RequestListener {
  const app = new version();
  app.silent = true;
  app.use(conditionalRequests({ unevaluated: 'refuse', ...(guard && { guard }) }));
  second.useKoaServer(app, { ...options, defaultErrorHandler });
  return app.callback();
}

function express(load: () => import('express').Express, defaultErrorHandler: boolean, guard?: Guard): RequestListener {
  const app = load();
  app.set('env', 'test');
  app.use(conditionalRequests({ unevaluated: 'refuse', ...(guard && { guard }) }));
  second.useExpressServer(app, { ...options, defaultErrorHandler });
  return app;
}

describe('fault 22: two copies of routing-controllers', () => {
  after(remove);

  it('are two, with one store of metadata', () => {
    expect(second.HttpError).not.to.equal(first.HttpError);
    expect(new PreconditionFailedError()).not.to.be.instanceOf(second.HttpError);
    expect(second.getMetadataArgsStorage()).to.equal(first.getMetadataArgsStorage());
  });

  for (const [name, create] of Object.entries(applications)) {
    for (const defaultErrorHandler of [true, false]) {
      describe(`on ${name}, ${defaultErrorHandler ? 'the default' : 'no'} error handler`, () => {
        const target = { errors: [] as unknown[], send: sendTo(() => create(defaultErrorHandler)) };
        testCases(
          target,
          ran,
          exchanges(`
a 304 is a 304
  GET /tagged | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=60 | ran nothing
  GET /{result,asked} | If-None-Match: "v1" -> 304 | etag: "v1"
  GET /shallow | If-None-Match: "body" -> 304 | etag: "body"
a 412 is a 412
  PUT /tagged | If-Match: "v0" -> 412 | says If-Match does not name the current version | ran nothing
  GET /{tagged,result,asked,shallow} | If-Match: "v0" -> 412 | says If-Match does not name the current version
  PUT /asked | If-Match: "v0" -> 412 | ran nothing
  PUT /text | If-Match: "v0" -> 412 | says If-Match does not name the current version
of a conflict too
  PUT /conflict | If-Match: "v1" -> 412 | says The resource has changed
thrown by an action too, with decorators of ours and without
  PUT /{tagged-thrown,thrown} -> 412 | says The row has changed | no etag
thrown by an interceptor of the application too
  PUT /intercepted/{tagged,plain} -> 412 | says The interceptor has looked again | no etag
  PUT /intercepted/late -> 428 | says Say which row
of what nobody evaluates too
  PUT /thrown | If-Match: "v1" -> 412 | says If-Match cannot be checked here
a 428 is a 428
  PUT /tagged -> 428 | says Send If-Match | ran nothing
  PUT /rejected -> 428 | says Say which row
a success is a success
  GET /{tagged,result,asked} -> 200 | etag: "v1"
  PUT /{tagged,asked} | If-Match: "v1" -> 200 | ran action
`),
        );

        it('its own errors stay what they are', async () => {
          const { status, headers } = await target.send('GET', '/forbidden', {});
          expect(status).to.equal(defaultErrorHandler ? 403 : 500);
          expect(headers.etag).to.equal(undefined);
        });

        it('a 503 is a 503, with Retry-After', async () => {
          const send = sendTo(() => create(defaultErrorHandler, away));
          const { status, headers, body } = await send('PUT', '/tagged', { 'If-Match': '"v1"' });
          expect([status, headers['retry-after']]).to.deep.equal([503, '1']);
          expect(body).to.contain('The write was not made: try again');
        });
      });
    }
  }
});

function sendTo(create: () => RequestListener) {
  return async (method: string, path: string, fields: Fields, body?: string) => {
    const server: RunningServer = await listen(create());
    try {
      return await request(server.port, method, path, fields, body);
    } finally {
      await server.close();
    }
  };
}
