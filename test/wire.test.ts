import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { Context } from 'koa';
import { Ctx, Get, JsonController, Put } from 'routing-controllers';
import {
  ETag,
  ETagFromResult,
  LastModified,
  PreconditionRequired,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { type AppOptions, inEachSetup, onlyOn } from './controllers/app';
import type { Driver } from './controllers/drivers';
import { middleware } from './controllers/exchange';
import { WireConnection, type WireResponse } from './wire-connection';

const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT';

/** `Cache-Control` and `Pragma` of the requests that reached the application. */
const received: string[] = [];

@JsonController()
class DocumentController {
  @Get('/json')
  @ETag(() => 'v1')
  json(): object {
    return { some: 'content' };
  }

  @Put('/json')
  @ETag(() => 'v1')
  @PreconditionRequired()
  write(): object {
    return { written: true };
  }

  @Get('/result')
  @ETagFromResult(() => 'v1')
  result(): object {
    return { some: 'content' };
  }

  @Get('/stream')
  @ETagFromResult(() => 'v1')
  stream(): Readable {
    return Readable.from(['some ', 'content']);
  }

  @Get('/described')
  described(@Ctx() ctx: Context, @WebReq() web: WebRequest): Context {
    ctx.set({ 'Content-Language': 'en', 'Content-Encoding': 'identity', 'Content-Range': 'bytes 0-0/1' });
    ctx.type = 'text/plain';
    ctx.length = 3;
    ctx.body = Buffer.from('abc');
    web.checkNotModified('v1');
    return ctx;
  }

  @Get('/dated')
  @LastModified(() => Date.parse(LAST_MODIFIED))
  dated(): object {
    return {};
  }

  @Get('/obs-text')
  @Put('/obs-text')
  @ETag(() => 'h\u00e9')
  obsText(): Buffer {
    return Buffer.from('bytes');
  }
}

const options = (driver: Driver): AppOptions => ({
  controllers: [DocumentController],
  use: [
    middleware((exchange, next) => {
      received.push(exchange.get('Cache-Control'), exchange.get('Pragma'));
      return next();
    }),
    driver.middleware().conditionalGet(),
    middleware((exchange, next) => {
      if (exchange.path === '/route') {
        if (!exchange.checkNotModified('v1')) exchange.answer({ some: 'content' });
      } else if (exchange.path === '/middleware') {
        exchange.set('ETag', '"v1"');
        exchange.answer({ some: 'content' });
      } else return next();
    }),
  ],
});

const onKoa = onlyOn('koa', 'the context can be the result');

const UP_TO_DATE = ['If-None-Match: "v1"'];

function expectNoContent({ status, fieldLines }: WireResponse): void {
  expect(status).to.equal(304);
  const names = fieldLines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  for (const name of names) expect(name).not.to.match(/^(?:content-(?!location)|transfer-encoding)/);
  expect(names).to.include.members(['etag', 'date']);
}

describe('on the wire', () => {
  inEachSetup(options, (app) => {
    let connection: WireConnection;

    beforeEach(async () => {
      received.length = 0;
      connection = await WireConnection.open(app.port);
    });
    afterEach(() => connection.close());

    /** Any byte of a content would be taken for the start of this response. */
    const expectNextRequestWorks = async () => {
      connection.send('GET /json');
      const next = await connection.read();
      expect(next.status).to.equal(200);
      expect(next.content).to.contain('"some":"content"');
      expect(connection.unread).to.equal('');
    };

    for (const path of ['/json', '/result', '/stream', '/described', '/route', '/middleware']) {
      if (path === '/described' && !onKoa.applies(app.setup)) continue;
      it(`a 304 has no content and none of its fields, and the next request works: ${path}`, async () => {
        connection.send(`GET ${path}`, UP_TO_DATE);
        const head = await connection.readHead();
        expectNoContent(head);
        expect(head.field('ETag')).to.equal('"v1"');
        await expectNextRequestWorks();
      });
    }

    it('HEAD has no content, and the next request works', async () => {
      for (const [fields, status] of [
        [[], 200],
        [UP_TO_DATE, 304],
        [['If-Match: "v0"'], 412],
      ] as const) {
        connection.send('HEAD /json', fields);
        expect((await connection.readHead()).status).to.equal(status);
      }
      await expectNextRequestWorks();
    });

    it('requests in one packet are answered in their order', async () => {
      const request = (fields: string) => `GET /json HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`;
      connection.write(request('If-None-Match: "v1"\r\n') + request('If-Match: "v0"\r\n') + request(''));
      expectNoContent(await connection.read());
      expect((await connection.read()).status).to.equal(412);
      expect((await connection.read()).status).to.equal(200);
      expect(connection.unread).to.equal('');
    });

    it('a refused write has its content read, and the next request works', async () => {
      const content = JSON.stringify({ text: 'x'.repeat(50_000) });
      const fields = ['Content-Type: application/json', `Content-Length: ${content.length}`];
      connection.send('PUT /json', [...fields, 'If-Match: "v0"'], content);
      expect((await connection.read()).status).to.equal(412);
      connection.send('PUT /json', fields, content);
      expect((await connection.read()).status).to.equal(428);
      connection.send('PUT /json', [...fields, 'If-Match: "v1"'], content);
      expect((await connection.read()).status).to.equal(200);
      await expectNextRequestWorks();
    });

    it('a write in chunks that is refused leaves the connection in order', async () => {
      const fields = ['Content-Type: application/json', 'Transfer-Encoding: chunked', 'If-Match: "v0"'];
      connection.send('PUT /json', fields, '2\r\n{}\r\n0\r\n\r\n');
      expect((await connection.read()).status).to.equal(412);
      await expectNextRequestWorks();
    });

    for (const [rule, fields, status] of [
      ['white space around the value does not belong to it', ['If-None-Match:  \t"v1"\t '], 304],
      ['field names have no case', ['IF-NONE-MATCH: "v1"'], 304],
      ['lines of a list are one list', ['If-None-Match: "a"', 'X: y', 'if-none-match: "v1"'], 304],
      ['an empty field was sent', ['If-None-Match:', `If-Modified-Since: ${LATER}`], 200],
      ['one line of a date is one date', [`If-Modified-Since: ${LATER}`], 304],
      ['two lines of a date do not count', [`If-Modified-Since: ${LATER}`, `If-Modified-Since: ${LATER}`], 200],
      [
        'two lines of a date do not count',
        [`If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT`, 'If-Unmodified-Since: 0'],
        200,
      ],
      ['one line of a date is one date', [`If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT`], 412],
    ] as const) {
      it(`${rule}: ${fields.join(' | ')}`, async () => {
        const path = fields.some((line) => line.includes('"v1"')) ? '/json' : '/dated';
        connection.send(`GET ${path}`, fields);
        expect((await connection.read()).status).to.equal(status);
        await expectNextRequestWorks();
      });
    }

    it('a tag with obs-text is refused where it is made: heads with a text as body leave in another encoding (fault 13)', async () => {
      for (const method of ['GET', 'PUT']) {
        connection.send(`${method} /obs-text`, ['If-Match: "h\xe9"']);
        const { status, content } = await connection.read();
        expect(status).to.equal(500);
        expect(content).to.match(/@ETag on DocumentController\.obsText: .*cannot be an entity tag/);
      }
    });

    it("Node's fetch gets its 304, though it adds no-cache to a conditional request", async () => {
      const url = `http://127.0.0.1:${app.port}/json`;
      const full = await fetch(url);
      expect(full.status).to.equal(200);
      const etag = full.headers.get('ETag') as string;
      await full.text();
      const revalidated = await fetch(url, { headers: { 'If-None-Match': etag } });
      expect(revalidated.status).to.equal(304);
      expect(await revalidated.text()).to.equal('');
      expect(received.slice(-2)).to.deep.equal(['no-cache', 'no-cache']);
    });
  });
});
