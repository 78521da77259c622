import { expect } from 'chai';
import { ENTRY_POINTS } from '../package/entry-points.cases';
import { textOf } from './examples';

describe('docs/reference.md', () => {
  const text = textOf('docs/reference.md');

  for (const [entry, names] of Object.entries(ENTRY_POINTS)) {
    it(`names all that ${entry} exports`, () => {
      expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).to.deep.equal([]);
    });
  }
});
