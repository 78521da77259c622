import { Get, JsonController, Put } from 'routing-controllers';
import { WebReq, type WebRequest } from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import { type AppOptions, inEachSetup, plainSetups } from './app';
import type { Driver } from './drivers';
import { below, type Exchange, middleware } from './exchange';

const ran: string[] = [];
const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const modified = new Date(DATE);

@JsonController('/action')
class PublishingController {
  @Get('/tag')
  @Put('/tag')
  tag(@WebReq() web: WebRequest): object {
    ran.push('action');
    web.publish({ etag: 'v1' });
    return {};
  }

  @Get('/date')
  date(@WebReq() web: WebRequest): object {
    web.publish({ lastModified: modified });
    return {};
  }

  @Get('/both')
  async both(@WebReq() web: WebRequest): Promise<object> {
    await Promise.resolve();
    web.publish({ etag: 'v1', lastModified: modified });
    return {};
  }

  @Get('/twice')
  twice(@WebReq() web: WebRequest): object {
    web.publish({ etag: 'v0' });
    web.publish({ etag: 'v1' });
    return {};
  }
}

/** The same on plain routes. */
const plain = middleware((exchange: Exchange) => {
  const web = exchange.webRequest;
  if (exchange.path.endsWith('/date')) web.publish({ lastModified: modified });
  else if (exchange.path.endsWith('/both')) web.publish({ etag: 'v1', lastModified: modified });
  else web.publish({ etag: 'v1' });
  exchange.answer({});
});

const cases = (way: string): readonly Case[] =>
  exchanges(`
what is published on a read is what answers it
  {GET,HEAD} ${way}/tag | If-None-Match: "v1" -> 304 | etag: "v1"
  {GET,HEAD} ${way}/tag | If-None-Match: W/"v1" -> 304 | etag: W/"v1"
  GET ${way}/tag | If-None-Match: "a", "v1" -> 304
  GET ${way}/tag | If-None-Match: * -> 304 | etag: "v1"
  {GET,HEAD} ${way}/date | If-Modified-Since: ${DATE} -> 304 | last-modified: ${DATE}
  GET ${way}/both | If-None-Match: "v1" | If-Modified-Since: ${EARLIER} -> 304 | etag: "v1"
  GET ${way}/both | If-Modified-Since: ${DATE} -> 304 | etag: "v1"
another version is sent
  {GET,HEAD} ${way}/tag | If-None-Match: "v0" -> 200 | etag: "v1"
  GET ${way}/tag -> 200 | etag: "v1"
  GET ${way}/date | If-Modified-Since: ${EARLIER} -> 200 | last-modified: ${DATE}
  GET ${way}/both | If-None-Match: "v0" | If-Modified-Since: ${DATE} -> 200 | etag: "v1"
If-Match and If-Unmodified-Since count too
  GET ${way}/tag | If-Match: "v0" -> 412
  GET ${way}/tag | If-Match: "v1" -> 200
  GET ${way}/date | If-Unmodified-Since: ${EARLIER} -> 412
on a write it is the new version, and nothing is evaluated
  PUT ${way}/tag | If-None-Match: "v1" -> 200 | etag: "v1"
`);

const inFront: Readonly<Record<string, (driver: Driver) => readonly Function[]>> = {
  'with nothing in front': () => [],
  'behind conditionalGet()': ({ middleware: ours }) => [ours().conditionalGet()],
  'behind shallowEtag()': ({ middleware: ours }) => [ours().shallowEtag({ digest: () => 'body' })],
};

describe('fault 11: publish() on a read evaluates', () => {
  for (const [place, front] of Object.entries(inFront)) {
    const options = (driver: Driver): AppOptions => ({
      controllers: [PublishingController],
      use: [...front(driver), below('/plain', plain)],
    });

    describe(place, () => {
      inEachSetup(options, (app) => {
        testCases(app, ran, cases('/action'));
        if (plainSetups.includes(app.setup)) testCases(app, ran, cases('/plain'));

        testCases(
          app,
          ran,
          exchanges(`
what is published last counts
  GET /action/twice | If-None-Match: "v1" -> 304 | etag: "v1"
  GET /action/twice -> 200 | etag: "v1"
`),
        );
      });
    });
  }
});
