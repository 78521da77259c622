import { join } from 'node:path';
import { expect } from 'chai';
import { projectFolder, textOf } from './examples';

/** The cells of the rows of a table in the benchmark's document. */
function rowsUnder(heading: string): string[][] {
  const section = textOf('bench/README.md').split(`\n### ${heading}\n`)[1]?.split('\n#')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => line.split('|').map((cell) => cell.trim()));
}

describe('fault 35: the benchmark of the evaluator measures what users run', () => {
  const rows = rowsUnder('The preconditions of a GET: nanoseconds');

  it('has rows', () => expect(rows).not.to.be.empty);

  for (const [, name, documented, koa, fresh, , ofDocumented, ofKoa, target, verdict] of rows) {
    it(`judges by the look-up of the documents and by that of Koa, whichever is slower: ${name}`, () => {
      for (const [time, factor] of [
        [documented, ofDocumented],
        [koa, ofKoa],
      ]) {
        expect(Number.parseFloat(factor as string)).to.be.closeTo(Number(fresh) / Number(time), 0.15);
      }
      const worst = Math.min(Number.parseFloat(ofDocumented as string), Number.parseFloat(ofKoa as string));
      expect(verdict).to.equal(worst >= Number.parseFloat(target as string) ? 'met' : 'MISSED');
    });
  }
});

describe("README.md's chart", () => {
  for (const scheme of ['light', 'dark']) {
    it(`shows the figures of bench/README.md: docs/images/figures-${scheme}.svg`, async () => {
      const { figures } = await import(join(projectFolder, 'docs/images/draw-figures.mjs'));
      expect(textOf(`docs/images/figures-${scheme}.svg`)).to.equal(figures(scheme, textOf('bench/README.md')));
    });
  }
});
