import 'reflect-metadata';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { expect } from 'chai';
import compression from 'compression';
import type Koa from 'koa';
import onHeaders from 'on-headers';
import { Get, JsonController, Put, UseBefore, UseInterceptor, useKoaServer } from 'routing-controllers';
import { ETag, ETagFromResult, LastModified, ShallowEtag, WebReq, type WebRequest } from 'routing-controllers-etag';
import {
  checkNotModified,
  conditionalGet,
  conditionalRequests,
  conditionalWrite,
  shallowEtag,
} from 'routing-controllers-etag/koa';
import { below } from '../controllers/exchange';
import { koaVersions } from '../koa-versions';
import { type Answer, type Fields, request } from '../request';
import { listen, type RunningServer } from '../server';
import { contentOf, open } from './receive';

type ConnectMiddleware = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void;

const koaConnect: (middleware: ConnectMiddleware) => Koa.Middleware = require('koa-connect');

const TEXT = 'a text that is worth to be compressed '.repeat(100);

const decoders = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync } as const;
const codings = Object.keys(decoders) as (keyof typeof decoders)[];

/** Sets the coding by a listener of its own, as other middleware of Express does; the content stays as it is. */
const coding =
  (name: string): ConnectMiddleware =>
  (req, res, next) => {
    if (req.headers['accept-encoding'] === name) onHeaders(res, () => res.setHeader('Content-Encoding', name));
    next();
  };

const compress = compression() as unknown as ConnectMiddleware;

/** Where the compression stands. */
const places: Readonly<Record<string, (app: Koa, ours: () => void, version: typeof Koa) => RequestListener>> = {
  'through koa-connect, outside of ours': (app, ours) => {
    app.use(koaConnect(compress));
    ours();
    return app.callback();
  },
  'through koa-connect, behind conditionalRequests()': (app, ours) => {
    app.use(conditionalRequests());
    app.use(koaConnect(compress));
    ours();
    return app.callback();
  },
  'around the whole of Koa': (app, ours) => {
    ours();
    const callback = app.callback();
    return (req, res) => compress(req, res, () => callback(req, res));
  },
  'around the whole of Koa, with other listeners on both sides': (app, ours) => {
    app.use(koaConnect(noting));
    ours();
    const callback = app.callback();
    return (req, res) => noting(req, res, () => compress(req, res, () => noting(req, res, () => callback(req, res))));
  },
};

/** Middleware that only listens. */
function noting(_req: IncomingMessage, res: ServerResponse, next: () => void): void {
  onHeaders(res, () => res.setHeader('X-Noted', 'yes'));
  next();
}

@JsonController()
class DocumentController {
  @Get('/tagged')
  @Put('/tagged')
  @ETag(() => 'v1')
  tagged(): object {
    return { text: TEXT };
  }

  @Get('/dated')
  @ETag(() => 'v1')
  @LastModified(() => 0)
  dated(): object {
    return { text: TEXT };
  }

  @Get('/result')
  @ETagFromResult(() => 'v1')
  result(): object {
    return { text: TEXT };
  }

  @Get('/asked')
  asked(@WebReq() web: WebRequest): object | null {
    return web.checkNotModified('v1') ? null : { text: TEXT };
  }

  @Get('/interceptor')
  @UseInterceptor(ShallowEtag({ digest: () => 'v1' }))
  interceptor(): object {
    return { text: TEXT };
  }

  @Get('/inner')
  @UseBefore(koaConnect(compress))
  @ETag(() => 'v1')
  inner(): object {
    return { text: TEXT };
  }

  @Get('/weak')
  @ETag(() => 'W/"v1"')
  weak(): object {
    return { text: TEXT };
  }

  @Get('/error')
  @ETag(() => 'v1')
  error(): object {
    throw new Error(TEXT);
  }
}

/** All of them answer with the text, and have the tag `"v1"`. */
function addOurs(app: Koa): void {
  app.use(below('/shallow', shallowEtag({ digest: () => 'v1' })) as Koa.Middleware);
  app.use(below('/set', conditionalGet()) as Koa.Middleware);
  app.use((ctx, next) => {
    if (ctx.path === '/plain') {
      if (ctx.method === 'PUT')
        return conditionalWrite(
          ctx,
          () => 'v1',
          () => {
            ctx.status = 204;
          },
        );
      if (!checkNotModified(ctx, 'v1')) ctx.body = { text: TEXT };
      return undefined;
    }
    if (ctx.path === '/set') ctx.set('ETag', '"v1"');
    if (ctx.path === '/set' || ctx.path === '/shallow') ctx.body = { text: TEXT };
    else return next();
    return undefined;
  });
  useKoaServer(app, { controllers: [DocumentController], interceptors: [class {}] });
}

