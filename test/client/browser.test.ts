import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Resource, Snapshot } from 'routing-controllers-etag/client';
import { Browser, type ObservedPage } from '../clients/browser';
import { describeWith } from '../programs';
import type { RunningServer } from '../server';
import { startDroppingProxy } from './dropping-proxy';
import { ForeignServer } from './foreign-server';
import type { Note } from './notes-server';

const NOTE = { text: 'as it was', count: 0 };

const MODULE = readFileSync(join(__dirname, '../../../dist/client/index.mjs'), 'utf8');

/** A page with the ES module as it is published, and what scripts keep between two steps of a test. */
const PAGE = `<!doctype html><script type="module">
  import * as client from '/client.mjs';
  Object.assign(globalThis, { client, note: client.resource('/note') });
</script>`;

declare const client: typeof import('routing-controllers-etag/client');
declare let note: Resource<Note>;
declare let edited: Snapshot<Note>;

/** Answers from its cache, and refreshes it in the background. */
const STALE_WHILE_REVALIDATE = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (event.request.method === 'GET' && event.request.url.endsWith('/note')) event.respondWith(answer(event));
});
async function answer(event) {
  const cache = await caches.open('notes');
  const stored = await cache.match(event.request);
  const fetched = fetch(event.request).then(async (response) => {
    await cache.put(event.request, response.clone());
    return response;
  });
  event.waitUntil(fetched);
  return stored ?? fetched;
}
`;

/** Waits until the worker answers the page's requests. */
const REGISTER = `(async () => {
  const claimed = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  await navigator.serviceWorker.register('/worker.js');
  await claimed;
})()`;

/** Answers from its cache for ever. */
const CACHE_FIRST = STALE_WHILE_REVALIDATE.replace('const fetched', 'if (stored) return stored;\n  const fetched');

describeWith('chromium', 'The client in Chromium', (path) => {
  const browser = new Browser(path);
  /** Another origin for each test: the browser has stored nothing of it. */
  let site: ForeignServer;
  let observed: ObservedPage;

  before(() => browser.start());
  after(() => browser.stop());

  beforeEach(async () => {
    site = new ForeignServer();
    await site.start();
    site.files.set('/', PAGE).set('/client.mjs', MODULE);
    site.put('/note', NOTE);
    observed = await browser.open();
    await observed.page.goto(`${site.origin}/`);
  });
  afterEach(async () => {
    await observed.page.close();
    await site.stop();
  });

  /** Reads the note for an edit that is saved later. */
  function startEditing(): Promise<Note> {
    return observed.page.evaluate(async () => {
      const read = await note.read();
      Object.assign(globalThis, { edited: read });
      return read.value;
    });
  }

  /** Saves the edit: the text that is there then, or the name of the error. */
  function saveEdit(text: string): Promise<string> {
    return observed.page.evaluate(async (mine) => {
      try {
        edited = await edited.save({ ...edited.value, text: mine });
        return edited.value.text;
      } catch (error) {
        return (error as Error).name;
      }
    }, text);
  }

  function read(): Promise<Note> {
    return observed.page.evaluate(async () => (await note.read()).value);
  }

  function increment(): Promise<string> {
    return observed.page.evaluate(async () => {
      const wait = () => new Promise((resolve) => setTimeout(resolve));
      try {
        await note.update((value) => ({ ...value, count: value.count + 1 }), { attempts: 1000, wait });
        return 'saved';
      } catch (error) {
        return (error as Error).message;
      }
    });
  }

  it('saves what was read, twice', async () => {
    await startEditing();
    expect(await saveEdit('first')).to.equal('first');
    expect(await saveEdit('second')).to.equal('second');
    expect(site.get('/note')).to.deep.equal({ ...NOTE, text: 'second' });
  });

  for (const maxAge of [0, 60]) {
    describe(`with its cache, max-age=${maxAge}`, () => {
      beforeEach(() => site.behave({ fields: { 'Cache-Control': `max-age=${maxAge}` } }));

      it('a refresh in the background lends its new tag to no older edit', async () => {
        expect(await startEditing()).to.deep.equal(NOTE);
        site.put('/note', { text: 'theirs', count: 5 });
        expect((await read()).text).to.equal('theirs');
        expect(await saveEdit('mine')).to.equal('PreconditionFailedError');
        expect(site.get('/note')?.text).to.equal('theirs');
      });

      it('reads what it has saved', async () => {
        await startEditing();
        await read();
        await saveEdit('mine');
        expect((await read()).text).to.equal('mine');
        await startEditing();
        expect(await saveEdit('mine again')).to.equal('mine again');
      });

      it('gets past what is stored when somebody else was faster', async () => {
        await read();
        site.put('/note', { text: 'theirs', count: 5 });
        expect(await increment()).to.equal('saved');
        expect(site.get('/note')).to.deep.equal({ text: 'theirs', count: 6 });
      });
    });
  }

  for (const { name, worker, current } of [
    { name: 'refreshes its cache in the background', worker: STALE_WHILE_REVALIDATE, current: undefined },
    { name: 'answers from its cache for ever', worker: CACHE_FIRST, current: (url: string) => new URL(url).pathname },
  ]) {
    describe(`behind a service worker that ${name}`, () => {
      beforeEach(async () => {
        site.files.set('/worker.js', worker);
        site.behave({ current });
        await observed.page.evaluate(REGISTER);
        await read();
        site.put('/note', { text: 'theirs', count: 5 });
      });

      it('saves no outdated value', async () => {
        expect(await startEditing(), 'from the cache').to.deep.equal(NOTE);
        expect(await saveEdit('mine')).to.equal('PreconditionFailedError');
        expect(site.get('/note')?.text).to.equal('theirs');
      });

      it(`updates the current one${current ? ', which the 412 holds' : ''}`, async () => {
        expect(await increment()).to.equal('saved');
        expect(site.get('/note')).to.deep.equal({ text: 'theirs', count: 6 });
      });
    });
  }

  it('counts with 20 updates at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, increment));
    expect(new Set(answers)).to.deep.equal(new Set(['saved']));
    expect(site.get('/note')?.count).to.equal(20);
  });

  describe('across origins', () => {
    const api = new ForeignServer();
    const fields = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'PUT',
      'Access-Control-Allow-Headers': 'Content-Type, If-Match',
    };
    before(() => api.start());
    after(() => api.stop());
    beforeEach(async () => {
      api.put('/note', NOTE);
      await observed.page.evaluate((url) => {
        note = client.resource(url);
      }, `${api.origin}/note`);
    });

    it('tells that the tag may be hidden, and what exposes it', async () => {
      api.behave({ fields });
      expect(await increment()).to.equal(
        `The answer to GET ${api.origin}/note has no ETag, or Access-Control-Expose-Headers does not name it. ` +
          'Read again, or pass { force: true } to overwrite whatever is there',
      );
    });

    it('saves and merges where ETag and Content-Location are exposed', async () => {
      const exposed = { ...fields, 'Access-Control-Expose-Headers': 'ETag, Content-Location' };
      api.behave({ fields: exposed, current: (url) => url });
      await startEditing();
      api.put('/note', { text: 'theirs', count: 5 });
      const merged = await observed.page.evaluate(async () => {
        const error = await edited.save({ text: 'mine', count: 1 }).catch((reason) => reason);
        const saved = await error.current.save({ ...error.current.value, text: 'merged' });
        return saved.value;
      });
      expect(merged).to.deep.equal({ text: 'merged', count: 5 });
      expect(api.get('/note')).to.deep.equal(merged);
    });
  });

  describe('behind a proxy that loses an answer', () => {
    let proxy: RunningServer;
    beforeEach(async () => {
      let toLose = 1;
      proxy = await startDroppingProxy(site.origin, (method) => method === 'PUT' && toLose-- > 0);
      await observed.page.goto(`${proxy.origin}/`);
      await startEditing();
    });
    afterEach(() => proxy.close());

    it('a save that Chromium may send again by itself is applied once', async () => {
      const onReusedConnection = 'PreconditionFailedError';
      expect(await saveEdit('mine')).to.be.oneOf([onReusedConnection, 'LostAnswerError']);
      expect(site.get('/note')?.text).to.equal('mine');
      expect(new Set(site.requests.filter((each) => each.startsWith('PUT'))).size).to.equal(1);
    });

    it('an update that sees that it was made is applied once', async () => {
      const saved = await observed.page.evaluate(() =>
        note.update(
          ({ text, count }) => (text.includes('me') ? undefined : { text: `${text}, me`, count: count + 1 }),
          {
            idempotent: true,
          },
        ),
      );
      expect(saved.value).to.deep.equal({ text: 'as it was, me', count: 1 });
      expect(site.get('/note')).to.deep.equal(saved.value);
    });
  });
});
