import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describeWith } from '../programs';
import type { RunningServer } from '../server';
import { clients } from './clients';
import { answered, change, currentText, startOrigin } from './origin';

for (const { name, program, resources, open } of clients) {
  describeWith(program ?? 'node', name, (path) => {
    let origin: RunningServer;
    const directories: string[] = [];

    before(async () => {
      origin = await startOrigin(__dirname);
    });

    after(async () => {
      await origin.close();
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
  });
}
