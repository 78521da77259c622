import { expect } from 'chai';
import { Get, JsonController, Put } from 'routing-controllers';
import { ETag, LastModified, LastModifiedFromResult, WebReq, type WebRequest } from 'routing-controllers-etag';
import { clock } from '../koa/clock';
import type { Answer } from '../request';
import { type App, inEachSetup } from './app';
import { below, type Exchange, InExchange, middleware } from './exchange';

/** The document, and when it was last modified. */
const document = { text: '', modified: 0 };

function change(text: string, modified: number): void {
  Object.assign(document, { text, modified });
}

const modifiedAt = (): number => document.modified;

@JsonController()
class DocumentController {
  @Get('/before')
  @Put('/before')
  @LastModified(modifiedAt)
  before(): object {
    return { text: document.text };
  }

  @Get('/date')
  @Put('/date')
  @LastModified(() => Promise.resolve(new Date(document.modified)))
  date(): object {
    return { text: document.text };
  }

  @Get('/result')
  @Put('/result')
  @LastModifiedFromResult(modifiedAt)
  result(): object {
    return { text: document.text };
  }

  @Get('/asked')
  @Put('/asked')
  asked(@WebReq() web: WebRequest): object | null {
    return web.checkNotModified(new Date(document.modified)) ? null : { text: document.text };
  }

  @Get('/published')
  @Put('/published')
  published(@WebReq() web: WebRequest): object {
    web.publish({ lastModified: document.modified });
    return { text: document.text };
  }

  @Get('/tagged')
  @ETag(() => document.text)
  @LastModified(modifiedAt)
  tagged(): object {
    return { text: document.text };
  }

  @Get('/set')
  set(@InExchange() exchange: Exchange): object {
    exchange.set('Last-Modified', new Date(document.modified).toUTCString());
    return { text: document.text };
  }
}

/** Where the library has the date of. */
const PATHS = ['/before', '/date', '/result', '/asked', '/published', '/plain'];

/** The start of a second. */
const SECOND = Date.UTC(2024, 4, 1, 12, 0, 7);
const FIELD = 'Wed, 01 May 2024 12:00:07 GMT';
const EARLIER = 'Wed, 01 May 2024 12:00:06 GMT';
const LATER = 'Wed, 01 May 2024 12:00:08 GMT';

describe('fault 10: two changes within one second have one date', () => {
  const plain = below(
    '/plain',
    middleware((exchange) => {
      if (!exchange.checkNotModified(new Date(document.modified))) exchange.answer({ text: document.text });
    }),
  );

  inEachSetup(
    ({ middleware: ours }) => ({
      controllers: [DocumentController],
      use: [below('/set', ours().conditionalGet()), plain],
    }),
    (app) => {
      afterEach(() => clock.restore());

      for (const path of [...PATHS, '/set']) {
        for (const method of ['GET', 'HEAD']) {
          it(`who reads between the two gets the second one: ${method} ${path}`, async () => {
            clock.standsAt(SECOND + 500);
            change('first', SECOND + 200);
            expect((await app.send(method, path)).headers['last-modified']).to.equal(undefined);
            change('second', SECOND + 700);
            clock.standsAt(SECOND + 10_000);
            const { status, headers } = await app.send(method, path);
            expect([status, headers['last-modified']]).to.deep.equal([200, FIELD]);
          });
        }
      }

      for (const path of [...PATHS, '/set']) {
        for (const [when, now] of [
          ['at the change itself', SECOND + 200],
          ['at the end of the second', SECOND + 999],
          ['before it, as clocks differ', SECOND - 5_000],
        ] as const) {
          it(`no date is compared with one of this second: GET ${path} ${when}`, async () => {
            clock.standsAt(now);
            change('first', SECOND + 200);
            for (const since of [FIELD, LATER]) {
              const { status, headers } = await app.send('GET', path, { 'If-Modified-Since': since });
              expect(status).to.equal(200);
              expect(headers['last-modified']).to.equal(undefined);
            }
          });
        }

        it(`once the second is over it is: GET ${path}`, async () => {
          clock.standsAt(SECOND + 1_000);
          change('first', SECOND + 999);
          expect((await app.send('GET', path)).headers['last-modified']).to.equal(FIELD);
          expect((await app.send('GET', path, { 'If-Modified-Since': EARLIER })).status).to.equal(200);
          expect((await app.send('GET', path, { 'If-Modified-Since': FIELD })).status).to.equal(304);
        });
      }

      it('a tag revalidates at once', async () => {
        clock.standsAt(SECOND + 500);
        change('first', SECOND + 200);
        const { headers } = await app.send('GET', '/tagged');
        expect([headers.etag, headers['last-modified']]).to.deep.equal(['"first"', undefined]);
        expect((await app.send('GET', '/tagged', { 'If-None-Match': '"first"' })).status).to.equal(304);
      });

      for (const path of PATHS) {
        it(`a writer gets no date that the next writer shares with it: PUT ${path}`, async () => {
          clock.standsAt(SECOND + 500);
          change('first', SECOND + 200);
          expect((await put(app, path)).headers['last-modified']).to.equal(undefined);
          clock.standsAt(SECOND + 1_000);
          if (path === '/result' || path === '/published') {
            expect((await put(app, path)).headers['last-modified']).to.equal(FIELD);
          }
        });
      }

      for (const path of ['/before', '/date', '/asked', '/plain']) {
        for (const [since, status] of [
          [EARLIER, 412],
          [FIELD, 200],
          [LATER, 200],
        ] as const) {
          it(`a write is refused where its date is older: PUT ${path}, If-Unmodified-Since: ${since} -> ${status}`, async () => {
            clock.standsAt(SECOND + 500);
            change('first', SECOND + 200);
            expect((await put(app, path, since)).status).to.equal(status);
          });
        }
      }
    },
  );
});

function put(app: App, path: string, since?: string): Promise<Answer> {
  return app.send('PUT', path, since === undefined ? {} : { 'If-Unmodified-Since': since });
}