const PATHS = ['/tagged', '/dated', '/result', '/asked', '/interceptor', '/inner', '/shallow', '/set', '/plain'];

describe('fault 33: a coded body has a tag of its own, though the coding comes with on-headers, whose listeners run backwards', () => {
  for (const { name, Koa: version } of koaVersions) {
    for (const [place, create] of Object.entries(places)) {
      describe(`Express' compression ${place}, on ${name}`, () => {
        let server: RunningServer;
        before(async () => {
          const app = new version();
          app.silent = true;
          server = await listen(create(app, () => addOurs(app), version));
        });
        after(() => server.close());

        const send = (method: string, path: string, fields: Fields): Promise<Answer> =>
          request(server.port, method, path, fields);

        for (const path of PATHS) {
          it(`each coding of ${path} has its tag, which revalidates`, async () => {
            const tags = new Set<unknown>();
            for (const accepted of [...codings, 'identity'] as const) {
              const answer = await open(server.port, path, { 'Accept-Encoding': accepted });
              const content = await contentOf(answer);
              const { 'content-encoding': coded, etag } = answer.headers;
              expect(coded).to.equal(accepted === 'identity' ? undefined : accepted);
              const decoded = accepted === 'identity' ? content : decoders[accepted](content);
              expect(JSON.parse(decoded.toString())).to.deep.equal({ text: TEXT });
              expect(etag).to.equal(coded === undefined ? '"v1"' : `"v1--${coded}"`);
              tags.add(etag);
              const fields = { 'Accept-Encoding': accepted, 'If-None-Match': etag as string };
              const again = await send('GET', path, fields);
              expect([again.status, again.headers.etag]).to.deep.equal([304, etag]);
              expect(again.headers).not.to.have.property('content-encoding');
            }
            expect(tags.size).to.equal(4);
          });
        }

        it('a weak tag is the same for all of them', async () => {
          const { headers } = await send('GET', '/weak', { 'Accept-Encoding': 'gzip' });
          expect([headers.etag, headers['content-encoding']]).to.deep.equal(['W/"v1"', 'gzip']);
        });

        for (const path of ['/tagged', '/plain']) {
          it(`the tag of a coded body is good for a write: PUT ${path}`, async () => {
            const passed = await send('PUT', path, { 'If-Match': '"v1--gzip"' });
            expect(passed.status).to.be.oneOf([200, 204]);
            expect((await send('PUT', path, { 'If-Match': '"v0--gzip"' })).status).to.equal(412);
          });
        }

        it('an error that is coded has no tag', async () => {
          const { status, headers } = await send('GET', '/error', { 'Accept-Encoding': 'gzip' });
          expect([status, headers.etag, headers['content-encoding']]).to.deep.equal([500, undefined, 'gzip']);
        });
      });
    }

    for (const outside of [true, false]) {
      for (const [field, tag] of [
        ['gzip', '"v1--gzip"'],
        ['zstd', '"v1--zstd"'],
        ['exi', 'W/"v1"'],
      ] as const) {
        it(`whoever sets it: ${field} by a listener ${outside ? 'outside' : 'inside'}, on ${name}`, async () => {
          const app = new version();
          if (outside) app.use(koaConnect(coding(field)));
          app.use(shallowEtag({ digest: () => 'v1' }));
          if (!outside) app.use(koaConnect(coding(field)));
          app.use((ctx) => {
            ctx.body = TEXT;
          });
          const server = await listen(app.callback());
          try {
            const { headers } = await request(server.port, 'GET', '/', { 'Accept-Encoding': field });
            expect([headers['content-encoding'], headers.etag]).to.deep.equal([field, tag]);
            const plain = await request(server.port, 'GET', '/', {});
            expect(plain.headers.etag).to.equal('"v1"');
          } finally {
            await server.close();
          }
        });
      }
    }
  }
});
