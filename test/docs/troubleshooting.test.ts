import { expect } from 'chai';
import { textOf } from './examples';

const { EVALUATION_REASONS } =
  require('../../../dist/web/evaluation-sentence.js') as typeof import('../../dist/web/evaluation-sentence');

describe('docs/troubleshooting.md', () => {
  it('has a heading for each reason of an event, and for no other', () => {
    const headings = [...textOf('docs/troubleshooting.md').matchAll(/^### `(.+)`$/gm)].map(([, reason]) => reason);
    expect(headings.sort()).to.deep.equal([...EVALUATION_REASONS].sort());
  });
});
