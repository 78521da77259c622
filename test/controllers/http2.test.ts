import 'reflect-metadata';
import { connect, createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Context, Middleware } from 'koa';
import { Ctx, Get, JsonController, Put, UseBefore, useKoaServer } from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagFromResult,
  LastModified,
  Vary,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { checkNotModified, conditionalWrite } from 'routing-controllers-etag/koa';
import { sendLines } from '../http2-connection';
import { koaVersions } from '../koa-versions';
import { below } from './exchange';

const MODIFIED = Date.UTC(1994, 10, 6, 8, 49, 37);
const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';

@JsonController()
class DocumentController {
  @Get('/tagged')
  @Put('/tagged')
  @ETag(() => 'v1')
  @LastModified(() => MODIFIED)
  tagged(@Ctx() ctx: Context): object {
    if (ctx.method === 'PUT') written++;
    return {};
  }

  @Get('/asked')
  @Put('/asked')
  asked(@Ctx() ctx: Context, @WebReq() web: WebRequest): object | null {
    if (web.checkNotModified({ etag: 'v1', lastModified: MODIFIED })) return null;
    if (ctx.method === 'PUT') written++;
    return {};
  }

  @Get('/result')
  @ETagFromResult(() => 'v1')
  result(): object {
    return {};
  }

  @Get('/missing')
  @ETagFromResult(() => 'v1')
  missing(@Ctx() ctx: Context): object {
    ctx.status = 404;
    return {};
  }

  @Get('/failing')
  @ETag(() => 'v1')
  @CacheControl({ maxAge: 60 })
  @Vary('Accept')
  @UseBefore(async (ctx: Context, next: () => Promise<unknown>) => {
    await next();
    ctx.status = 503;
  })
  failing(): object {
    return {};
  }
}

const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT';

type Line = readonly [name: string, value: string];

const line =
  (name: string) =>
  (value: string): Line => [name, value];
const ifMatch = line('if-match');
const ifNoneMatch = line('if-none-match');
const modifiedSince = line('if-modified-since');
const unmodifiedSince = line('if-unmodified-since');

type Repeated = readonly [rule: string, request: string, lines: readonly Line[], status: number];

/** For actions with `@ETag`, for those that ask their `WebRequest`, and for plain routes. */
const repeated: readonly Repeated[] = ['/tagged', '/asked', '/plain'].flatMap((path): Repeated[] => [
  ['a list in two lines is one list', `PUT ${path}`, [ifNoneMatch('"a"'), ifNoneMatch('"v1"')], 412],
  ['whatever their order', `PUT ${path}`, [ifNoneMatch('"v1"'), ifNoneMatch('"a"')], 412],
  ['three lines too', `PUT ${path}`, [ifNoneMatch('"a"'), ifNoneMatch('"b"'), ifNoneMatch('"c", "v1"')], 412],
  ['a write passes if none names the version', `PUT ${path}`, [ifNoneMatch('"a"'), ifNoneMatch('"b"')], 200],
  ['and if one names it', `PUT ${path}`, [ifMatch('"a"'), ifMatch('"v1"')], 200],
  ['whatever their order', `PUT ${path}`, [ifMatch('"v1"'), ifMatch('"a"')], 200],
  ['none names it', `PUT ${path}`, [ifMatch('"a"'), ifMatch('"b"')], 412],
  ['a malformed line spoils the list', `PUT ${path}`, [ifMatch('"v1"'), ifMatch('b')], 412],
  ['"*" is not a member of a list', `PUT ${path}`, [ifMatch('"v1"'), ifMatch('*')], 412],
  ['an empty line is an empty member', `PUT ${path}`, [ifMatch(''), ifMatch('"v1"')], 200],
  ['a read finds its tag in any line', `GET ${path}`, [ifNoneMatch('"a"'), ifNoneMatch('W/"v1"')], 304],
  ['and in none', `GET ${path}`, [ifNoneMatch('"a"'), ifNoneMatch('"b"')], 200],
  ['two dates are no date', `GET ${path}`, [modifiedSince(LATER), modifiedSince(LATER)], 200],
  ['one date is one', `GET ${path}`, [modifiedSince(LATER)], 304],
  ['two dates are no date', `PUT ${path}`, [unmodifiedSince(EARLIER), unmodifiedSince(LATER)], 200],
  ['whatever their order', `PUT ${path}`, [unmodifiedSince(LATER), unmodifiedSince(EARLIER)], 200],
  ['one date is one', `PUT ${path}`, [unmodifiedSince(EARLIER)], 412],
]);

let written = 0;

