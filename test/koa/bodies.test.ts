import { expect } from 'chai';
import type { RunningServer } from '../server';
import { type BodyCase, inMemory, notInMemory } from './bodies.cases';
import { contentOf, open } from './receive';
import { inEachWay, isOnKoa3, type Route, type Routes } from './shallow-ways';
import { xxh64 } from './xxh64';

const bodies = [...inMemory, ...notInMemory];

const routes: Routes = Object.fromEntries(
  bodies.map(({ make, type }, index) => [
    `/body-${index}`,
    (ctx) => {
      if (type !== undefined) ctx.type = type;
      return make();
    },
  ]),
);

function pathOf(body: BodyCase): string {
  return `/body-${bodies.indexOf(body)}`;
}

/** What differs from answer to answer, and what the library adds. */
const OURS = ['date', 'etag', 'cache-control'];

describe('ShallowEtag', () => {
  inEachWay((way) => {
    let tagged: RunningServer;
    let untagged: RunningServer;
    before(async () => {
      tagged = await way.serve(routes, {});
      untagged = await way.serve(routes, undefined);
    });
    after(() => Promise.all([tagged.close(), untagged.close()]));

    const applicable = (cases: readonly BodyCase[]) => cases.filter(({ koa3 }) => !koa3 || isOnKoa3(way));

    /** HEAD must tell what GET would, even where Koa alone does not. */
    async function expectOnlyTag(body: BodyCase, method: string, tag: (content: Buffer) => string | undefined) {
      const answer = await open(tagged.port, pathOf(body), {}, method);
      const content = await contentOf(answer);
      const reference = await open(untagged.port, pathOf(body));
      const expected = await contentOf(reference);
      const same = method === 'HEAD' ? content.length === 0 : content.equals(expected);
      expect(same, `${content.length} bytes of ${expected.length}, or others`).to.equal(true);
      expect(answer.statusCode).to.equal(200).and.to.equal(reference.statusCode);
      for (const name of new Set([...Object.keys(answer.headers), ...Object.keys(reference.headers)])) {
        if (!OURS.includes(name)) expect(answer.headers[name], name).to.equal(reference.headers[name]);
      }
      expect(answer.headers.etag).to.equal(tag(expected));
    }

    describe('tags the bytes that are sent, and changes nothing else', () => {
      for (const body of applicable(inMemory)) {
        it(`${body.description}`, async () => {
          await expectOnlyTag(body, 'GET', (content) => `"${xxh64(content)}"`);
        });

        it(`${body.description}: HEAD gets the tag that GET gets, a 304 nothing but the fields`, async () => {
          const answer = await open(tagged.port, pathOf(body));
          await contentOf(answer);
          const etag = answer.headers.etag as string;
          await expectOnlyTag(body, 'HEAD', () => etag);
          const unchanged = await open(tagged.port, pathOf(body), { 'If-None-Match': etag });
          expect(unchanged.statusCode).to.equal(304);
          expect(unchanged.headers.etag).to.equal(etag);
          expect((await contentOf(unchanged)).length).to.equal(0);
        });
      }
    });

    describe('passes on, untagged, what is not in memory', () => {
      for (const body of applicable(notInMemory)) {
        it(body.description, async () => {
          await expectOnlyTag(body, 'GET', () => undefined);
          const answer = await open(tagged.port, pathOf(body), { 'If-None-Match': '*', 'If-Match': '"other"' });
          await contentOf(answer);
          expect(answer.statusCode).to.equal(200);
          expect(answer.headers['cache-control']).to.equal(undefined);
        });
      }
    });

    it('JSON whose type the action has taken away has none', async () => {
      const route: Route = (ctx) => {
        ctx.body = { a: 1 };
        ctx.remove('Content-Type');
        return ctx;
      };
      const server = await way.serve({ '/untyped': route }, {});
      try {
        const answer = await open(server.port, '/untyped');
        expect((await contentOf(answer)).toString()).to.equal('{"a":1}');
        expect(answer.headers.etag).to.equal(`"${xxh64('{"a":1}')}"`);
        expect(answer.headers).not.to.have.property('content-type');
      } finally {
        await server.close();
      }
    });

    it('serialises JSON once: what was hashed is what is sent', async () => {
      let serialised = 0;
      const counting = await way.serve({ '/counter': () => ({ toJSON: () => ({ serialised: ++serialised }) }) }, {});
      try {
        for (const method of ['GET', 'HEAD', 'GET']) {
          const before = serialised;
          const answer = await open(counting.port, '/counter', {}, method);
          const content = await contentOf(answer);
          expect(serialised).to.equal(before + 1);
          const sent = `{"serialised":${serialised}}`;
          if (method === 'GET') expect(content.toString()).to.equal(sent);
          expect(answer.headers.etag).to.equal(`"${xxh64(sent)}"`);
          expect(answer.headers['content-length']).to.equal(String(sent.length));
          expect(answer.headers['content-type']).to.equal('application/json; charset=utf-8');
        }
      } finally {
        await counting.close();
      }
    });
  });
});
