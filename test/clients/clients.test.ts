import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type App, plainSetups, type Setup } from '../controllers/app';
import { describeWith } from '../programs';
import { type Client, clients } from './clients';
import { answered, change, currentText, startOrigin } from './origin';

for (const setup of plainSetups) {
  for (const client of clients) {
    describeWith(client.program ?? 'node', `${client.name}, on ${setup.name}`, (path) =>
      revalidates(setup, client, path),
    );
  }
}

function revalidates(setup: Setup, { resources, open }: Client, path: string): void {
  let origin: App;
  const directories: string[] = [];

  before(async () => {
    origin = await startOrigin({ setup, files: __dirname });
  });

  after(async () => {
    await origin.stop();
    for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  });

  for (const resource of resources) {
    it(`reads ${resource} once, is told that it is up to date, and sees a change`, async () => {
      const directory = mkdtempSync(join(tmpdir(), 'client-'));
      directories.push(directory);
      const read = open(directory, path);
      answered.length = 0;
      const texts = [await read(origin.origin + resource), await read(origin.origin + resource)];
      const first = currentText();
      const second = change();
      texts.push(await read(origin.origin + resource), await read(origin.origin + resource));
      expect(texts).to.deep.equal([first, first, second, second]);
      expect(answered).to.deep.equal([200, 304, 200, 304].map((status) => `GET ${resource} ${status}`));
    });
  }
}
