import { join } from 'node:path';
import { expect } from 'chai';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { describeWith } from '../programs';
import { SampleProcess } from './sample-process';

const IMAGES = join(__dirname, '../../../docs/images');

const DESKTOP = { viewport: { width: 1180, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: 'dark' } as const;

/** Pictures are kept where `PICTURES=1` says so: they differ a little from one machine to another. */
const keepsPictures = process.env.PICTURES === '1';

describeWith('chromium', 'The page of samples/articles', (path) => {
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  before(async () => {
    browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  after(() => browser.close());

  for (const framework of ['Koa', 'Express']) {
    describe(`on ${framework}`, () => {
      const sample = new SampleProcess('articles', {}, framework === 'Koa' ? [] : ['--express']);
      before(() => sample.ready());
      after(async () => {
        expect(await sample.stop()).to.equal(0);
        expect(sample.stderr).to.equal('');
      });

      async function open(article: string, options: BrowserContextOptions = DESKTOP): Promise<EditorsPage> {
        const context = await browser.newContext(options);
        contexts.push(context);
        const page = new EditorsPage(await context.newPage());
        await page.open(sample.url, article);
        return page;
      }

      it('is the first thing that the program prints', () => {
        expect(sample.stdout.split('\n')[0]).to.match(/^Open http:\/\/127\.0\.0\.1:\d+\/ to try it/);
      });

      it('the second of two editors is told of the conflict, merges and saves; nothing is lost', async () => {
        const page = await open('why-bread-goes-stale');
        await page.load('ada', 'ben');
        await page.edit('ada', {
          title: 'Bread that stays fresh',
          summary: 'Freeze it in slices. The fridge is the worst place.',
        });
        await page.save('ada', 'saved');
        await page.edit('ben', { title: 'Why your bread goes stale, and how to slow it down' });
        await page.save('ben', 'conflict');
        expect(await page.message('ben')).to.contain('Nothing was overwritten');
        expect(await page.legends('ben')).to.deep.equal(['Summary: taken over', 'Title: both have changed it']);
        expect(await page.value('ben', 'summary')).to.equal('Freeze it in slices. The fridge is the worst place.');
        if (framework === 'Koa') await page.picture('conflict');

        await page.choose('ben', 'Take theirs');
        expect(await page.value('ben', 'title')).to.equal('Bread that stays fresh');
        await page.choose('ben', 'Keep mine');
        await page.save('ben', 'saved');
        await page.load('ada');
        expect(await page.value('ada', 'title')).to.equal('Why your bread goes stale, and how to slow it down');
        expect(await page.value('ada', 'summary')).to.equal('Freeze it in slices. The fridge is the worst place.');
      });

      it('shows each request with its precondition, status, tag and queries; a 304 reads no text', async () => {
        const page = await open('listening-to-ice');
        await page.load('ada');
        await page.load('ada');
        const [second, first] = await page.log(2);
        expect(first).to.include({
          who: 'Ada',
          request: 'GET /articles/listening-to-ice',
          condition: '',
          status: '200',
        });
        expect(second).to.include({ status: '304', bytes: '0 B', queries: '1' });
        expect(second?.condition).to.equal(`If-None-Match: ${first?.tag}`);
        expect(first?.queries).to.equal('2');
        expect(await page.page.textContent('#log tr.why')).to.match(/^If-None-Match names the current tag/);
      });

      it('tells two people in two windows of each other', async () => {
        const [one, two] = [await open('how-swifts-sleep'), await open('how-swifts-sleep')];
        await one.load('ada');
        await two.load('ben');
        await two.edit('ben', { body: 'A text of one line.' });
        await two.save('ben', 'saved');
        await one.edit('ada', { title: 'Swifts' });
        await one.save('ada', 'conflict');
        expect(await one.value('ada', 'body')).to.equal('A text of one line.');
        await one.save('ada', 'saved');
        await two.load('ben');
        expect(await two.value('ben', 'title')).to.equal('Swifts');
        expect((await one.log(6)).map(({ who }) => who)).to.include('Ben');
      });

      it('without the library the update is lost before your eyes', async () => {
        const page = await open('listening-to-ice');
        await page.switchOff();
        await page.load('ada', 'ben');
        await page.edit('ada', { title: 'What the ice sings' });
        await page.save('ada', 'saved');
        await page.edit('ben', { summary: 'A frozen lake sings.' });
        await page.save('ben', 'saved');
        expect(await page.waitForMessage('ada', 'lost')).to.match(/^Your change is gone: Ben has overwritten it/);
        if (framework === 'Koa') await page.picture('lost-update');
        await page.load('ada');
        expect(await page.value('ada', 'title')).not.to.equal('What the ice sings');
        expect((await page.log(5)).map(({ status }) => status)).not.to.include('412');
      });

      it('counts on the dashboard: answers, bytes and queries that were spared, conflicts, and why no 304', async () => {
        const page = await open('listening-to-ice');
        await page.makeLoad();
        expect(await page.tile('requests')).to.be.greaterThan(100);
        expect(await page.tile('ratio')).to.be.within(20, 95);
        expect(await page.tile('bytes-spared')).to.be.greaterThan(0);
        expect(await page.tile('queries-spared')).to.be.greaterThan(0);
        expect(await page.tile('conflicts')).to.be.greaterThan(0);
        expect(await page.texts('#by-route td:first-child')).to.include.members([
          'GET /articles/:slug',
          'PATCH /articles/:slug',
          'GET /articles',
        ]);
        expect(await page.texts('#reasons code')).to.include.members(['no-condition', 'tag-differs']);
        const described = await page.page.getAttribute('#over-time svg', 'aria-label');
        expect(described).to.match(/304: nothing had to be sent.*412: refused.*428: no version was stated/);
        if (framework === 'Koa') await page.picture('dashboard');
      });

      it('can be used by keyboard alone, and fits a phone in dark mode', async () => {
        const page = await open('why-bread-goes-stale', PHONE);
        await page.page.focus('#tab-editors');
        await page.page.keyboard.press('ArrowRight');
        expect(await page.page.isVisible('#dashboard')).to.equal(true);
        await page.page.keyboard.press('ArrowLeft');
        await page.page.focus('#ada [data-part="load"]');
        await page.page.keyboard.press('Enter');
        await page.waitForMessage('ada', 'info');
        await page.page.keyboard.press('Tab');
        await page.page.keyboard.press('Space');
        expect(await page.waitForMessage('ada', 'info')).to.equal('Nothing has been changed.');
        const overflow = await page.page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(overflow, 'nothing sticks out at the side').to.equal(0);
        if (framework === 'Koa') await page.picture('phone');
      });

      it('says what is wrong where a request is refused', async () => {
        const page = await open('why-bread-goes-stale');
        await page.load('ada');
        await page.edit('ada', { title: '' });
        await page.save('ada', 'error');
        expect(await page.message('ada')).to.match(/400/);
      });
    });
  }
});

type Field = 'title' | 'summary' | 'body';
type Who = 'ada' | 'ben';

/** A line of the log, by what is written in its cells. */
interface Logged {
  readonly who: string;
  readonly request: string;
  readonly condition: string;
  readonly status: string;
  readonly tag: string;
  readonly bytes: string;
  readonly queries: string;
}

/** The page as its visitors use it. */
class EditorsPage {
  constructor(readonly page: Page) {}

  async open(url: string, article: string): Promise<void> {
    await this.page.goto(url);
    await this.page.selectOption('#article', article);
    await this.page.click('#clear-log');
  }

  async load(...editors: Who[]): Promise<void> {
    for (const who of editors) {
      await this.page.click(`#${who} [data-part="load"]`);
      await this.waitForMessage(who, 'info');
    }
  }

  async edit(who: Who, text: Partial<Record<Field, string>>): Promise<void> {
    for (const [field, value] of Object.entries(text)) await this.page.fill(`#${who} [name="${field}"]`, value);
  }

  async save(who: Who, outcome: string): Promise<void> {
    await this.page.click(`#${who} [data-part="save"]`);
    await this.waitForMessage(who, outcome);
  }

  async waitForMessage(who: Who, kind: string): Promise<string> {
    await this.page.waitForSelector(`#${who} [data-part="message"][data-kind="${kind}"]:not(:empty)`);
    return this.message(who);
  }

  async message(who: Who): Promise<string> {
    return (await this.page.textContent(`#${who} [data-part="message"]`)) ?? '';
  }

  value(who: Who, field: Field): Promise<string> {
    return this.page.inputValue(`#${who} [name="${field}"]`);
  }

  legends(who: Who): Promise<string[]> {
    return this.texts(`#${who} legend`);
  }

  async choose(who: Who, label: string): Promise<void> {
    await this.page.click(`#${who} .choice:has-text("${label}") input`);
  }

  async switchOff(): Promise<void> {
    await this.page.uncheck('#protected', { force: true });
  }

  texts(selector: string): Promise<string[]> {
    return this.page.locator(selector).allTextContents();
  }

  /** The latest first; waits until there are so many. */
  async log(count: number): Promise<Logged[]> {
    await this.page
      .locator('#log tr.line')
      .nth(count - 1)
      .waitFor();
    const rows = await this.page.locator('#log tr.line').all();
    const cells = await Promise.all(rows.map((row) => row.locator('td').allTextContents()));
    return cells.map(([who = '', request = '', condition = '', status = '', tag = '', bytes = '', , queries = '']) => ({
      who,
      request,
      condition,
      status,
      tag,
      bytes,
      queries,
    }));
  }

  async makeLoad(): Promise<void> {
    await this.page.click('#tab-dashboard');
    await this.page.click('#load');
    await this.page.waitForSelector('#load-status:has-text("Done")', { state: 'attached' });
  }

  async tile(id: string): Promise<number> {
    return Number.parseFloat((await this.page.textContent(`#${id}`)) ?? '');
  }

  async picture(name: string): Promise<void> {
    if (!keepsPictures) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.screenshot({ path: join(IMAGES, `${name}-${colorScheme}.png`), fullPage: true });
    }
    await this.page.emulateMedia({ colorScheme: null });
  }
}
