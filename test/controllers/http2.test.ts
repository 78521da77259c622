import 'reflect-metadata';
import { connect, createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Context } from 'koa';
import { Ctx, Get, JsonController, Put, UseBefore, useKoaServer } from 'routing-controllers';
import { CacheControl, ETag, ETagFromResult, LastModified, Vary } from 'routing-controllers-etag';
import { koaVersions } from '../koa-versions';

const MODIFIED = Date.UTC(1994, 10, 6, 8, 49, 37);
const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';

@JsonController()
class DocumentController {
  @Get('/tagged')
  @Put('/tagged')
  @ETag(() => 'v1')
  @LastModified(() => MODIFIED)
  tagged(): object {
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

for (const { name, Koa } of koaVersions) {
  describe(`on HTTP/2, ${name}`, () => {
    const app = new Koa();
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

    it('Node has nothing to warn of', () => {
      expect(warnings).to.deep.equal([]);
    });
  });
}
