import { expect } from 'chai';
import { textOf } from './examples';

const manifest = JSON.parse(textOf('package.json'));

describe('docs/reference.md', () => {
  const text = textOf('docs/reference.md');

  for (const path of Object.keys(manifest.exports).filter((each) => !each.endsWith('.json'))) {
    const entry = path.replace(/^\./, manifest.name);
    it(`names all that ${entry} exports`, () => {
      const names = Object.keys(require(entry));
      expect(names.filter((each) => !new RegExp(`\\b${each}\\b`).test(text))).to.deep.equal([]);
    });
  }
});
