import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { expect } from 'chai';
import type Koa from 'koa';
import compress from 'koa-compress';
import serve from 'koa-static';
import type { ShallowEtagOptions } from 'routing-controllers-etag';
import { type KoaContext, shallowEtag } from 'routing-controllers-etag/koa';
import { koaVersions } from '../koa-versions';
import { type Fields, request } from '../request';
import { listen, type RunningServer } from '../server';
import { contentOf, open } from './receive';
import { inEachWay, type Route, type Routes } from './shallow-ways';
import { TemporaryDirectory } from './temporary-directory';
import { xxh64 } from './xxh64';

const TEXT = 'a text that is worth to be compressed '.repeat(100);
const HASH = xxh64(TEXT);
const TAG = `"${HASH}"`;

const decoders = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync } as const;
const codings = Object.keys(decoders) as (keyof typeof decoders)[];

/** A middleware that says that it has coded the content. */
function coding(name: string): Koa.Middleware {
  return async (ctx, next) => {
    await next();
    if (ctx.status === 200) ctx.set('Content-Encoding', name);
  };
}

function withFields(fields: Record<string, string>): Route {
  return (ctx) => {
    for (const [name, value] of Object.entries(fields)) ctx.set(name, value);
    return TEXT;
  };
}

const routes: Routes = {
  '/text': () => TEXT,
  '/own': withFields({ ETag: '"v1"' }),
  '/own-weak': withFields({ ETag: 'W/"v1"' }),
  '/own-coded': withFields({ ETag: '"v1--gzip"', 'Content-Encoding': 'gzip' }),
  '/own-locale': withFields({ ETag: '"v1-br"' }),
};

