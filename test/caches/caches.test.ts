import { request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type App, plainSetups, type Setup } from '../controllers/app';
import { describeWith } from '../programs';
import type { Fields } from '../request';
import { CachingProxy, type ProxyProgram } from './caching-proxy';
import { nginx } from './nginx';
import { answered, change, startOrigin } from './origin';
import { privacyCases } from './privacy.cases';
import { varnish } from './varnish';

interface Cache {
  readonly name: string;
  readonly program: string;
  readonly configure: (path: string, gzip: 'on' | 'off') => ProxyProgram;
  /** Whether we see the client's conditions where the response may not be stored: nginx keeps all to itself. */
  readonly passesConditions: boolean;
}

const caches: readonly Cache[] = [
  { name: 'nginx', program: 'nginx', configure: nginx, passesConditions: false },
  { name: 'Varnish', program: 'varnishd', configure: varnish, passesConditions: true },
];

/** Whether the cache compresses what it sends, and therefore weakens our tags. */
const compressions = [false, true];

interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly coding: string | undefined;
  readonly body: string;
}

for (const setup of plainSetups) {
  for (const cache of caches) {
    for (const compresses of compressions) {
      const title = `Behind ${cache.name}${compresses ? ' that compresses' : ''}, on ${setup.name}`;
      describeWith(cache.program, title, (path) => isCached(setup, cache, path, compresses));
    }
  }
}

