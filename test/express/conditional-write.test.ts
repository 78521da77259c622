import { expect } from 'chai';
import type express from 'express';
import type { RequestHandler } from 'express';
import { InProcessGuard } from 'routing-controllers-etag';
import { conditionalRequests, conditionalWrite } from 'routing-controllers-etag/express';
import { Gate } from '../stores/gate';
import { onEachExpress } from './app';

let version = 1;
let guard: InProcessGuard;
const gate = new Gate();

/** A note that counts its versions. Express 4 does not wait for promises. */
const put: RequestHandler = (req, res, next) => {
  const { key, name } = req.query;
  conditionalWrite(
    req,
    res,
    () => version,
    async () => {
      if (name !== undefined) await gate.pass(String(name));
      version++;
      res.json({});
    },
    key === undefined ? {} : { key: String(key) },
  ).catch(next);
};

function routes(app: express.Express, framework: typeof express): void {
  guard = new InProcessGuard({ wait: 200 });
  app.use((req, res, next) => conditionalRequests({ guard })(req, res, next));
  app.put('/note', put);
  app.use('/mounted', framework.Router().put('/note', put));
  app.put('/promised', (req, res) =>
    conditionalWrite(
      req,
      res,
      () => version,
      () => void res.json({}),
    ),
  );
}

describe('conditionalWrite() on Express', () => {
  beforeEach(() => {
    version = 1;
    gate.reset();
  });

  onEachExpress(routes, (app) => {
    afterEach(() => expect(guard.size, 'turns that are kept').to.equal(0));
    const send = (path: string) => app.send('PUT', path, { 'If-Match': '"1"' });

    it('a router that is mounted elsewhere has resources of its own; a key joins them', async () => {
      const apart = [send('/note?name=one'), send('/mounted/note?name=other')];
      await Promise.all([gate.entered('one'), gate.entered('other')]);
      await gate.letThrough('one', 'other');
      expect((await Promise.all(apart)).map(({ status }) => status)).to.deep.equal([200, 200]);
      version = 1;
      const joined = await Promise.all(['/note?key=one', '/mounted/note?key=one'].map(send));
      expect(joined.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
    });

    if (app.framework !== require('express')) return;
    it('Express 5 answers what its promise is rejected with', async () => {
      expect((await app.send('PUT', '/promised', { 'If-Match': '"0"' })).status).to.equal(412);
    });
  });

  it('conditionalRequests() checks its options', () => {
    expect(() => conditionalRequests({ guard: {} as InProcessGuard })).to.throw(/method take/);
  });
});
