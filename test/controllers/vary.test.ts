import { expect } from 'chai';
import { Get, Header, JsonController, NotFoundError, Put } from 'routing-controllers';
import { ETag, Vary } from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import { inEachSetup } from './app';
import { type Exchange, InExchange } from './exchange';

const ran: string[] = [];

@Vary('Accept', 'Origin')
@JsonController('/articles')
class ArticleController {
  @Get()
  list(): object {
    return {};
  }

  @Get('/show')
  @Vary('Accept-Language')
  @Vary('ACCEPT')
  @ETag(() => 'v1')
  show(): object {
    return {};
  }

  @Put('/show')
  @ETag(() => 'v1')
  save(): object {
    return {};
  }

  @Get('/set')
  @ETag(() => 'v1')
  set(@InExchange() exchange: Exchange): object {
    exchange.vary('Cookie');
    return {};
  }

  @Get('/header')
  @Header('Vary', 'Cookie')
  @ETag(() => 'v1')
  header(): object {
    return {};
  }

  @Get('/anything')
  @Vary('*')
  @ETag(() => 'v1')
  anything(): object {
    return {};
  }

  @Get('/error')
  @Vary('Accept-Language')
  error(): object {
    throw new NotFoundError();
  }
}

describe('@Vary', () => {
  inEachSetup({ controllers: [ArticleController] }, (app) => {
    testCases(app, ran, [
      ...exchanges(`
on a class it holds for all of its actions
  GET /articles -> 200 | vary: Accept, Origin
`),
      ...[
        ['"v0"', 200],
        ['"v1"', 304],
      ].flatMap(([tag, status]): Case[] => {
        const request = { with: { 'If-None-Match': tag as string }, status: status as number };
        return [
          {
            ...request,
            rule: 'that of the method and that of the class are merged, each name once',
            send: 'GET /articles/show',
            fields: { vary: 'ACCEPT, Accept-Language, Origin' },
          },
          {
            ...request,
            rule: "merged with @Header('Vary')",
            send: 'GET /articles/header',
            fields: { vary: 'Cookie, Accept, Origin' },
          },
          { ...request, rule: '* says it all', send: 'GET /articles/anything', fields: { vary: '*' } },
        ];
      }),
      ...exchanges(`
merged with what the action has set
  GET /articles/set -> 200 | vary: Cookie, Accept, Origin
never on an error
  GET /articles/error -> 404 | no vary
  PUT /articles/show | If-Match: "v0" -> 412 | no vary
`),
    ]);
  });

  for (const name of ['', 'a b', 'a,b', 'a:', 'h\u00e9', 'a\r\nb', 7]) {
    it(`refuses a name that is no token: ${JSON.stringify(name)}`, () => {
      expect(() => Vary('Accept', name as string)).to.throw(
        TypeError,
        `@Vary: ${JSON.stringify(name)} is not a field name`,
      );
    });
  }
});