function isCached(setup: Setup, { configure, passesConditions }: Cache, path: string, compresses: boolean): void {
  let origin: App;
  const proxy = new CachingProxy(configure(path, compresses ? 'on' : 'off'));

  before(async () => {
    origin = await startOrigin(setup);
    await proxy.start(origin.port);
  });

  after(async () => {
    await proxy.stop();
    await origin.stop();
  });

  beforeEach(() => {
    answered.length = 0;
  });

  const get = (url: string, fields: Fields = {}) => send(proxy.port, 'GET', url, fields);
  const put = (url: string, fields: Fields, text: string) =>
    send(proxy.port, 'PUT', url, { 'Content-Type': 'application/json', ...fields }, JSON.stringify({ text }));

  it(`${compresses ? 'weakens the tag of what it compresses' : 'leaves the tag as it is'}`, async () => {
    change('tag', 'first');
    const { etag, coding } = await get('/articles/tag');
    expect(coding).to.equal(compresses ? 'gzip' : undefined);
    expect(etag).to.equal(compresses ? 'W/"1"' : '"1"');
  });

  it('the first request is answered with our 200', async () => {
    change('read', 'first');
    const { status, body } = await get('/articles/read');
    expect(status).to.equal(200);
    expect(JSON.parse(body)).to.deep.equal({ version: 1, text: 'first' });
    expect(answered).to.deep.equal(['GET /articles/read 200']);
  });

  it('a later one is revalidated: we say 304, and the client gets its 200 from the cache', async () => {
    const { status, body } = await get('/articles/read');
    expect(status).to.equal(200);
    expect(JSON.parse(body)).to.deep.equal({ version: 1, text: 'first' });
    expect(answered).to.deep.equal(['GET /articles/read 304']);
  });

  it('a client that is up to date gets a 304, and so does the cache', async () => {
    const { etag } = await get('/articles/read');
    const { status, body } = await get('/articles/read', { 'If-None-Match': etag });
    expect(status).to.equal(304);
    expect(body).to.equal('');
    expect(answered).to.deep.equal(['GET /articles/read 304', 'GET /articles/read 304']);
  });

  it('HEAD is answered as GET is', async () => {
    const { etag } = await get('/articles/read');
    const head = await send(proxy.port, 'HEAD', '/articles/read', {});
    expect(head.status).to.equal(200);
    expect(head.etag).to.equal(etag);
  });

  it('a change is seen by the next request, and revalidated from then on', async () => {
    const old = await get('/articles/read');
    change('read', 'second');
    const { status, body, etag } = await get('/articles/read', { 'If-None-Match': old.etag });
    expect(status).to.equal(200);
    expect(JSON.parse(body)).to.deep.equal({ version: 2, text: 'second' });
    expect(etag).not.to.equal(old.etag);
    const again = await get('/articles/read');
    expect(JSON.parse(again.body)).to.deep.equal({ version: 2, text: 'second' });
    expect(answered.map((each) => each.slice(-3))).to.deep.equal(['304', '200', '304']);
  });

  it('a write with the tag that was read is done, and seen by the next request', async () => {
    change('write', 'first');
    const { etag } = await get('/articles/write');
    const url = compresses ? '/articles/write/weakened' : '/articles/write';
    const written = await put(url, { 'If-Match': etag }, 'second');
    expect(written.status, written.body).to.equal(200);
    const { body } = await get('/articles/write');
    expect(JSON.parse(body)).to.deep.equal({ version: 2, text: 'second' });
  });

  it('a write with the tag of an older version is refused', async () => {
    const { etag } = await get('/articles/write');
    change('write', 'third');
    for (const url of ['/articles/write', '/articles/write/weakened']) {
      const { status } = await put(url, { 'If-Match': etag }, 'fourth');
      expect(status).to.equal(412);
    }
    expect(JSON.parse((await get('/articles/write')).body)).to.deep.equal({ version: 3, text: 'third' });
  });

  it('a write without a tag is refused', async () => {
    expect((await put('/articles/write', {}, 'fourth')).status).to.equal(428);
  });

  it(`a weakened tag is refused where ifMatch: 'weak' does not accept it`, async () => {
    const { etag } = await get('/articles/write');
    const weakened = etag.startsWith('W/') ? etag : `W/${etag}`;
    expect((await put('/articles/write', { 'If-Match': weakened }, 'fourth')).status).to.equal(412);
    expect((await put('/articles/write/weakened', { 'If-Match': weakened }, 'fourth')).status).to.equal(200);
  });

  for (const { rule, path, as, anonymous } of privacyCases) {
    it(`${rule}: each user gets their own`, async () => {
      for (const user of ['alice', 'bob', 'alice', 'bob']) {
        const { status, body } = await get(path, as(user));
        expect(status, body).to.equal(200);
        expect(JSON.parse(body)).to.deep.equal({ of: user });
      }
      expect(answered).to.deep.equal(Array(4).fill(`GET ${path} 200`));
    });

    it(`${rule}: who is up to date gets ${passesConditions ? 'a 304' : 'it again'}, and nobody what is another's`, async () => {
      const { etag } = await get(path, as('alice'));
      const { status, body } = await get(path, { ...as('alice'), 'If-None-Match': etag });
      expect([status, body]).to.deep.equal(passesConditions ? [304, ''] : [200, '{"of":"alice"}']);
      expect(JSON.parse((await get(path, as('bob'))).body)).to.deep.equal({ of: 'bob' });
    });

    it(`${rule}: who has not signed in gets ${anonymous}`, async () => {
      await get(path, as('alice'));
      const { status, body } = await get(path);
      expect(status).to.equal(anonymous);
      expect(body).not.to.contain('alice');
    });
  }

  it('shares what is declared public: that it keeps the others apart is not of its own doing', async () => {
    for (const user of ['alice', 'bob']) {
      const { body } = await get('/mine/public', { Cookie: `user=${user}` });
      expect(JSON.parse(body)).to.deep.equal({ of: 'alice' });
    }
    expect(answered).to.deep.equal(['GET /mine/public 200']);
  });
}

/** As a browser does: it asks for compressed content. */
function send(port: number, method: string, path: string, fields: Fields, content?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'Accept-Encoding': 'gzip', ...fields } as Record<string, string>;
    const outgoing = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, async (response) => {
      try {
        const chunks: Buffer[] = await response.toArray();
        const bytes = Buffer.concat(chunks);
        const { etag = '', 'content-encoding': coding } = response.headers;
        const body = (coding === 'gzip' && bytes.length > 0 ? gunzipSync(bytes) : bytes).toString();
        resolve({ status: response.statusCode as number, etag, coding, body });
      } catch (error) {
        reject(error);
      }
    });
    outgoing.on('error', reject);
    outgoing.end(content);
  });
}
