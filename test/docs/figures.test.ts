import { join } from 'node:path';
import { expect } from 'chai';
import { projectFolder, textOf } from './examples';

describe("README.md's chart", () => {
  for (const scheme of ['light', 'dark']) {
    it(`shows the figures of bench/README.md: docs/images/figures-${scheme}.svg`, async () => {
      const { figures } = await import(join(projectFolder, 'docs/images/draw-figures.mjs'));
      expect(textOf(`docs/images/figures-${scheme}.svg`)).to.equal(figures(scheme, textOf('bench/README.md')));
    });
  }
});
