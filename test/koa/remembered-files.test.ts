import { once } from 'node:events';
import { createReadStream, linkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { clock } from './clock';
import { ReadFiles } from './read-files';
import { TemporaryDirectory } from './temporary-directory';

/** Seen from the compiled test. Ten thousand requests would take too long. */
const { FileDigest } = require('../../../dist/body/file-digest.js') as typeof import('../../dist/body/file-digest');

/** More than are remembered. */
const FILES = 10_100;

describe('FileDigest', function () {
  this.timeout(60_000);

  const directory = new TemporaryDirectory();
  const read = new ReadFiles();
  before(() => {
    read.watch();
    clock.ahead(10_000);
  });
  after(() => {
    clock.restore();
    read.restore();
    directory.remove();
  });

  it('remembers ten thousand files at most: those that were asked for last', async () => {
    const file = directory.write('one content under many names');
    const pathOf = (index: number) => join(directory.path, `link-${index}`);
    for (let index = 0; index < FILES; index++) linkSync(file, pathOf(index));
    const digests = new FileDigest();
    const digest = async (index: number) => {
      const stream = createReadStream(pathOf(index));
      expect(await digests.digestOf(stream, Number.POSITIVE_INFINITY)).to.match(/^[0-9a-f]{16}$/);
      stream.destroy();
      await once(stream, 'close');
    };
    await digest(0);
    await digest(1);
    for (let index = 2; index < FILES; index += 100) {
      await digest(0);
      await Promise.all(Array.from({ length: Math.min(100, FILES - index) }, (_, offset) => digest(index + offset)));
    }
    for (const index of [0, 1, FILES - 1]) await digest(index);
    expect(read.times(pathOf(0)), 'asked for all the time').to.equal(1);
    expect(read.times(pathOf(1)), 'asked for long ago').to.equal(2);
    expect(read.times(pathOf(FILES - 1)), 'asked for at last').to.equal(1);
  });
});
