import { expect } from 'chai';
import { Authorized, Get, JsonController, Put, useContainer } from 'routing-controllers';
import { CacheControl, ETag, ETagFromResult, Vary, WebReq, type WebRequest } from 'routing-controllers-etag';
import { Container, Service } from 'typedi';
import { App, plainSetup, setups } from './app';
import { testCases } from './cases';

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

        testCases(app, ran, [
          {
            rule: 'this is the instance',
            send: 'GET /tagged',
            status: 200,
            fields: { etag: '"v1"', 'cache-control': 'max-age=60', vary: 'Accept' },
            ran: ['tag', 'action'],
          },
          {
            rule: 'this is the instance',
            send: 'GET /tagged',
            with: { 'If-None-Match': '"v1"' },
            status: 304,
            fields: { etag: '"v1"', 'cache-control': 'max-age=60', vary: 'Accept' },
            ran: ['tag'],
          },
          { rule: 'this is the instance', send: 'PUT /tagged', with: { 'If-Match': '"v0"' }, status: 412, ran: [] },
          { rule: 'this is the instance', send: 'GET /result', status: 200, fields: { etag: '"v1"' } },
          { rule: 'this is the instance', send: 'GET /injected', with: { 'If-None-Match': '"v1"' }, status: 304 },
          {
            rule: 'what the class declares holds, whatever the instance says of its class',
            send: 'GET /personal',
            status: 200,
            fields: { 'cache-control': 'private, max-age=60' },
          },
        ]);
      });
    }
  }

  it('has given the service', () => {
    expect(Container.get(ArticleController).tagged()).to.deep.equal({});
  });
});
