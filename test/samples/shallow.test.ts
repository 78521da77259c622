import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { runCommands } from './run-commands';
import { SampleProcess } from './sample-process';

describe('samples/shallow', () => {
  let sample: SampleProcess;
  let urls: string[];

  before(async () => {
    sample = new SampleProcess('shallow');
    await sample.ready();
    urls = [...new Set(sample.stdout.match(/http:\/\/127\.0\.0\.1:\d+/g))];
  });

  after(async () => {
    expect(await sample.stop()).to.equal(0);
    expect(sample.stdout).to.match(/SIGTERM: stopping\nStopped\n$/);
    expect(sample.stderr).to.equal('');
  });

  it('answers the commands that it prints by the status that is printed with them', async function () {
    if (spawnSync('curl', ['--version']).error) this.skip();
    const { printed, answered } = await runCommands(sample.stdout);
    expect(answered).to.deep.equal(printed);
    expect(new Set(printed.map((line) => line.slice(0, 3)))).to.deep.equal(new Set(['200', '204', '206', '304']));
  });

  for (const path of ['/', '/style.css', '/app.js', '/licence.txt', '/quotes']) {
    it(`gives ${path} one tag on both servers, whatever the dates of their files`, async () => {
      const [first, second] = await Promise.all(urls.map((url) => fetch(url + path)));
      await Promise.all([first?.text(), second?.text()]);
      expect(first?.headers.get('ETag')).to.match(/^"[0-9a-f]{16}(?:--\w+)?"$/);
      expect(second?.headers.get('ETag')).to.equal(first?.headers.get('ETag'));
      if (path.includes('.')) {
        expect(second?.headers.get('Last-Modified')).not.to.equal(first?.headers.get('Last-Modified'));
      }
    });
  }

  it('says how long each file may be kept, on both servers', async () => {
    const logo = /assets\/logo-[0-9a-f]{8}\.svg/.exec(sample.stdout)?.[0];
    for (const url of urls) {
      for (const [path, cacheControl] of [
        [`/${logo}`, 'public, max-age=31536000, immutable'],
        ['/licence.txt', 'max-age=60, stale-while-revalidate=3600'],
        ['/style.css', 'no-cache'],
        ['/quotes', 'no-cache'],
        ['/requests', 'no-store'],
        ['/nowhere', null],
      ] as const) {
        const response = await fetch(url + path);
        await response.arrayBuffer();
        expect(response.headers.get('Cache-Control'), path).to.equal(cacheControl);
      }
    }
  });

  it('sends the rest of a file of one version alone, on both servers', async () => {
    for (const url of urls) {
      const identity = { 'Accept-Encoding': 'identity' };
      const whole = await fetch(`${url}/style.css`, { headers: identity });
      const css = await whole.text();
      const rest = async (ifRange: string) => {
        const fields = { ...identity, Range: 'bytes=10-', 'If-Range': ifRange };
        const response = await fetch(`${url}/style.css`, { headers: fields });
        return { status: response.status, text: await response.text() };
      };
      expect(await rest(whole.headers.get('ETag') as string)).to.deep.equal({ status: 206, text: css.slice(10) });
      expect(await rest('"older"')).to.deep.equal({ status: 200, text: css });
    }
  });

  it('hides what class-transformer hides', async () => {
    const quotes = await (await fetch(`${urls[0]}/quotes`)).text();
    expect(quotes).to.contain('Gordon Bell').and.not.contain('somebody@example.com');
  });

  it('lets a client see a release at its next load, and costs a 304 for what is unchanged', async () => {
    const load = async (path: string, tag?: string | null) => {
      const response = await fetch(urls[0] + path, { headers: tag ? { 'If-None-Match': tag } : {} });
      return { status: response.status, tag: response.headers.get('ETag'), text: await response.text() };
    };
    const script = await load('/app.js');
    const licence = await load('/licence.txt');
    expect(await load('/app.js', script.tag)).to.include({ status: 304, text: '' });
    await fetch(`${urls[1]}/deploy`, { method: 'POST' });
    const released = await load('/app.js', script.tag);
    expect(released.status).to.equal(200);
    expect(released.text).not.to.equal(script.text);
    expect(await load('/licence.txt', licence.tag)).to.include({ status: 304, text: '' });
  });
});
