import { expect } from 'chai';
import express, { type RequestHandler } from 'express';
import { InProcessGuard } from 'routing-controllers-etag';
import { conditionalRequests, conditionalWrite } from 'routing-controllers-etag/express';
import { Gate } from '../koa/gate';
import { onEachExpress } from './app';

let version = 1;
let guard: InProcessGuard;
let gate: Gate | undefined;
const writes: string[] = [];

/** A note that counts its versions. Express 4 does not wait for promises. */
const put: RequestHandler = (req, res, next) => {
  conditionalWrite(
    req,
    res,
    () => version,
    async (web) => {
      writes.push(req.path);
      await gate?.opened;
      version++;
      web.publish({ etag: version });
      res.json({ version });
    },
    req.query.key === undefined ? {} : { key: String(req.query.key) },
  ).catch(next);
};

function routes(app: express.Express, framework: typeof express): void {
  guard = new InProcessGuard({ wait: 200 });
  app.use((req, res, next) => conditionalRequests({ guard })(req, res, next));
  app.put('/note', put);
  app.put('/failing', (req, res, next) => {
    conditionalWrite(
      req,
      res,
      () => version,
      () => {
        throw Object.assign(new Error('conflict'), { status: 409 });
      },
    ).catch(next);
  });
  app.get('/note', (req, res, next) => {
    conditionalWrite(
      req,
      res,
      () => version,
      () => {},
    ).catch(next);
  });
  app.use('/mounted', framework.Router().put('/note', put));
}

describe('conditionalWrite() on Express', () => {
  beforeEach(() => {
    version = 1;
    writes.length = 0;
    gate = undefined;
  });

  onEachExpress(routes, (app) => {
    afterEach(() => expect(guard.size, 'turns that are kept').to.equal(0));

    it('lets a write pass, and publishes the new version', async () => {
      const answer = await app.send('PUT', '/note', { 'If-Match': '"1"' });
      expect(answer).to.include({ status: 200, body: '{"version":2}' });
      expect(answer.headers.etag).to.equal('"2"');
    });

    it('refuses a stale one before it writes', async () => {
      const answer = await app.send('PUT', '/note', { 'If-Match': '"0"' });
      expect(answer.status).to.equal(412);
      expect(answer.body).to.match(/If-Match does not name the current version/);
      expect(writes).to.deep.equal([]);
    });

    it('of two at once one passes, and its response frees the turn', async () => {
      const answers = await Promise.all(['a', 'b'].map(() => app.send('PUT', '/note', { 'If-Match': '"1"' })));
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
      expect(writes).to.have.lengthOf(1);
    });

    it('a router that is mounted elsewhere has resources of its own; a key joins them', async () => {
      gate = new Gate();
      const first = app.send('PUT', '/note', { 'If-Match': '"1"' });
      const second = app.send('PUT', '/mounted/note', { 'If-Match': '"1"' });
      while (writes.length < 2) await new Promise(setImmediate);
      gate.open();
      expect((await Promise.all([first, second])).map(({ status }) => status)).to.deep.equal([200, 200]);
      version = 1;
      gate = undefined;
      const joined = ['/note?key=one', '/mounted/note?key=one'].map((path) =>
        app.send('PUT', path, { 'If-Match': '"1"' }),
      );
      expect((await Promise.all(joined)).map(({ status }) => status).sort()).to.deep.equal([200, 412]);
    });

    it('a turn that does not come in time is a 503 with Retry-After', async () => {
      gate = new Gate();
      const first = app.send('PUT', '/note', { 'If-Match': '"1"' });
      while (writes.length < 1) await new Promise(setImmediate);
      const late = await app.send('PUT', '/note', { 'If-Match': '"1"' });
      expect(late.status).to.equal(503);
      expect(late.headers['retry-after']).to.equal('1');
      gate.open();
      expect((await first).status).to.equal(200);
    });

    it('a write that fails gives up its turn', async () => {
      expect((await app.send('PUT', '/failing', { 'If-Match': '"1"' })).status).to.equal(409);
    });

    it('a read is a mistake that is told', async () => {
      app.errors.length = 0;
      expect((await app.send('GET', '/note')).status).to.equal(500);
      expect(String(app.errors[0])).to.match(/use checkNotModified/);
    });
  });

  it('conditionalRequests() checks its options', () => {
    expect(() => conditionalRequests({ guard: {} as InProcessGuard })).to.throw(/method take/);
  });

  it('Express 5 answers what its promise is rejected with', async () => {
    const { listen } = await import('../server.js');
    const { request } = await import('../request.js');
    const app = express().set('env', 'test');
    app.put('/note', (req, res) =>
      conditionalWrite(
        req,
        res,
        () => 1,
        () => void res.json({}),
      ),
    );
    const server = await listen(app);
    try {
      expect((await request(server.port, 'PUT', '/note', { 'If-Match': '"0"' })).status).to.equal(412);
    } finally {
      await server.close();
    }
  });
});
