import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { App } from '../controllers/app';
import { describeWith } from '../programs';
import { SampleProcess } from '../samples/sample-process';
import { Browser, type ObservedPage } from './browser';
import { change, currentText, startOrigin } from './origin';

describeWith('chromium', 'Chromium', (path) => {
  const browser = new Browser(path);
  let observed: ObservedPage;

  before(() => browser.start());

  after(() => browser.stop());

  beforeEach(async () => {
    observed = await browser.open();
  });

  afterEach(() => observed.page.close());

  describe('on the articles sample', () => {
    const sample = new SampleProcess('articles');

    before(() => sample.ready());
    after(() => sample.stop());

    it('load, reload, change, reload: 200, 304, 200, and the page shows the change', async () => {
      const list = (await (await fetch(`${sample.url}/articles?limit=1`)).json()) as { articles: [{ slug: string }] };
      const { slug } = list.articles[0];
      const url = `${sample.url}/articles/${slug}`;
      const sent = (status: number) => [`GET /articles/${slug} ${status}`];

      const loaded = await observed.page.goto(url);
      expect(await observed.takeLog()).to.deep.equal(sent(200));
      const before = await observed.text();

      const reloaded = await observed.page.reload();
      expect(await observed.takeLog()).to.deep.equal(sent(304));
      expect([loaded?.status(), reloaded?.status()], 'what the page sees').to.deep.equal([200, 200]);
      expect(await observed.text()).to.equal(before);

      const { status } = await fetch(url, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json', 'If-Match': loaded?.headers().etag ?? '' },
        body: JSON.stringify({ title: 'Changed while it was open' }),
      });
      expect(status).to.equal(200);
      await observed.page.reload();
      expect(await observed.takeLog()).to.deep.equal(sent(200));
      expect(await observed.text()).to.contain('Changed while it was open');
    });

    it('shows what the API says of itself, and what a write must send', async () => {
      await observed.page.goto(`${sample.url}/docs`);
      const patch = observed.page.locator('.opblock-patch');
      await patch.click();
      const parameter = patch.locator('tr[data-param-name="If-Match"]');
      await parameter.waitFor();
      expect(await parameter.textContent()).to.match(/If-Match\s*\*/);
      expect(await patch.locator('.responses-table').first().textContent())
        .to.contain('412')
        .and.contain('428');
      await observed.takeLog();
      await observed.page.reload();
      await patch.waitFor();
      expect(await observed.takeLog()).to.have.members(
        ['/docs', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js', '/openapi.json'].map(
          (path) => `GET ${path} 304`,
        ),
      );
    });
  });

  describe('on the shallow sample', () => {
    const sample = new SampleProcess('shallow');

    before(() => sample.ready());
    after(() => sample.stop());

    it('load, reload, deploy, reload: only what has changed is transferred, and shown', async () => {
      await observed.page.goto(sample.url);
      await pageIsComplete();
      const first = await heading();
      const sent = (page: number, style: number, script: number, quotes: number) => [
        `GET / ${page}`,
        `GET /style.css ${style}`,
        `GET /app.js ${script}`,
        `GET /quotes ${quotes}`,
        'GET /requests 200',
      ];
      expect(await observed.takeLog()).to.have.members(sent(200, 200, 200, 200));

      await observed.page.reload();
      await pageIsComplete();
      expect(await observed.takeLog()).to.have.members(sent(304, 304, 304, 304));
      expect(await heading()).to.deep.equal(first);

      await observed.page.click('#deploy');
      expect(await observed.takeLog()).to.deep.equal(['POST /deploy 204']);
      await observed.page.reload();
      await pageIsComplete();
      expect(await observed.takeLog()).to.have.members(sent(304, 200, 200, 304));
      expect(await costs()).to.have.members([
        '/ 304 spared',
        '/style.css 200 sent',
        '/app.js 200 sent',
        '/quotes 304 spared',
      ]);
      expect(await observed.page.textContent('#changed')).to.equal(
        'This release has changed style.css and app.js only.',
      );
      const second = await heading();
      expect(second.text).to.equal('Release 2').and.not.equal(first.text);
      expect(second.colour).not.to.equal(first.colour);
    });

    /** Waits until the page has shown its quotes, and what its load has cost. */
    function pageIsComplete() {
      return observed.page.waitForSelector('#sum tr');
    }

    function costs(): Promise<string[]> {
      return observed.page.locator('#requests tr').evaluateAll((rows) =>
        rows.map((row) => {
          const [path, status, sent, spared] = [...row.querySelectorAll('td')].map((cell) => cell.textContent);
          return `${path} ${status}${Number(sent) > 0 ? ' sent' : ''}${Number(spared) > 0 ? ' spared' : ''}`;
        }),
      );
    }

    function heading(): Promise<{ text: string; colour: string }> {
      return observed.page.evaluate(`(() => {
        const heading = document.querySelector('h1');
        return { text: heading.textContent, colour: getComputedStyle(heading).color };
      })()`);
    }
  });

  describe('on a page of another origin', () => {
    const directory = mkdtempSync(join(tmpdir(), 'site-'));
    let site: App;
    let api: App;

    before(async () => {
      writeFileSync(join(directory, 'index.html'), HTML);
      [site, api] = await Promise.all([startOrigin({ files: directory }), startOrigin({ files: directory })]);
    });

    after(async () => {
      await Promise.all([site.stop(), api.stop()]);
      rmSync(directory, { recursive: true });
    });

    beforeEach(async () => {
      await observed.page.goto(`${site.origin}/`);
      await observed.takeLog();
    });

    it('a script reads the tag, and saves with it', async () => {
      const read = await get(observed, api);
      expect(read.text).to.equal(currentText());
      expect(read.etag, 'the tag of the compressed form: scripts cannot ask for another').to.match(/^"\d+--[a-z]+"$/);
      expect(await save(observed, api, read.etag, 'saved by a script')).to.equal(200);
      expect(currentText()).to.equal('saved by a script');
      expect((await get(observed, api)).text).to.equal('saved by a script');
    });

    it('a script that read an older version is told so, and overwrites nothing', async () => {
      const { etag } = await get(observed, api);
      const text = change();
      expect(await save(observed, api, etag, 'too late')).to.equal(412);
      expect(currentText()).to.equal(text);
      const again = await get(observed, api);
      expect(await save(observed, api, again.etag, 'in time')).to.equal(200);
    });

    it('a second read is revalidated by the browser: the script sees 200, with the tag', async () => {
      change();
      const first = await get(observed, api);
      await observed.takeLog();
      const second = await get(observed, api);
      expect(await observed.takeLog()).to.deep.equal(['GET /tagged 304']);
      expect(second).to.deep.equal(first);
      expect(second.status).to.equal(200);
    });
  });
});

const HTML = '<!doctype html><title>A page</title>';

interface Seen {
  readonly status: number;
  readonly etag: string | null;
  readonly text: string;
}

/** What a script of the page sees of a document on another origin. */
function get({ page }: ObservedPage, { origin }: App): Promise<Seen> {
  return page.evaluate(async (url) => {
    const response = await fetch(url);
    return { status: response.status, etag: response.headers.get('ETag'), text: await response.text() };
  }, `${origin}/tagged`);
}

/** The status that a script of the page gets when it saves. */
function save({ page }: ObservedPage, { origin }: App, etag: string | null, text: string): Promise<number> {
  return page.evaluate(
    async ({ url, etag, text }) => {
      const headers = { 'Content-Type': 'application/json', 'If-Match': etag ?? '' };
      const { status } = await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ text }) });
      return status;
    },
    { url: `${origin}/tagged`, etag, text },
  );
}
