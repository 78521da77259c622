import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { build } from 'esbuild';

const LIMIT = 2048;

const root = join(__dirname, '..', '..', '..');
const file = join(root, 'dist/client/index.mjs');

describe('the ES module of the client', () => {
  it(`has at most ${LIMIT} bytes, minified and gzipped, with all that it exports`, async () => {
    const { outputFiles } = await build({
      stdin: { contents: "export * from 'routing-controllers-etag/client';", resolveDir: root },
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    });
    const size = gzipSync(outputFiles[0]?.contents as Uint8Array, { level: 9 }).byteLength;
    expect(size).to.be.within(LIMIT / 2, LIMIT);
  });

  it('is one file, which browsers load as it is', () => {
    expect(readFileSync(file, 'utf8')).not.to.match(/\bimport\b|\brequire\b|\bprocess\b/);
  });

  it('exports what the CommonJS module does', async () => {
    const module: object = await import(file);
    expect(Object.keys(module).sort()).to.deep.equal(Object.keys(require('routing-controllers-etag/client')).sort());
  });
});