describe('ShallowEtag under a content coding', () => {
  inEachWay((way) => {
    let server: RunningServer;
    before(async () => {
      server = await way.serve(routes, {}, [compress()]);
    });
    after(() => server.close());

    const get = (fields: Fields, path = '/text') => request(server.port, 'GET', path, fields);

    async function coded(outside: Koa.Middleware, options: ShallowEtagOptions = {}, fields: Fields = {}) {
      const other = await way.serve(routes, options, [outside]);
      try {
        return await request(other.port, 'GET', '/text', fields);
      } finally {
        await other.close();
      }
    }

    it('what is sent as it is has its own tag', async () => {
      const { headers, body } = await get({ 'Accept-Encoding': 'identity' });
      expect(body).to.equal(TEXT);
      expect(headers).to.include({ etag: TAG, vary: 'Accept-Encoding' });
      expect(headers).not.to.have.property('content-encoding');
    });

    for (const coding of codings) {
      it(`${coding}: the tag names the coding, as the bytes are others`, async () => {
        const answer = await open(server.port, '/text', { 'Accept-Encoding': coding });
        expect(decoders[coding](await contentOf(answer)).toString()).to.equal(TEXT);
        expect(answer.headers).to.include({
          'content-encoding': coding,
          etag: `"${HASH}--${coding}"`,
          vary: 'Accept-Encoding',
        });
      });

      for (const form of [`"${HASH}--${coding}"`, `W/"${HASH}--${coding}"`]) {
        it(`${coding}: a 304 repeats the tag in the form that the client holds, and tells what it varies by: ${form}`, async () => {
          for (const list of [form, `"other", ${form}`]) {
            const answer = await get({ 'Accept-Encoding': coding, 'If-None-Match': list });
            expect(answer).to.deep.include({ status: 304, body: '' });
            expect(answer.headers).to.include({ etag: form, vary: 'Accept-Encoding', 'cache-control': 'max-age=0' });
            expect(answer.headers).not.to.include.any.keys('content-encoding', 'content-length', 'content-type');
          }
        });
      }

      it(`${coding}: the tag of other content does not match`, async () => {
        const answer = await get({ 'Accept-Encoding': coding, 'If-None-Match': `"0123456789abcdef--${coding}"` });
        expect(answer.status).to.equal(200);
      });

      it(`${coding}: If-Match takes either tag on reads`, async () => {
        for (const tag of [TAG, `"${HASH}--${coding}"`]) {
          expect((await get({ 'Accept-Encoding': coding, 'If-Match': tag })).status).to.equal(200);
          expect((await get({ 'If-Match': tag })).status).to.equal(200);
        }
        expect((await get({ 'If-Match': `"other--${coding}"` })).status).to.equal(412);
        expect((await get({ 'If-Match': `W/"${HASH}--${coding}"` })).status).to.equal(412);
      });
    }

    for (const form of [TAG, `W/${TAG}`]) {
      it(`a client that holds the content as it is may accept codings now: ${form}`, async () => {
        const answer = await get({ 'Accept-Encoding': 'gzip, br', 'If-None-Match': form });
        expect(answer.status).to.equal(304);
        expect(answer.headers).to.include({ etag: form, vary: 'Accept-Encoding' });
      });
    }

    for (const [acceptEncoding, status] of [
      ['gzip', 304],
      ['GZIP', 304],
      ['x-gzip', 304],
      ['br, gzip;q=0.5', 304],
      ['br;q=1.0 , gzip ; q=0.001', 304],
      ['*', 304],
      ['br;q=0, *;q=0.5', 304],
      [undefined, 304],
      ['', 200],
      ['identity', 200],
      ['br', 200],
      ['br, gzip;q=0', 200],
      ['gzip;q=0.000, *', 200],
      ['identity, *;q=0', 200],
      ['gzipped', 200],
    ] as const) {
      const accepts = acceptEncoding === undefined ? 'nothing in particular' : JSON.stringify(acceptEncoding);
      it(`a cache that holds what a client does not accept is not told to use it: gzip for ${accepts} -> ${status}`, async () => {
        const accept = acceptEncoding === undefined ? {} : { 'Accept-Encoding': acceptEncoding };
        const answer = await get({ ...accept, 'If-None-Match': `"${HASH}--gzip"` });
        expect(answer.status).to.equal(status);
      });
    }

    it('of several tags the 304 repeats one that the client accepts', async () => {
      const list = `"${HASH}--gzip", "${HASH}--br", W/${TAG}`;
      const answers = await Promise.all(
        ['br', 'gzip', 'identity'].map((accepted) => get({ 'Accept-Encoding': accepted, 'If-None-Match': list })),
      );
      expect(answers.map(({ status }) => status)).to.deep.equal([304, 304, 304]);
      const tags = answers.map(({ headers }) => headers.etag);
      expect(tags).to.deep.equal([`"${HASH}--br"`, `"${HASH}--gzip"`, `W/${TAG}`]);
    });

    it('a weak tag may be shared: it gets no suffix', async () => {
      for (const accepted of ['gzip', 'identity']) {
        const weak = `W/${TAG}`;
        expect((await coded(compress(), { weak: true }, { 'Accept-Encoding': accepted })).headers.etag).to.equal(weak);
        const unchanged = await coded(
          compress(),
          { weak: true },
          { 'Accept-Encoding': accepted, 'If-None-Match': weak },
        );
        expect(unchanged.status).to.equal(304);
        expect(unchanged.headers.etag).to.equal(weak);
      }
      expect((await get({ 'Accept-Encoding': 'gzip' }, '/own-weak')).headers.etag).to.equal('W/"v1"');
    });

    it("the action's own tag gets the suffix, and is evaluated with it", async () => {
      expect((await get({ 'Accept-Encoding': 'br' }, '/own')).headers.etag).to.equal('"v1--br"');
      expect((await get({ 'Accept-Encoding': 'identity' }, '/own')).headers.etag).to.equal('"v1"');
      const answer = await get({ 'Accept-Encoding': 'br', 'If-None-Match': '"v1--br"' }, '/own');
      expect(answer.status).to.equal(304);
      expect(answer.headers.etag).to.equal('"v1--br"');
    });

    it('what comes coded with a marked tag is not marked again', async () => {
      expect((await get({ 'Accept-Encoding': 'gzip' }, '/own-coded')).headers.etag).to.equal('"v1--gzip"');
      const answer = await get({ 'Accept-Encoding': 'gzip', 'If-None-Match': '"v1--gzip"' }, '/own-coded');
      expect(answer.status).to.equal(304);
    });

    it('a tag that only looks marked with another coding is marked', async () => {
      expect((await get({ 'Accept-Encoding': 'gzip' }, '/own-locale')).headers.etag).to.equal('"v1-br--gzip"');
    });

    it('a digest that ends as a mark does: the two codings do not share it', async () => {
      const digest = () => 'pt-br';
      const [identity, br] = await Promise.all(
        ['identity', 'br'].map((accepted) => coded(compress(), { digest }, { 'Accept-Encoding': accepted })),
      );
      expect(identity?.headers.etag).to.equal('"pt-br"');
      expect(br?.headers.etag).to.equal('"pt-br--br"');
      const unchanged = { 'Accept-Encoding': 'br', 'If-None-Match': '"pt-br--br"' };
      expect((await coded(compress(), { digest }, unchanged)).status).to.equal(304);
    });

    for (const [name, tag] of [
      ['zstd', `"${HASH}--zstd"`],
      ['x-gzip', `"${HASH}--x-gzip"`],
      ['GZIP', `"${HASH}--gzip"`],
      ['identity', TAG],
      ['exi', `W/${TAG}`],
      ['gzip, br', `W/${TAG}`],
      ['gzip, gzip', `W/${TAG}`],
    ] as const) {
      it(`other codings are marked, or make the tag weak if they have no mark: ${name}`, async () => {
        const answer = await coded(coding(name));
        expect(answer.headers.etag).to.equal(tag);
        const unchanged = await coded(coding(name), {}, { 'If-None-Match': tag });
        expect(unchanged.status).to.equal(304);
        expect(unchanged.headers.etag).to.equal(tag);
        expect(unchanged.headers.vary).to.equal(tag.includes('--') ? 'Accept-Encoding' : undefined);
      });
    }

    it('below the threshold nothing is coded, and nothing marked', async () => {
      const answer = await coded(compress({ threshold: TEXT.length + 1 }), {}, { 'Accept-Encoding': 'gzip' });
      expect(answer.headers.etag).to.equal(TAG);
    });

    it('a response that outer middleware makes an error of loses our fields', async () => {
      const answer = await coded(async (ctx, next) => {
        await next();
        ctx.status = 503;
      });
      expect(answer.status).to.equal(503);
      expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
    });

    it('so does a 304, in whatever form its tag is', async () => {
      const fail: Koa.Middleware = async (ctx, next) => {
        await next();
        ctx.status = 500;
        ctx.body = 'failed';
      };
      for (const form of [TAG, `W/${TAG}`, `"${HASH}--gzip"`]) {
        const answer = await coded(fail, {}, { 'If-None-Match': form });
        expect(answer).to.deep.include({ status: 500, body: 'failed' });
        expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
      }
    });

    it('a response that outer middleware makes an error of keeps what the action has set', async () => {
      const other = await way.serve(routes, {}, [
        async (ctx, next) => {
          await next();
          ctx.status = 503;
        },
      ]);
      try {
        expect((await request(other.port, 'GET', '/own')).headers.etag).to.equal('"v1"');
      } finally {
        await other.close();
      }
    });
  });

  for (const { name, Koa } of koaVersions) {
    describe(`with koa-static on ${name}`, () => {
      const directory = new TemporaryDirectory();
      let server: RunningServer;
      before(async () => {
        const root = join(directory.path, 'public');
        mkdirSync(root);
        writeFileSync(join(root, 'app.js'), TEXT);
        writeFileSync(join(root, 'app.js.br'), brotliCompressSync(TEXT));
        writeFileSync(join(root, 'app.js.gz'), gzipSync(TEXT));
        writeFileSync(join(root, 'style.css'), TEXT);
        utimesSync(join(root, 'style.css'), new Date(0), new Date(0));
        const app = new Koa();
        app.use(compress());
        app.use(shallowEtag());
        app.use(serve(root));
        server = await listen(app.callback());
      });
      after(async () => {
        await server.close();
        directory.remove();
      });

      it('a file that is compressed on its way', async () => {
        const answer = await open(server.port, '/style.css', { 'Accept-Encoding': 'gzip' });
        expect(gunzipSync(await contentOf(answer)).toString()).to.equal(TEXT);
        expect(answer.headers).to.include({
          etag: `"${HASH}--gzip"`,
          'cache-control': 'max-age=0',
          vary: 'Accept-Encoding',
        });
        const etag = answer.headers.etag as string;
        const unchanged = await request(server.port, 'GET', '/style.css', {
          'Accept-Encoding': 'gzip',
          'If-None-Match': etag,
          'If-Modified-Since': answer.headers['last-modified'] as string,
        });
        expect(unchanged.status).to.equal(304);
        expect(unchanged.headers).to.include({ etag, 'cache-control': 'max-age=0', vary: 'Accept-Encoding' });
      });

      it('a file that lies there compressed too: each form has a tag of its own', async () => {
        const tags = new Set<string>();
        for (const accepted of ['br', 'gzip', 'identity']) {
          const answer = await open(server.port, '/app.js', { 'Accept-Encoding': accepted });
          const content = await contentOf(answer);
          const etag = answer.headers.etag as string;
          tags.add(etag);
          expect(etag).to.match(new RegExp(`^"${xxh64(content)}(?:--${accepted})?"$`));
          const unchanged = { 'Accept-Encoding': accepted, 'If-None-Match': etag };
          const again = await request(server.port, 'GET', '/app.js', unchanged);
          expect(again.status).to.equal(304);
          expect(again.headers.etag).to.equal(etag);
        }
        expect(tags.size).to.equal(3);
      });
    });
  }

  it('the tags that a route asks for are those that were sent (fault 12)', async () => {
    const [{ Koa }] = koaVersions as readonly [(typeof koaVersions)[0]];
    const { webRequest } = await import('routing-controllers-etag/koa');
    const app = new Koa();
    app.use((ctx) => {
      ctx.body = webRequest(ctx as KoaContext).ifMatch;
    });
    const server = await listen(app.callback());
    try {
      const answer = await request(server.port, 'PUT', '/', { 'If-Match': '"v1--gzip", "v2"' });
      expect(JSON.parse(answer.body)).to.deep.equal([
        { value: 'v1--gzip', weak: false },
        { value: 'v2', weak: false },
      ]);
    } finally {
      await server.close();
    }
  });
});