/** The same as the actions, on a plain route. */
function plainRoute(ctx: Context): unknown {
  const current = { etag: 'v1', lastModified: MODIFIED };
  if (ctx.method === 'GET') {
    if (!checkNotModified(ctx, current)) ctx.body = {};
    return undefined;
  }
  return conditionalWrite(
    ctx,
    () => current,
    () => {
      written++;
      ctx.body = {};
    },
  );
}

for (const { name, Koa } of koaVersions) {
  describe(`on HTTP/2, ${name}`, () => {
    const app = new Koa();
    const statuses: number[] = [];
    app.use(async (ctx, next) => {
      ctx.res.once('finish', () => statuses.push(ctx.res.statusCode));
      await next();
    });
    app.use(below('/plain', (ctx: Context) => plainRoute(ctx)) as Middleware);
    useKoaServer(app, { controllers: [DocumentController], interceptors: [class {}] });
    const server = createServer(app.callback());
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    let port: number;

    before((done) => {
      process.on('warning', note);
      server.listen(0, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        done();
      });
    });

    after((done) => {
      process.off('warning', note);
      server.close(done);
    });

    function send(
      method: string,
      path: string,
      fields: OutgoingHttpHeaders = {},
    ): Promise<IncomingHttpHeaders & { body: string }> {
      return new Promise((resolve, reject) => {
        const session = connect(`http://127.0.0.1:${port}`);
        session.on('error', reject);
        const stream = session.request({ ':method': method, ':path': path, ...fields });
        let headers: IncomingHttpHeaders;
        let body = '';
        stream.on('response', (received) => {
          headers = received;
        });
        stream.on('data', (chunk: Buffer) => {
          body += chunk;
        });
        stream.on('error', reject);
        stream.on('end', () => session.close(() => resolve({ ...headers, body })));
        stream.end();
      });
    }

    const expectStatus = async (
      status: number,
      method: string,
      path: string,
      fields?: OutgoingHttpHeaders,
    ): Promise<IncomingHttpHeaders> => {
      const answer = await send(method, path, fields);
      expect(answer[':status'], answer.body).to.equal(status);
      return answer;
    };

    it('a read is tagged', async () => {
      expect(await expectStatus(200, 'GET', '/tagged')).to.include({
        etag: '"v1"',
        'last-modified': LAST_MODIFIED,
        'cache-control': 'max-age=0',
      });
    });

    it('a client that is up to date gets a 304 without content', async () => {
      const answer = await send('GET', '/tagged', { 'if-none-match': '"v1"' });
      expect(answer).to.include({ ':status': 304, etag: '"v1"', body: '' });
      expect(answer).not.to.include.any.keys('content-type', 'content-length');
      await expectStatus(304, 'GET', '/tagged', { 'if-modified-since': LAST_MODIFIED });
      await expectStatus(304, 'GET', '/tagged', { 'if-none-match': '"a", "v1"' });
    });

    it('a write to another version is refused', async () => {
      await expectStatus(412, 'PUT', '/tagged', { 'if-match': '"v0"' });
      await expectStatus(200, 'PUT', '/tagged', { 'if-match': '"v1"' });
    });

    it('the tag of the result is evaluated, though the status has not been set', async () => {
      expect(await expectStatus(200, 'GET', '/result')).to.include({ etag: '"v1"' });
      expect(await expectStatus(304, 'GET', '/result', { 'if-none-match': '"v1"' })).to.include({ etag: '"v1"' });
    });

    it('a 404 that the action has set stays one', async () => {
      const answer = await expectStatus(404, 'GET', '/missing', { 'if-none-match': '"v1"' });
      expect(answer).not.to.include.any.keys('etag', 'cache-control');
    });

    it('nothing of ours is on what turns out to be an error', async () => {
      expect(await expectStatus(503, 'GET', '/failing')).not.to.include.any.keys('etag', 'cache-control', 'vary');
    });

    describe('fault 34: all lines of a precondition count', () => {
      for (const [rule, request, lines, status] of repeated) {
        it(`${rule}: ${request}, ${lines.map((line) => line.join(': ')).join(' | ')} -> ${status}`, async () => {
          const [method, path] = request.split(' ') as [string, string];
          statuses.length = 0;
          written = 0;
          const content = await sendLines(port, [
            [':method', method],
            [':scheme', 'http'],
            [':path', path],
            [':authority', 'localhost'],
            ...lines,
          ]);
          expect(statuses, content).to.deep.equal([status]);
          expect(written).to.equal(status === 200 && method === 'PUT' ? 1 : 0);
        });
      }
    });

    it('Node has nothing to warn of', () => {
      expect(warnings).to.deep.equal([]);
    });
  });
}
