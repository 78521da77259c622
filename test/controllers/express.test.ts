import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import type express from 'express';
import {
  Authorized,
  Body,
  Get,
  HttpError,
  JsonController,
  Param,
  Put,
  Render,
  Req,
  Res,
  UseAfter,
  UseBefore,
  useExpressServer,
} from 'routing-controllers';
import {
  CacheControl,
  conditionalRequests,
  ETag,
  LastModified,
  PreconditionRequired,
  ShallowEtag,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { expressVersions } from '../express-versions';
import { contentOf, open } from '../koa/receive';
import { request } from '../request';
import { listen, type RunningServer } from '../server';
import { App, setup } from './app';
import { express4, express5 } from './drivers';

const MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const directory = mkdtempSync(join(tmpdir(), 'express-'));
const file = join(directory, 'page.txt');
writeFileSync(file, 'a page');
after(() => rmSync(directory, { recursive: true }));

const ran: string[] = [];

/** routing-controllers goes on to the next route when an action returns before its response has been sent. */
function fileSent(res: express.Response, path: string): Promise<express.Response> {
  return new Promise((resolve, reject) => res.sendFile(path, (error) => (error ? reject(error) : resolve(res))));
}

const fail = (_req: unknown, _res: unknown, next: (error: unknown) => void) => next(new Error('middleware'));

@JsonController()
class ThingController {
  @Get('/tagged')
  @ETag(() => 'v1')
  tagged(): object {
    ran.push('tagged');
    return { tagged: true };
  }

  @Get('/dated')
  @LastModified(() => new Date(MODIFIED))
  dated(): object {
    return { dated: true };
  }

  @Get('/cached')
  @CacheControl({ maxAge: 60 })
  cached(): object {
    return { cached: true };
  }

  @Get('/plain')
  plain(): object {
    return { plain: true };
  }

  @Put('/plain')
  plainWrite(): object {
    return { plain: true };
  }

  @Put('/tagged')
  @ETag(() => 'v1')
  write(): object {
    return { written: true };
  }

  @Put('/published')
  published(@WebReq() web: WebRequest): object {
    web.publish({ etag: 'v2' });
    return { written: true };
  }

  @Put('/published-by-itself')
  publishedByItself(@WebReq() web: WebRequest, @Res() res: express.Response): object {
    web.publish({ etag: 'v2' });
    return res.json({ written: true });
  }

  @Get('/json')
  @ETag(() => 'v1')
  json(@Res() res: express.Response): object {
    return res.json({ sent: true });
  }

  @Get('/later')
  @ETag(() => 'v1')
  async later(@Res() res: express.Response): Promise<object> {
    await Promise.resolve();
    return res.json({ sent: true });
  }

  @Get('/written')
  @ETag(() => 'v1')
  written(@Res() res: express.Response): object {
    res.writeHead(200, { 'Content-Type': 'text/plain' });
    res.write('in ');
    res.end('pieces');
    return res;
  }

  @Get('/checked-too-late')
  checkedTooLate(@WebReq() web: WebRequest, @Res() res: express.Response): object {
    web.checkNotModified('v1');
    return res.json({ ignored: true });
  }

  @Get('/buffer')
  @ETag(() => 'v1')
  buffer(): Buffer {
    return Buffer.from('bytes');
  }

  @Get('/stream')
  @ETag(() => 'v1')
  stream(): Readable {
    return Readable.from(['a ', 'stream']);
  }

  @Get('/page')
  @Render('page')
  @ETag(() => 'v1')
  page(): object {
    return { title: 'title' };
  }

  @Get('/file')
  @ETag(() => 'v1')
  @Authorized()
  file(@Res() res: express.Response): Promise<express.Response> {
    return fileSent(res, file);
  }

  @Get('/download')
  @ETag(() => 'v1')
  download(@Res() res: express.Response): Promise<express.Response> {
    return new Promise((resolve, reject) => res.download(file, (error) => (error ? reject(error) : resolve(res))));
  }

  @Get('/file-by-itself')
  @CacheControl({ maxAge: 60 })
  fileByItself(@Res() res: express.Response): Promise<express.Response> {
    return fileSent(res, file);
  }

  @Get('/no-file')
  @ETag(() => 'v1')
  noFile(@Res() res: express.Response): Promise<express.Response> {
    return fileSent(res, join(directory, 'nothing'));
  }

  @Put('/file')
  @ETag(() => 'v1')
  writtenFile(@Res() res: express.Response): Promise<express.Response> {
    return fileSent(res, file);
  }

  @Put('/required/:id')
  @ETag(() => 'v1')
  @PreconditionRequired()
  required(@Param('id') id: number): object {
    return { id };
  }

  @Get('/failing')
  @ETag(() => 'v1')
  failing(): object {
    throw new HttpError(409, 'conflict');
  }

  @Get('/unknown-user')
  @ETag(() => 'v1')
  @Authorized('admin')
  unknownUser(): object {
    return {};
  }

  @Get('/bad/:id')
  @ETag((id: number) => id)
  bad(@Param('id') id: number): object {
    return { id };
  }

  @Put('/bad-body')
  @ETag(() => 'v1')
  badBody(@Body() _body: object): object {
    return {};
  }

  @Get('/middleware-fails')
  @UseBefore(fail)
  @ETag(() => 'v1')
  middlewareFails(): object {
    return {};
  }

  @Get('/waits')
  @ETag(() => 'v1')
  waits(@Req() _req: express.Request): object {
    return {};
  }
}

@JsonController('/guarded')
@UseBefore((_req: unknown, _res: unknown, next: (error: unknown) => void) => next(new Error('of the class')))
class GuardedController {
  @Get('/tagged')
  @ETag(() => 'v1')
  tagged(): object {
    return {};
  }
}

@JsonController('/undecorated')
class UndecoratedController {
  @Put()
  write(): object {
    return { written: true };
  }

  @Put('/bad/:id')
  bad(@Param('id') _id: number): object {
    return {};
  }

  @Put('/forbidden')
  @Authorized('nobody')
  forbidden(): object {
    return {};
  }

  @Put('/middleware-fails')
  @UseBefore(fail)
  middlewareFails(): object {
    return {};
  }
}

const options = {
  controllers: [ThingController, GuardedController, UndecoratedController],
  interceptors: [class {}],
  authorizationChecker: (_action: unknown, roles: string[]) => roles.length === 0,
  render: (template: string, { title }: Record<string, unknown>) => `<h1>${template} of ${title}</h1>`,
};

/** Every value that Express takes for its setting. */
const ETAG_SETTINGS: readonly (readonly [name: string, value: unknown])[] = [
  ['weak', 'weak'],
  ['strong', 'strong'],
  ['true', true],
  ['false', false],
  ['a function', () => '"of-the-function"'],
];

for (const driver of [express5, express4]) {
  for (const defaultErrorHandler of [true, false]) {
    describe(`a conditional action on ${driver.name}, ${defaultErrorHandler ? 'the default' : 'its own'} error handler`, () => {
      const app = new App(setup(driver, { defaultErrorHandler, envelope: false }), options);
      before(() => app.start());
      after(() => app.stop());
      beforeEach(() => {
        ran.length = 0;
        app.errors.length = 0;
      });
      const get = (path: string, fields = {}) => app.send('GET', path, fields);

      for (const path of [
        '/tagged',
        '/json',
        '/later',
        '/written',
        '/buffer',
        '/stream',
        '/page',
        '/file',
        '/download',
      ]) {
        it(`${path} is tagged, revalidated and answered to HEAD, however it is sent`, async () => {
          const full = await get(path, { 'If-Match': '"v1"' });
          expect(full).to.include({ status: 200 });
          expect(full.body).not.to.equal('');
          const cacheControl = path === '/file' ? 'private, max-age=0' : 'max-age=0';
          expect(full.headers).to.include({ etag: '"v1"', 'cache-control': cacheControl });
          const head = await app.send('HEAD', path);
          expect(head.headers).to.include({ etag: '"v1"', 'cache-control': cacheControl });
          for (const method of ['GET', 'HEAD']) {
            const unchanged = await app.send(method, path, { 'If-None-Match': '"v1"', 'Cache-Control': 'no-cache' });
            expect(unchanged).to.deep.include({ status: 304, body: '' });
            expect(unchanged.headers).to.include({ etag: '"v1"' });
          }
          expect(app.errors).to.deep.equal([]);
          expect((await get(path, { 'If-Match': '"v0"' })).status).to.equal(412);
        });
      }

      it('a date that is no HTTP-date does not count, on sendFile neither', async () => {
        expect((await get('/dated', { 'If-Modified-Since': '9999' })).status).to.equal(200);
        expect((await get('/dated', { 'If-Modified-Since': MODIFIED })).status).to.equal(304);
        expect((await get('/file', { 'If-Modified-Since': '9999' })).status).to.equal(200);
      });

      it('a 304 stands though the action sends its response after all', async () => {
        const answer = await get('/checked-too-late', { 'If-None-Match': '"v1"' });
        expect(answer).to.deep.include({ status: 304, body: '' });
        expect(app.errors).to.deep.equal([]);
        expect(await get('/checked-too-late')).to.include({ status: 200, body: '{"ignored":true}' });
      });

      it('what an action without a tag sends as a file has the tag of the file', async () => {
        const { headers } = await get('/file-by-itself');
        expect(headers.etag).to.match(/^W\//);
        expect(headers['cache-control']).to.equal('max-age=60');
        expect((await get('/file-by-itself', { 'If-None-Match': headers.etag as string })).status).to.equal(304);
      });

      it('Express tags no answer to a write', async () => {
        for (const path of ['/tagged', '/plain', '/file']) {
          const answer = await app.send('PUT', path, path === '/plain' ? {} : { 'If-Match': '"v1"' });
          expect(answer.status, path).to.equal(200);
          expect(answer.headers, path).not.to.have.property('etag');
        }
      });

      it('the answer to a write has the tag that it publishes, also where the action sends it', async () => {
        for (const path of ['/published', '/published-by-itself']) {
          const { headers, body } = await app.send('PUT', path);
          expect(headers.etag, path).to.equal('"v2"');
          expect(body).to.equal('{"written":true}');
        }
      });

      it('Express neither tags an error of a conditional action nor answers it with 304', async () => {
        for (const [path, status] of [
          ['/failing', 409],
          ['/no-file', defaultErrorHandler ? 500 : 404],
          ['/unknown-user', 403],
          ['/bad/x', 400],
          ['/middleware-fails', 500],
          ['/guarded/tagged', 500],
        ] as const) {
          const answer = await get(path, { 'If-None-Match': '"other"' });
          expect(answer.status, path).to.equal(status);
          expect(answer.headers, path).not.to.include.any.keys('etag', 'last-modified');
        }
        expect((await app.send('PUT', '/bad-body', {}, '{')).headers).not.to.have.property('etag');
      });

      it('Express tags no error of a write, in a controller that has nothing of ours either', async () => {
        for (const [path, status] of [
          ['/undecorated', 200],
          ['/undecorated/bad/x', 400],
          ['/undecorated/forbidden', 403],
          ['/undecorated/middleware-fails', 500],
        ] as const) {
          const answer = await app.send('PUT', path);
          expect(answer.status, path).to.equal(status);
          expect(answer.headers, path).not.to.have.property('etag');
        }
      });

      it('Express still tags the responses of other routes', async () => {
        expect((await get('/plain')).headers.etag).to.match(/^W\//);
        expect((await get('/plain', { 'If-None-Match': '*' })).status).to.equal(304);
      });
    });
  }

  for (const [name, value] of ETAG_SETTINGS) {
    it(`${driver.name} with app.set('etag', ${name}): the answers are the same`, async () => {
      const set = ((_req, res, next) => {
        res.app.set('etag', value);
        next();
      }) satisfies express.RequestHandler;
      const app = await new App(setup(driver, { defaultErrorHandler: true, envelope: false }), {
        ...options,
        use: [set],
      }).start();
      try {
        const sent = [
          'GET /tagged',
          'GET /json',
          'GET /buffer',
          'GET /file',
          'PUT /tagged',
          'PUT /plain',
          'PUT /file',
          'GET /dated',
          'GET /cached',
          'GET /failing',
          'PUT /undecorated/forbidden',
          'PUT /published',
        ];
        const tags = [];
        for (const send of sent) {
          const [method, path] = send.split(' ') as [string, string];
          const { headers } = await app.send(method, path, method === 'PUT' ? { 'If-Match': '"v1"' } : {});
          tags.push(headers.etag);
        }
        expect(tags).to.deep.equal([...Array(4).fill('"v1"'), ...Array(7).fill(undefined), '"v2"']);
        for (const fields of [{ 'If-None-Match': '*' }, { 'If-None-Match': '"of-the-function"' }]) {
          expect((await app.send('GET', '/cached', fields)).status).to.equal(200);
        }
      } finally {
        await app.stop();
      }
    });
  }
}

for (const { name, express } of expressVersions) {
  describe(`an application on ${name}`, () => {
    const servers: RunningServer[] = [];
    afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
    const serve = async (app: express.Express): Promise<RunningServer> => {
      app.set('env', 'test');
      const server = await listen(app);
      servers.push(server);
      return server;
    };

    it('finalhandler answers a refusal, with its fields', async () => {
      const app = express();
      const away = { take: () => Promise.reject(new Error('away')) };
      app.use(conditionalRequests({ guard: away }));
      useExpressServer(app, { ...options, defaultErrorHandler: false });
      const { port } = await serve(app);
      const refused = await request(port, 'PUT', '/required/7');
      expect(refused.status).to.equal(428);
      expect(refused.body).to.match(/Send If-Match with the ETag/);
    });

    for (const defaultErrorHandler of [true, false]) {
      it(`what is behind an action does not go on with a body that was refused, defaultErrorHandler: ${defaultErrorHandler}`, async () => {
        const behind: string[] = [];

        @JsonController()
        class ShallowController {
          @Get('/shallow')
          @UseAfter((_req: unknown, _res: unknown, next: () => void) => {
            behind.push('went on');
            next();
          })
          shallow(): object {
            return {};
          }
        }
        const app = useExpressServer(express(), {
          controllers: [ShallowController],
          interceptors: [ShallowEtag()],
          defaultErrorHandler,
        });
        const { port } = await serve(app);
        const refused = await request(port, 'GET', '/shallow', { 'If-Match': '"other"' });
        expect(refused.status).to.equal(412);
        expect(refused.body).to.match(/If-Match does not name the current version/);
        expect(behind).to.deep.equal([]);
        expect((await request(port, 'GET', '/shallow')).status).to.equal(200);
        expect(behind).to.deep.equal(['went on']);
      });

      it(`refusals and 304s leave their connection open, defaultErrorHandler: ${defaultErrorHandler}`, async () => {
        const { port } = await serve(useExpressServer(express(), { ...options, defaultErrorHandler }));
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        const sockets = new Set<unknown>();
        agent.on('free', (socket) => sockets.add(socket));
        const send = (method: string, path: string, fields = {}) =>
          request(port, method, path, fields, undefined, agent);
        try {
          expect((await send('GET', '/tagged')).status).to.equal(200);
          expect((await send('PUT', '/tagged', { 'If-Match': '"v0"' })).status).to.equal(412);
          expect((await send('PUT', '/required/7')).status).to.equal(428);
          expect((await send('GET', '/tagged', { 'If-None-Match': '"v1"' })).status).to.equal(304);
          expect((await send('GET', '/tagged')).status).to.equal(200);
          expect(sockets.size).to.equal(1);
        } finally {
          agent.destroy();
        }
      });
    }

    it('an error page that is a file has no tag of the file', async () => {
      const app = express();
      useExpressServer(app, { ...options, defaultErrorHandler: false });
      app.use(((_error, _req, res, _next) => {
        res.status(409).sendFile(file);
      }) satisfies express.ErrorRequestHandler);
      const { port } = await serve(app);
      const answer = await request(port, 'GET', '/failing', { 'If-None-Match': '"other"' });
      expect(answer).to.include({ status: 409, body: 'a page' });
      expect(answer.headers).not.to.have.property('etag');
    });

    it('behind conditionalRequests(), Express tags no answer to a write, whoever gives it', async () => {
      const app = express();
      app.use(conditionalRequests());
      app.use('/refused', fail);
      app.put('/route', (_req, res) => void res.json({ written: true }));
      app.put('/route-with-a-tag', (_req, res) => void res.set('ETag', '"own"').json({ written: true }));
      app.get('/route', (_req, res) => void res.json({ read: true }));
      useExpressServer(app, { ...options, defaultErrorHandler: false });
      app.use(((_error, _req, res, _next) => {
        res.status(401).json({ refused: true });
      }) satisfies express.ErrorRequestHandler);
      const { port } = await serve(app);
      const tagOf = async (method: string, path: string) => (await request(port, method, path)).headers.etag;
      for (const path of ['/refused', '/route', '/undecorated/forbidden', '/nothing']) {
        expect(await tagOf('PUT', path), path).to.equal(undefined);
      }
      expect(await tagOf('PUT', '/route-with-a-tag')).to.equal('"own"');
      expect(await tagOf('GET', '/route')).to.match(/^W\//);
    });

    it('conditionalRequests() that is registered after the controllers is an error that says so', async () => {
      ran.length = 0;
      const app = express();
      useExpressServer(app, { ...options, defaultErrorHandler: false });
      app.use(conditionalRequests());
      const { port } = await serve(app);
      for (const path of ['/tagged', '/plain', '/cached']) {
        const answer = await request(port, 'GET', path);
        expect(answer.status).to.equal(500);
        expect(answer.body).to.match(/registered after the controllers/);
      }
      expect(ran).to.deep.equal([]);
    });

    it('conditionalRequests() for other paths, after the controllers, is not an error', async () => {
      const app = express();
      useExpressServer(app, options);
      app.use('/elsewhere', conditionalRequests());
      const { port } = await serve(app);
      expect((await request(port, 'GET', '/tagged')).status).to.equal(200);
    });

    it('an application that is mounted in another one is conditional there', async () => {
      const inner = express();
      useExpressServer(inner, options);
      const outer = express();
      outer.use(conditionalRequests({ unevaluated: 'refuse' }));
      outer.use('/inner', inner);
      const { port } = await serve(outer);
      expect((await request(port, 'GET', '/inner/tagged', { 'If-None-Match': '"v1"' })).status).to.equal(304);
      expect((await request(port, 'PUT', '/inner/tagged', { 'If-Match': '"v0"' })).status).to.equal(412);
      expect((await request(port, 'PUT', '/inner/plain', { 'If-Match': '"v0"' })).status).to.equal(412);
    });

    for (const where of ['outside', 'inside']) {
      it(`compression ${where} of the controllers: the tag names the coding, and is understood`, async () => {
        const text = 'long '.repeat(1000);

        @JsonController()
        class LongController {
          @Get('/long')
          @ETag(() => 'v1')
          @UseBefore(
            where === 'inside' ? require('compression')() : (_req: unknown, _res: unknown, next: () => void) => next(),
          )
          long(): object {
            return { text };
          }

          @Get('/shallow')
          @UseBefore(
            where === 'inside' ? require('compression')() : (_req: unknown, _res: unknown, next: () => void) => next(),
          )
          shallow(): object {
            return { text };
          }
        }
        const app = express();
        if (where === 'outside') app.use(require('compression')());
        useExpressServer(app, { controllers: [LongController], interceptors: [ShallowEtag({ digest: () => 'v1' })] });
        const { port } = await serve(app);
        for (const path of ['/long', '/shallow']) {
          const answer = await open(port, path, { 'Accept-Encoding': 'gzip' });
          await contentOf(answer);
          expect(answer.headers, path).to.include({ 'content-encoding': 'gzip', etag: '"v1--gzip"' });
          const again = await request(port, 'GET', path, { 'Accept-Encoding': 'gzip', 'If-None-Match': '"v1--gzip"' });
          expect(again).to.deep.include({ status: 304, body: '' });
          expect(again.headers.etag).to.equal('"v1--gzip"');
        }
      });
    }
  });
}
