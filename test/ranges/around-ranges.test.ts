import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { RequestListener } from 'node:http';
import { connect, createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import type express from 'express';
import { Controller, Get, JsonController } from 'routing-controllers';
import { ETag } from 'routing-controllers-etag';
import { conditionalGet, ranges } from 'routing-controllers-etag/express';
import { type App, inEachSetup, onlyOn, plainSetups, withoutEnvelope } from '../controllers/app';
import { onEachExpress } from '../express/app';
import { TemporaryDirectory } from '../koa/temporary-directory';
import { bytesOf, RepresentationController, TEXT } from './representations';

const LONG = bytesOf(5000);

@Controller()
class LongController {
  @Get('/long')
  @ETag(() => 'v1')
  long(): string {
    return LONG;
  }
}

const GZIP = { 'Accept-Encoding': 'gzip' };

function sendsParts(app: App): void {
  it('sends a part', async () => {
    const part = await app.send('GET', '/long', { Range: 'bytes=10-19', 'If-Range': '"v1"' });
    expect(part).to.include({ status: 206, body: LONG.slice(10, 20) });
    expect(part.headers).to.include({ etag: '"v1"', 'accept-ranges': 'bytes' });
  });
}

function sendsTheWhole(app: App): void {
  it('sends the whole if it has changed', async () => {
    const whole = await app.send('GET', '/long', { Range: 'bytes=10-19', 'If-Range': '"v0"' });
    expect(whole).to.include({ status: 200, body: LONG });
  });

  it('says nothing of ranges on a content that is coded', async () => {
    const { status, headers } = await app.send('GET', '/long', GZIP);
    expect(status).to.equal(200);
    expect(headers).to.include({ etag: '"v1--gzip"', 'content-encoding': 'gzip' });
    expect(headers).not.to.have.property('accept-ranges');
  });

  it('sends the whole to who holds the coded content', async () => {
    const fields = { ...GZIP, Range: 'bytes=10-19', 'If-Range': '"v1--gzip"' };
    const { status, headers } = await app.send('GET', '/long', fields);
    expect(status).to.equal(200);
    expect(headers).to.include({ 'content-encoding': 'gzip' }).and.not.have.property('content-range');
  });
}

describe('ranges and what is around them', () => {
  describe('inside of middleware that compresses', () => {
    inEachSetup(
      (driver) => ({
        controllers: [LongController],
        use: [driver.compression({ threshold: 1 }), driver.middleware().ranges()],
      }),
      (app) => {
        sendsParts(app);
        sendsTheWhole(app);

        it('sends a part that is not coded to a client that accepts codings', async () => {
          const part = await app.send('GET', '/long', { ...GZIP, Range: 'bytes=10-19', 'If-Range': '"v1"' });
          expect(part).to.include({ status: 206, body: LONG.slice(10, 20) });
          expect(part.headers).to.include({ etag: '"v1"' }).and.not.have.property('content-encoding');
        });
      },
      withoutEnvelope,
    );
  });

  describe('outside of middleware that compresses', () => {
    inEachSetup(
      (driver) => ({
        controllers: [LongController],
        use: [driver.middleware().ranges(), driver.compression({ threshold: 1 })],
      }),
      (app) => {
        sendsTheWhole(app);
        app.where(onlyOn('koa', "Express' writes the head before its content comes by"), () => sendsParts(app));
      },
      withoutEnvelope,
    );
  });

  describe('outside of cacheControl', () => {
    inEachSetup(
      (driver) => ({
        controllers: [RepresentationController],
        use: [driver.middleware().ranges(), driver.middleware().cacheControl({ '/*': { maxAge: 60 } })],
      }),
      (app) => {
        it('a part may be stored as the whole may; what there is no part of may not', async () => {
          for (const kind of ['text', 'file']) {
            const part = await app.send('GET', `/plain/${kind}`, { Range: 'bytes=0-4' });
            expect(part.headers).to.include({ 'cache-control': 'max-age=60' });
            const none = await app.send('GET', `/plain/${kind}`, { Range: 'bytes=99-' });
            expect(none.status).to.equal(416);
            expect(none.headers).not.to.have.property('cache-control');
          }
        });
      },
      withoutEnvelope,
    );
  });

  describe('a JSON value in an envelope', () => {
    @JsonController()
    class JsonValueController {
      @Get('/json')
      json(): object {
        return JSON.parse(TEXT);
      }
    }

    inEachSetup(
      (driver) => ({ controllers: [JsonValueController], use: [driver.middleware().ranges()] }),
      (app) => {
        it('is cut as it is sent', async () => {
          const whole = (await app.send('GET', '/json')).body;
          const part = await app.send('GET', '/json', { Range: 'bytes=3-' });
          expect(part).to.include({ status: 206, body: whole.slice(3) });
        });
      },
    );
  });

  describe('on plain Express routes', () => {
    const folder = new TemporaryDirectory();
    const file = folder.write(TEXT, 'file.json');

    after(() => folder.remove());

    function routes(app: express.Express, framework: typeof express): void {
      app.use(ranges());
      app.use(conditionalGet());
      app.use('/files', framework.static(folder.path, { acceptRanges: false }));
      app.get('/file', (_req, res) => res.sendFile(file));
      app.get('/file-with-options', (_req, res) => res.sendFile('file.json', { root: folder.path }, () => {}));
      app.get('/piped', (_req, res) => {
        res.set('ETag', '"v1"').type('json');
        createReadStream(file).pipe(res);
      });
      app.get('/ended', (_req, res) => {
        res.set('ETag', '"v1"').end(TEXT, 'utf8');
      });
      app.get('/called-back', (_req, res) => {
        res.end(Buffer.from(TEXT), () => ended.push('/called-back'));
      });
      app.get('/written', (_req, res) => {
        res.write(TEXT.slice(0, 3));
        res.end(TEXT.slice(3));
      });
      app.get('/head-first', (_req, res) => {
        res.writeHead(200, { 'Content-Length': '11' });
        res.end(TEXT);
      });
    }

    const ended: string[] = [];

    onEachExpress(routes, (app) => {
      for (const path of ['/files/file.json', '/file', '/file-with-options', '/piped', '/ended', '/called-back']) {
        it(`a part of ${path}, or none, or the whole`, async () => {
          const part = await app.send('GET', path, { Range: 'bytes=5-' });
          expect(part).to.include({ status: 206, body: '12345}' });
          expect(part.headers).to.include({ 'content-range': 'bytes 5-10/11', 'content-length': '6' });
          expect((await app.send('GET', path, { Range: 'bytes=11-' })).status).to.equal(416);
          expect(await app.send('GET', path, { Range: 'bytes=5-', 'If-Range': '"v0"' })).to.include({ body: TEXT });
          expect(await app.send('GET', path)).to.include({ status: 200, body: TEXT });
        });
      }

      it('calls back when a part is sent', async () => {
        ended.length = 0;
        await app.send('GET', '/called-back', { Range: 'bytes=5-' });
        expect(ended).to.deep.equal(['/called-back']);
      });

      it('a weak tag of express.static does not pass If-Range', async () => {
        const { etag } = (await app.send('GET', '/files/file.json')).headers;
        expect(etag).to.match(/^W\//);
        const fields = { Range: 'bytes=5-', 'If-Range': etag as string };
        expect(await app.send('GET', '/files/file.json', fields)).to.include({ status: 200, body: TEXT });
      });

      for (const path of ['/written', '/head-first']) {
        it(`what is sent in pieces, or whose head is written first, stays whole: ${path}`, async () => {
          expect(await app.send('GET', path, { Range: 'bytes=5-' })).to.include({ status: 200, body: TEXT });
        });
      }
    });
  });

  describe('over HTTP/2', () => {
    const [koa] = plainSetups;

    it('sends parts of bytes and of a file on Koa', async () => {
      const listener = koa?.driver.create({
        options: { controllers: [RepresentationController] },
        use: [koa.driver.middleware().ranges()],
        useBehind: [],
        session: undefined,
        render: undefined,
        answersErrors: true,
        onError: () => {},
      }) as RequestListener;
      const server = createServer(listener as never).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      try {
        for (const kind of ['text', 'file']) {
          const stream = session.request({ ':path': `/tagged/${kind}`, range: 'bytes=5-', 'if-range': '"v1"' });
          const [headers] = await once(stream, 'response');
          expect(headers).to.include({ ':status': 206, 'content-range': 'bytes 5-10/11' });
          expect(await text(stream)).to.equal('12345}');
        }
      } finally {
        session.close();
        server.close();
      }
    });
  });
});
