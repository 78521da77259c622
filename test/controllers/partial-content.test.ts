import { expect } from 'chai';
import { Get, JsonController, UseInterceptor } from 'routing-controllers';
import { ETag, ShallowEtag } from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import { type App, inEachSetup } from './app';
import { below, type Exchange, InExchange, middleware } from './exchange';

const ran: string[] = [];
const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';

/** Answers with a part of a representation, and with the validators that its path names. */
function answerPart(exchange: Exchange): void {
  exchange.setStatus(206);
  exchange.set('Content-Range', 'bytes 0-1/9');
  if (exchange.path.includes('tagged')) exchange.set('ETag', '"v1"');
  if (exchange.path.includes('weak')) exchange.set('ETag', 'W/"v1"');
  if (exchange.path.includes('dated')) exchange.set('Last-Modified', DATE);
}

@JsonController()
class PartController {
  @Get('/interceptor/tagged')
  @Get('/interceptor/weak')
  @Get('/interceptor/dated')
  @Get('/interceptor/tagged-dated')
  @Get('/interceptor/bare')
  @UseInterceptor(ShallowEtag({ digest: () => 'body' }))
  part(@InExchange() exchange: Exchange): object {
    answerPart(exchange);
    return {};
  }

  @Get('/action/tagged')
  @ETag(() => 'v1')
  tagged(@InExchange() exchange: Exchange): object {
    exchange.setStatus(206);
    return {};
  }
}

const cases = (way: string): Case[] =>
  exchanges(`
a part keeps its validators, and gets none of its own
  GET ${way}/{tagged,tagged-dated} -> 206 | etag: "v1" | content-range: bytes 0-1/9
  GET ${way}/bare -> 206 | no etag
a client that has the whole as it is gets a 304 by its tag
  GET ${way}/{tagged,tagged-dated} | If-None-Match: {,W/}"v1" -> 304 | no content-range
  GET ${way}/weak | If-None-Match: W/"v1" -> 304 | etag: W/"v1"
  GET ${way}/{tagged,weak} | If-None-Match: * -> 304
and by its date
  GET ${way}/dated | If-Modified-Since: ${DATE} -> 304 | last-modified: ${DATE}
  GET ${way}/dated | If-Modified-Since: ${EARLIER} -> 206
the tag comes first
  GET ${way}/tagged-dated | If-None-Match: "v0" | If-Modified-Since: ${DATE} -> 206
another tag is another version
  GET ${way}/{tagged,weak} | If-None-Match: "v0", "body" -> 206
If-Match fails
  GET ${way}/{tagged,tagged-dated} | If-Match: "v0" -> 412
  GET ${way}/tagged | If-Match: W/"v1" -> 412
  GET ${way}/weak | If-Match: W/"v1" -> 412
  GET ${way}/dated | If-Match: "v1" -> 412
If-Match passes
  GET ${way}/tagged | If-Match: "v1" -> 206
  GET ${way}/{tagged,weak,dated} | If-Match: * -> 206
  GET ${way}/tagged | If-Match: "v1" | If-None-Match: "v1" -> 304
If-Unmodified-Since fails and passes
  GET ${way}/{dated,tagged-dated} | If-Unmodified-Since: ${EARLIER} -> 412
  GET ${way}/{dated,tagged-dated} | If-Unmodified-Since: ${DATE} -> 206
nothing is known of what has no validators
  GET ${way}/bare | If-None-Match: "body" -> 206
  GET ${way}/bare | If-Match: "v0" -> 206
  GET ${way}/bare | If-Modified-Since: ${DATE} -> 206
`);

/** What the application has set itself may stay on an error, so that of those the status alone is looked at. */
function testParts(app: App, way: string, all: readonly Case[] = cases(way)): void {
  testCases(
    app,
    ran,
    all.filter(({ status }) => status !== 412),
  );
  for (const { rule, send, with: fields } of all.filter(({ status }) => status === 412)) {
    it(`${rule}: ${send}, ${JSON.stringify(fields)} -> 412`, async () => {
      const [method, path] = send.split(' ') as [string, string];
      expect((await app.send(method, path, fields)).status).to.equal(412);
    });
  }
}

describe('fault 40: the preconditions of a request for a part count', () => {
  const route = middleware((exchange) => {
    answerPart(exchange);
    exchange.answer({});
  });

  inEachSetup(
    ({ middleware: ours }) => ({
      controllers: [PartController],
      use: [
        below('/shallow', ours().shallowEtag({ digest: () => 'body' })),
        below('/get', ours().conditionalGet()),
        below('/shallow', route),
        below('/get', route),
      ],
    }),
    (app) => {
      describe('behind shallowEtag()', () => testParts(app, '/shallow'));
      // Without shallowEtag() Express tags what nobody else does.
      const tagged = cases('/get').filter(({ send }) => !send.endsWith('bare'));
      describe('behind conditionalGet()', () => testParts(app, '/get', tagged));
      describe('with ShallowEtag() as interceptor', () => testParts(app, '/interceptor'));
      describe('with @ETag', () =>
        testCases(
          app,
          ran,
          exchanges(`
a part has the tag of the whole
  GET /action/tagged -> 206 | etag: "v1"
  GET /action/tagged | If-None-Match: "v1" -> 304 | etag: "v1"
  GET /action/tagged | If-Match: "v0" -> 412
`),
        ));
    },
  );
});
