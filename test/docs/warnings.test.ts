import { expect } from 'chai';
import { sources, textOf } from './examples';

describe('docs/observability.md', () => {
  it('has each code of a warning, and no other', () => {
    const given = sources().flatMap((file) => textOf(file).match(/(?<=')ETAG_[A-Z_]+(?=')/g) ?? []);
    const table = textOf('docs/observability.md').split('\n## Warnings\n')[1] ?? '';
    const documented = table.match(/(?<=^\| `)ETAG_[A-Z_]+/gm) ?? [];
    expect(documented).to.have.members([...new Set(given)]);
  });
});
