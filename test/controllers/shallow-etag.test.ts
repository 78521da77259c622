import { expect } from 'chai';
import { UseInterceptor } from 'routing-controllers';
import { ShallowEtag } from 'routing-controllers-etag';
import { xxh64 } from '../koa/xxh64';
import type { Fields } from '../request';
import { type AppOptions, inEachSetup, onlyOn, withoutEnvelope } from './app';
import { MODIFIED, ran, shallowControllers } from './shallow-controller';

/** The ways to have the interceptor. */
const placements = {
  'interceptors: [ShallowEtag()]': (): AppOptions => ({
    controllers: shallowControllers(),
    interceptors: [ShallowEtag()],
  }),
  '@UseInterceptor(ShallowEtag()) on the class': (): AppOptions => {
    const controllers = shallowControllers();
    for (const each of controllers) UseInterceptor(ShallowEtag())(each);
    return { controllers };
  },
};

const surroundings: Partial<AppOptions> = {
  authorizationChecker: () => true,
  currentUserChecker: () => 'Ada',
  session: {},
  render: (template, { title }) => `<h1>${template} of ${title}</h1>`,
};

describe('ShallowEtag in controllers', () => {
  for (const [placement, options] of Object.entries(placements)) {
    describe(placement, () => {
      inEachSetup(
        () => ({ ...surroundings, ...options() }),
        (app) => {
          const get = (path: string, fields?: Fields) => app.send('GET', path, fields);

          async function expectTagged(path: string, body: string, status = 200) {
            const answer = await get(path);
            expect(answer.status, answer.body).to.equal(status);
            expect(answer.body).to.equal(body);
            const etag = `"${xxh64(body)}"`;
            expect(answer.headers.etag).to.equal(etag);
            expect(answer.headers['content-length']).to.equal(String(Buffer.byteLength(body)));
            expect((await app.send('HEAD', path)).headers).to.include({ etag });
            const unchanged = await get(path, { 'If-None-Match': etag });
            expect(unchanged).to.deep.include({ status: 304, body: '' });
            return { answer, unchanged };
          }

          it('what class-transformer has excluded is not in the tag', async () => {
            await expectTagged('/account', '{"name":"Ada"}');
          });

          for (const [rule, path, body] of [
            ['a string', '/text', app.setup.driver.kind === 'koa' ? 'text' : '"text"'],
            ['what is not transformed, by its toJSON', '/plain', '{"serialised":true}'],
            ['what a template makes of the result', '/rendered', '<h1>page of Ada</h1>'],
          ] as const) {
            it(`tags ${rule}`, () => expectTagged(path, body));
          }

          app.where(onlyOn('koa', 'the context is a result, and middleware behind the action changes it'), () => {
            it('tags what the action writes into the context', () => expectTagged('/context', '{"direct":true}'));
            it('tags what middleware behind the action makes of it', () => expectTagged('/later', '{"replaced":true}'));
          });

          it('tags bytes', async () => {
            const etag = `"${xxh64(new Uint8Array([0, 1, 254, 255]))}"`;
            expect((await get('/bytes')).headers).to.include({ etag, 'content-length': '4' });
          });

          it('tags a file by its content', async () => {
            const { headers, body } = await get('/file');
            expect(headers.etag).to.equal(`"${xxh64(body)}"`);
          });

          it('keeps the status that @HttpCode says, and the fields that @Header says', async () => {
            await expectTagged('/created', '{}', 201);
            const { answer, unchanged } = await expectTagged('/headers', '{"title":"none"}');
            expect(answer.headers['content-type']).to.match(/^application\/problem\+json(; charset=utf-8)?$/);
            for (const { headers } of [answer, unchanged])
              expect(headers['cache-control']).to.equal('public, max-age=60');
          });

          for (const [rule, path, status] of [
            ['@Header says no-store', '/secret', 200],
            ['@CacheControl says no-store', '/unstored', 200],
            ['@CacheControl says no-store among others', '/unstored-tagged', 200],
            ['@OnNull answers without content', '/none', 204],
            ['@Redirect leads elsewhere', '/redirected', 302],
            ['the action throws what is a 404', '/missing', 404],
            ['the action throws what is a 500', '/failing', 500],
            ['the action says 418', '/teapot', 418],
            ['there is no such action', '/nowhere', 404],
          ] as const) {
            it(`leaves the answer alone where ${rule}`, async () => {
              const answer = await get(path, { 'If-None-Match': '*', 'If-Match': '"other"' });
              expect(answer.status).to.equal(status);
              expect(answer.headers).not.to.have.property('etag');
              if (status !== 200) expect(answer.headers).not.to.have.property('cache-control');
            });
          }

          it('a result that is undefined has no body to tag', async () => {
            const answer = await get('/undefined');
            expect(answer.headers).not.to.have.property('etag');
          });

          it('a failed If-Match is a 412 with a readable message', async () => {
            const answer = await get('/text', { 'If-Match': '"other"' });
            expect(answer.status).to.equal(412);
            expect(JSON.parse(answer.body)).to.include({ name: 'PreconditionFailedError' });
            expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
          });

          it('a 304 is no error of the application', async () => {
            app.errors.length = 0;
            await get('/text', { 'If-None-Match': '*' });
            expect(app.errors).to.deep.equal([]);
          });

          describe('keeps to what other decorators say:', () => {
            for (const [path, before] of [
              ['/deep', []],
              ['/result', ['result']],
              ['/checked', []],
            ] as const) {
              it(`the tag of ${path} is evaluated, and the body is not hashed`, async () => {
                const first = await get(path);
                expect(first.headers).to.include({ etag: '"v1"', 'cache-control': 'max-age=0' });
                ran.length = 0;
                const again = await get(path, { 'If-None-Match': '"v1"' });
                expect(again).to.deep.include({ status: 304, body: '' });
                expect(again.headers.etag).to.equal('"v1"');
                expect(ran).to.deep.equal(before);
                expect((await get(path, { 'If-None-Match': `"${xxh64('{}')}"` })).status).to.equal(200);
              });
            }

            for (const path of ['/dated', '/checked-without-tag']) {
              it(`a date of ${path} and the tag of the body make one evaluation`, async () => {
                const etag = `"${xxh64('{"dated":true}')}"`;
                const first = await get(path);
                expect(first.headers).to.include({ etag, 'last-modified': MODIFIED, 'cache-control': 'max-age=0' });
                const byTag = await get(path, {
                  'If-None-Match': etag,
                  'If-Modified-Since': 'Sun, 06 Nov 1994 08:49:36 GMT',
                });
                expect(byTag.status).to.equal(304);
                expect(byTag.headers).to.include({ etag }).and.not.to.have.property('last-modified');
                const other = await get(path, { 'If-None-Match': '"other"', 'If-Modified-Since': MODIFIED });
                expect(other).to.include({ status: 200, body: '{"dated":true}' });
                expect((await get(path, { 'If-Modified-Since': MODIFIED })).status).to.equal(304);
              });
            }

            it('@CacheControl, @Vary and @Expires are on the 200 and on the 304', async () => {
              const { answer, unchanged } = await expectTagged('/declared', '{}');
              for (const { headers } of [answer, unchanged]) {
                expect(headers).to.include({ 'cache-control': 'public, max-age=60', vary: 'Accept' });
                expect(headers).to.have.property('expires');
              }
            });

            for (const [path, cacheControl] of [
              ['/authorized', 'private, max-age=0'],
              ['/current-user', 'private, max-age=0'],
              ['/session', 'private, max-age=0'],
              ['/open', 'max-age=0'],
            ] as const) {
              it(`${path} gets Cache-Control: ${cacheControl}`, async () => {
                const { answer, unchanged } = await expectTagged(path, '{}');
                for (const { headers } of [answer, unchanged]) expect(headers['cache-control']).to.equal(cacheControl);
              });
            }
          });
        },
        withoutEnvelope,
      );
    });
  }
});
