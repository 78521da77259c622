import { expect } from 'chai';
import { InProcessGuard } from 'routing-controllers-etag';
import * as onExpress from 'routing-controllers-etag/express';
import * as onKoa from 'routing-controllers-etag/koa';
import { onEachExpress } from '../express/app';
import { onEachKoa } from '../koa/app';
import type { Answer, Fields } from '../request';
import { Gate } from '../stores/gate';

const gate = new Gate();
let version = 1;
let text = 'old';
/** The `web.currentVersion` of each write. */
const seen: unknown[] = [];

/** What a route's write does, whatever the framework. */
async function change(name: string | undefined): Promise<number> {
  const next = version + 1;
  if (name === 'failing') throw Object.assign(new Error('conflict'), { status: 409, expose: true });
  if (name !== undefined) await gate.pass(name);
  text = name ?? 'new';
  version = next;
  return next;
}

interface Routes {
  readonly errors: unknown[];
  send(method: string, path: string, fields?: Fields): Promise<Answer>;
}

describe('fault 6: conditionalWrite of plain routes', () => {
  const koa = (application: import('koa')) => {
    application.use((ctx) =>
      onKoa.conditionalWrite(
        ctx,
        () => (ctx.path === '/nothing' ? null : version),
        async (web) => {
          seen.push(web.currentVersion);
          web.publish({ etag: await change(ctx.get('X-Name') || undefined) });
          ctx.status = 204;
        },
      ),
    );
  };
  const express: Parameters<typeof onEachExpress>[0] = (application) => {
    application.use((req, res, next) => {
      onExpress
        .conditionalWrite(
          req,
          res,
          () => (req.path === '/nothing' ? null : version),
          async (web) => {
            seen.push(web.currentVersion);
            web.publish({ etag: await change(req.get('X-Name')) });
            res.status(204).end();
          },
        )
        .catch(next);
    });
  };

  describe('without conditionalRequests()', () => {
    onEachKoa(koa, describeWrites);
    onEachExpress(express, describeWrites);
  });

  for (const [what, makeGuard, behaviour] of [
    ['', () => new InProcessGuard(), describeWrites],
    [', whose guard lets nobody wait long', () => new InProcessGuard({ wait: 30 }), describeImpatience],
  ] as const) {
    describe(`behind conditionalRequests()${what}`, () => {
      onEachKoa((application) => {
        application.use(onKoa.conditionalRequests({ guard: makeGuard() }));
        koa(application);
      }, behaviour);
      onEachExpress((application, framework) => {
        application.use(onExpress.conditionalRequests({ guard: makeGuard() }));
        express(application, framework);
      }, behaviour);
    });
  }

  describe('inside of a transaction in outer middleware', () => {
    let pending: number | undefined;
    onEachKoa(
      (application) => {
        application.use(async (ctx, next) => {
          await next();
          if (pending === undefined) return;
          const committed = pending;
          pending = undefined;
          await gate.pass(`commit ${ctx.get('X-Name')}`);
          version = committed;
        });
        application.use((ctx) =>
          onKoa.conditionalWrite(
            ctx,
            () => version,
            () => {
              pending = version + 1;
              ctx.status = 204;
            },
          ),
        );
      },
      (app) => {
        beforeEach(reset);

        it('the turn ends behind the commit: of two at once the second one is refused', async () => {
          const first = app.send('PUT', '/', { 'If-Match': '"1"', 'X-Name': 'first' });
          await gate.entered('commit first');
          const second = app.send('PUT', '/', { 'If-Match': '"1"', 'X-Name': 'second' });
          gate.open('commit first');
          expect([(await first).status, (await second).status]).to.deep.equal([204, 412]);
          expect(version).to.equal(2);
        });
      },
    );
  });

  function reset(): void {
    gate.reset();
    version = 1;
    text = 'old';
    seen.length = 0;
  }

  function describeImpatience(app: Routes): void {
    beforeEach(reset);

    it('a turn that does not come in time is a 503 with Retry-After', async () => {
      const hanging = app.send('PUT', '/', { 'If-Match': '"1"', 'X-Name': 'hanging' });
      await gate.entered('hanging');
      const answer = await app.send('PUT', '/', { 'If-Match': '"1"', 'X-Name': 'later' });
      expect([answer.status, answer.headers['retry-after']]).to.deep.equal([503, '1']);
      gate.open('hanging');
      expect((await hanging).status).to.equal(204);
    });
  }

  function describeWrites(app: Routes): void {
    beforeEach(reset);

    it('of two writes at once with the tag of one version the second one is refused, also by another spelling', async () => {
      const first = app.send('PUT', '/a', { 'If-Match': '"1"', 'X-Name': 'first' });
      await gate.entered('first');
      const second = app.send('PUT', '/%61/', { 'If-Match': '"1"', 'X-Name': 'second' });
      await app.send('DELETE', '/nothing', { 'If-Match': '*' });
      gate.open('first');
      expect([(await first).status, (await second).status]).to.deep.equal([204, 412]);
      expect([version, text]).to.deep.equal([2, 'first']);
    });

    it('the answer has the tag that was published', async () => {
      const { status, headers } = await app.send('PATCH', '/', { 'If-Match': '"1"' });
      expect([status, headers.etag]).to.deep.equal([204, '"2"']);
    });

    it('web.currentVersion is the version that was checked, also of an unconditional write; null where nothing is', async () => {
      for (const [path, fields] of [
        ['/', { 'If-Match': '*' }],
        ['/', {}],
        ['/nothing', {}],
      ] as const) {
        expect((await app.send('PUT', path, fields)).status).to.equal(204);
      }
      expect(seen).to.deep.equal([1, 2, null]);
    });

    it('a stale write is refused and not made, and nothing matches what does not exist', async () => {
      const refused = await app.send('PUT', '/', { 'If-Match': '"0"' });
      expect(refused.status).to.equal(412);
      expect(refused.body).to.match(/If-Match does not name the current version/);
      expect((await app.send('PUT', '/nothing', { 'If-Match': '*' })).status).to.equal(412);
      expect(text).to.equal('old');
    });

    it('a write that fails gives up its turn', async () => {
      expect((await app.send('PUT', '/', { 'If-Match': '"1"', 'X-Name': 'failing' })).status).to.equal(409);
      expect((await app.send('PUT', '/', { 'If-Match': '"1"' })).status).to.equal(204);
    });

    it('on a read it is a mistake that says what to use', async () => {
      app.errors.length = 0;
      expect((await app.send('GET', '/')).status).to.equal(500);
      expect(String(app.errors[0])).to.match(/use checkNotModified/);
      expect(text).to.equal('old');
    });
  }
});
