import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { ShallowEtag, type ShallowEtagOptions } from 'routing-controllers-etag';
import { shallowEtag } from 'routing-controllers-etag/koa';
import { type Fields, request } from '../request';
import { inEachWay, type Routes } from './shallow-ways';
import { xxh64 } from './xxh64';

const TEXT = 'zwölf';
const BYTES = Buffer.byteLength(TEXT);

const routes: Routes = {
  '/string': () => TEXT,
  '/buffer': () => Buffer.from(TEXT),
  '/json': () => [TEXT],
};

function sha256(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url');
}

describe('ShallowEtag(options)', () => {
  inEachWay((way) => {
    async function tagged(options: ShallowEtagOptions, path: string, fields: Fields = {}) {
      const server = await way.serve(routes, options);
      try {
        return await request(server.port, 'GET', path, fields);
      } finally {
        await server.close();
      }
    }

    it('tags are strong by default', async () => {
      for (const options of [{}, { weak: false }]) {
        expect((await tagged(options, '/string')).headers.etag).to.equal(`"${xxh64(TEXT)}"`);
      }
    });

    it('weak: tags are weak, match in If-None-Match, and fail If-Match', async () => {
      const weak = `W/"${xxh64(TEXT)}"`;
      expect((await tagged({ weak: true }, '/string')).headers.etag).to.equal(weak);
      const unchanged = await tagged({ weak: true }, '/string', { 'If-None-Match': weak });
      expect(unchanged).to.deep.include({ status: 304, body: '' });
      expect(unchanged.headers.etag).to.equal(weak);
      expect((await tagged({ weak: true }, '/string', { 'If-Match': weak })).status).to.equal(412);
    });

    it('digest: replaces the default; gets strings as they are, and bytes', async () => {
      const got: unknown[] = [];
      const digest = (body: string | Uint8Array) => {
        got.push(body);
        return sha256(body);
      };
      for (const [path, body] of [
        ['/string', TEXT],
        ['/buffer', Buffer.from(TEXT)],
        ['/json', `["${TEXT}"]`],
      ] as const) {
        got.length = 0;
        const tag = `"${sha256(body)}"`;
        expect((await tagged({ digest }, path)).headers.etag).to.equal(tag);
        expect(got).to.deep.equal([body]);
        expect((await tagged({ digest }, path, { 'If-None-Match': tag })).status).to.equal(304);
        expect((await tagged({ digest, weak: true }, path)).headers.etag).to.equal(`W/${tag}`);
      }
    });

    it('digest: may return a tag that is written out', async () => {
      expect((await tagged({ digest: () => '"v1"' }, '/string')).headers.etag).to.equal('"v1"');
      expect((await tagged({ digest: () => 'W/"v1"' }, '/string')).headers.etag).to.equal('W/"v1"');
    });

    it('digest: is not called for what is not tagged', async () => {
      const digest = () => expect.fail('called');
      const server = await way.serve({ ...routes, '/own': own, '/no-store': noStore }, { digest });
      try {
        for (const path of ['/own', '/no-store'])
          expect((await request(server.port, 'GET', path)).status).to.equal(200);
        expect((await request(server.port, 'POST', '/string')).status).to.equal(200);
      } finally {
        await server.close();
      }
    });

    it('digest: what is no tag is an error of the server, and says so', async () => {
      const illegal = [() => 'a b', () => 'a"b', () => 'ключ', () => Promise.resolve('v1') as unknown as string];
      for (const digest of illegal) {
        const errors: Error[] = [];
        const server = await way.serve(routes, { digest }, [
          async (_ctx, next) => {
            try {
              await next();
            } catch (error) {
              errors.push(error as Error);
              throw error;
            }
          },
        ]);
        try {
          expect((await request(server.port, 'GET', '/string')).status).to.equal(500);
        } finally {
          await server.close();
        }
        expect(errors).to.have.length(1);
        expect(errors[0]).to.be.instanceOf(TypeError);
        expect(errors[0]?.message).to.match(/^ShallowEtag: digest: .*entity tag/);
      }
    });

    it('maxBytes: larger bodies pass untagged; counted in bytes, not in characters', async () => {
      const json = BYTES + '[""]'.length;
      for (const [path, bytes] of [
        ['/string', BYTES],
        ['/buffer', BYTES],
        ['/json', json],
      ] as const) {
        expect((await tagged({ maxBytes: bytes }, path)).headers.etag, path).to.match(/^"[0-9a-f]{16}"$/);
        const answer = await tagged({ maxBytes: bytes - 1 }, path, { 'If-None-Match': '*' });
        expect(answer.status).to.equal(200);
        expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
        expect(answer.headers['content-length']).to.equal(String(bytes));
        expect(answer.body).to.equal(path === '/json' ? `["${TEXT}"]` : TEXT);
      }
    });

    it('maxBytes: 0 tags nothing but empty bodies', async () => {
      expect((await tagged({ maxBytes: 0 }, '/string')).headers.etag).to.equal(undefined);
    });
  });

  const illegal: readonly (readonly [description: string, options: unknown, message: RegExp])[] = [
    ['weak: a string', { weak: 'yes' }, /^ShallowEtag: weak takes true or false/],
    ['weak: a number', { weak: 1 }, /^ShallowEtag: weak takes true or false/],
    ['weak: null', { weak: null }, /^ShallowEtag: weak takes true or false/],
    ['digest: the name of an algorithm', { digest: 'sha256' }, /^ShallowEtag: digest takes a function/],
    ['digest: null', { digest: null }, /^ShallowEtag: digest takes a function/],
    ['maxBytes: a negative number', { maxBytes: -1 }, /^ShallowEtag: maxBytes takes .*0 or more, not -1/],
    ['maxBytes: NaN', { maxBytes: Number.NaN }, /^ShallowEtag: maxBytes takes .*not NaN/],
    ['maxBytes: a string', { maxBytes: '1mb' }, /^ShallowEtag: maxBytes takes .*not 1mb/],
    ['files: another word', { files: 'mtime' }, /^ShallowEtag: files takes 'content' or 'stat', not mtime/],
    ['files: true', { files: true }, /^ShallowEtag: files takes 'content' or 'stat', not true/],
    ['an option that there is not', { algorithm: 'sha1' }, /^ShallowEtag: unknown option algorithm/],
  ];

  for (const [description, options, message] of illegal) {
    it(`throws a TypeError when it is called: ${description}`, () => {
      for (const make of [ShallowEtag, shallowEtag]) {
        expect(() => make(options as ShallowEtagOptions)).to.throw(TypeError, message);
      }
    });
  }

  it('takes undefined for an option that is not given', () => {
    for (const make of [ShallowEtag, shallowEtag]) {
      const options = { weak: undefined, digest: undefined, maxBytes: undefined, files: undefined };
      make(options as unknown as ShallowEtagOptions);
      make({ maxBytes: Number.POSITIVE_INFINITY });
      make();
    }
  });
});

function own(ctx: { set(name: string, value: string): void }): string {
  ctx.set('ETag', '"v1"');
  return TEXT;
}

function noStore(ctx: { set(name: string, value: string): void }): string {
  ctx.set('Cache-Control', 'no-store');
  return TEXT;
}
