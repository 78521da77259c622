import { CurrentUser, Get, JsonController } from 'routing-controllers';
import { CacheControl, ETag, WebReq, type WebRequest } from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import { inEachSetup } from './app';
import { type Exchange, InExchange } from './exchange';

const ran: string[] = [];

@JsonController()
class OuterController {
  @Get('/cached')
  @CacheControl({ maxAge: 60 })
  cached(@InExchange() exchange: Exchange): object {
    exchange.set('Last-Modified', DATE);
    return {};
  }

  @Get('/personal')
  @CacheControl({ maxAge: 60 })
  personal(@InExchange() exchange: Exchange, @CurrentUser() _user: string): object {
    exchange.set('Last-Modified', DATE);
    return {};
  }

  @Get('/injected')
  injected(@InExchange() exchange: Exchange, @WebReq() _web: WebRequest): object {
    exchange.set('Last-Modified', DATE);
    return {};
  }

  @Get('/tagged')
  @ETag(() => 'v1')
  @CacheControl({ maxAge: 60 })
  tagged(): object {
    return {};
  }
}

const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';

const cacheControls = {
  cached: 'max-age=60',
  personal: 'private, max-age=60',
  injected: 'max-age=0',
  tagged: 'max-age=60',
};

/** What the middleware finds on the response of a conditional action is evaluated, by the action's own policy. */
function cases(validator: (path: string) => string): Case[] {
  return Object.entries(cacheControls).flatMap(([path, cacheControl]): Case[] => {
    const field = path === 'tagged' ? 'etag' : validator(path);
    const condition: Record<string, string> =
      path === 'tagged' ? { 'If-None-Match': '"v1"' } : { 'If-Modified-Since': DATE };
    return [
      {
        rule: 'an action that has no tag of its own keeps its caching policy',
        send: `GET /${path}`,
        status: 200,
        fields: { 'cache-control': cacheControl },
      },
      {
        rule: `is answered by its ${field}`,
        send: `GET /${path}`,
        with: condition,
        status: 304,
        fields: { 'cache-control': cacheControl },
      },
    ];
  });
}

describe('middleware of plain applications around a conditional action', () => {
  const controllers = [OuterController];
  const currentUserChecker = () => 'user';

  describe('conditionalGet()', () => {
    inEachSetup(
      ({ middleware }) => ({ controllers, currentUserChecker, use: [middleware().conditionalGet()] }),
      (app) => {
        testCases(
          app,
          ran,
          cases(() => 'last-modified'),
        );
      },
    );
  });

  describe('shallowEtag()', () => {
    inEachSetup(
      ({ middleware }) => ({
        controllers,
        currentUserChecker,
        use: [middleware().shallowEtag({ digest: () => 'body' })],
      }),
      (app) => {
        testCases(app, ran, [
          ...cases(() => 'last-modified'),
          ...exchanges(`
tags a body that has no tag
  GET /{cached,personal,injected} -> 200 | etag: "body"
keeps the tag of the action
  GET /tagged -> 200 | etag: "v1"
`),
        ]);
      },
    );
  });
});
