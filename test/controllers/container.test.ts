import { expect } from 'chai';
import { Authorized, Get, JsonController, Put, useContainer } from 'routing-controllers';
import { CacheControl, ETag, ETagFromResult, Vary, WebReq, type WebRequest } from 'routing-controllers-etag';
import { Container, Service } from 'typedi';
import { exchanges, testCases } from '../cases';
import { App, plainSetup, setups } from './app';

const ran: string[] = [];

@Service()
class ArticleService {
  readonly version = 'v1';
}

@Service()
@CacheControl({ maxAge: 60 })
@Vary('Accept')
@JsonController()
class ArticleController {
  constructor(private readonly articles: ArticleService) {}

  @Get('/tagged')
  @ETag(function (this: ArticleController) {
    ran.push('tag');
    return this.articles.version;
  })
  tagged(): object {
    ran.push('action');
    return {};
  }

  @Put('/tagged')
  @ETag(function (this: ArticleController) {
    return this.articles.version;
  })
  write(): object {
    ran.push('write');
    return {};
  }

  @Get('/result')
  @ETagFromResult(function (this: ArticleController) {
    return this.articles.version;
  })
  result(): object {
    return {};
  }

  @Get('/injected')
  injected(@WebReq() web: WebRequest): object | null {
    return web.checkNotModified(this.articles.version) ? null : {};
  }

  @Get('/personal')
  @Authorized()
  @ETag(function (this: ArticleController) {
    return this.articles.version;
  })
  personal(): object {
    return {};
  }
}

/** What a container hands out, by the kind of the container. */
const containers: Readonly<Record<string, (controller: new () => object) => object>> = {
  'the instances of typedi': (controller) => Container.get(controller),
  'a new instance for each request': () => new ArticleController(new ArticleService()),
  'a proxy that hides the class': (controller) =>
    new Proxy(Container.get(controller), {
      get: (target, key, receiver) => (key === 'constructor' ? Object : Reflect.get(target, key, receiver)),
    }),
  'an instance of a derived class': () => new (class extends ArticleController {})(new ArticleService()),
};

describe('with a container', () => {
  for (const [kind, get] of Object.entries(containers)) {
    for (const setup of [plainSetup, ...setups.slice(-1)]) {
      describe(`that gives ${kind}, on ${setup.name}`, () => {
        const app = new App(setup, { controllers: [ArticleController], authorizationChecker: () => true });

        before(async () => {
          const container = { get: (type: unknown) => type === ArticleController && get(ArticleController as never) };
          useContainer(container as Parameters<typeof useContainer>[0], { fallback: true });
          await app.start();
        });

        after(async () => {
          await app.stop();
          useContainer(undefined as never);
        });

        testCases(
          app,
          ran,
          exchanges(`
this is the instance
  GET /tagged -> 200 | etag: "v1" | cache-control: max-age=60 | vary: Accept | ran tag, action
  GET /tagged | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=60 | vary: Accept | ran tag
  PUT /tagged | If-Match: "v0" -> 412 | ran nothing
  GET /result -> 200 | etag: "v1"
  GET /injected | If-None-Match: "v1" -> 304
what the class declares holds, whatever the instance says of its class
  GET /personal -> 200 | cache-control: private, max-age=60
`),
        );
      });
    }
  }

  it('has given the service', () => {
    expect(Container.get(ArticleController).tagged()).to.deep.equal({});
  });
});
