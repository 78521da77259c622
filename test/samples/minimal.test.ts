import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { blocksOf, textOf } from '../docs/examples';
import { curl, exchangesIn } from '../docs/exchanges';

/** The lines of an answer, in any order: Express puts the fields in another one. */
function linesOf(answer: string): string[] {
  return answer.split('\n').sort();
}

for (const framework of ['koa', 'express']) {
  const file = `samples/minimal/${framework}.ts`;

  describe(file, () => {
    let program: ChildProcess;
    let port: string;

    before(async function () {
      if (spawnSync('curl', ['--version']).error) this.skip();
      const main = join(__dirname, '../../samples/minimal', `${framework}.js`);
      const env = { ...process.env, PORT: '0' };
      program = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      const [greeting] = await once(program.stdout as object as never, 'data');
      port = /\d+/.exec(String(greeting))?.[0] ?? '';
    });

    after(() => program?.kill());

    for (const session of blocksOf('README.md', 'console')) {
      for (const { command, answer } of exchangesIn(session)) {
        it(`answers as the README prints it: ${command}`, async () => {
          expect(linesOf(await curl(command, port))).to.deep.equal(linesOf(answer));
        });
      }
    }

    it('fault 43: gives each write a tag of its own, even if the content is the same again', async () => {
      const address = `http://127.0.0.1:${port}/articles/8`;
      const put = async (condition: Record<string, string>) => {
        const headers = { 'Content-Type': 'application/json', ...condition };
        const response = await fetch(address, { method: 'PUT', headers, body: '{"title":"Caches"}' });
        await response.text();
        return { status: response.status, tag: response.headers.get('ETag') ?? '' };
      };
      const created = await put({ 'If-None-Match': '*' });
      const saved = await put({ 'If-Match': created.tag });
      expect([created.status, saved.status]).to.deep.equal([200, 200]);
      expect(saved.tag).not.to.equal(created.tag);
      expect((await put({ 'If-Match': created.tag })).status).to.equal(412);
    });
  });
}

describe('the program in README.md', () => {
  const printed = blocksOf('README.md', 'ts').map(({ code }) => code.trimEnd());

  it('is samples/minimal/koa.ts', () => {
    expect(printed).to.include(textOf('samples/minimal/koa.ts').trimEnd());
  });

  it('is installed by pnpm with the same packages as by npm', () => {
    const [npm, pnpm] = blocksOf('README.md', 'sh').map(({ code }) => code.replaceAll(/ +#/g, ' #'));
    expect(pnpm?.replaceAll('pnpm add', 'npm install')).to.equal(npm);
  });

  it('differs on Express by the name of one function', () => {
    const koa = textOf('samples/minimal/koa.ts');
    expect(textOf('samples/minimal/express.ts')).to.equal(koa.replaceAll('createKoaServer', 'createExpressServer'));
  });
});
