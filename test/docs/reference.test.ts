import { expect } from 'chai';
import { textOf } from './examples';

const manifest = JSON.parse(textOf('package.json'));

/** The text under the headings of an entry point. */
function sectionOf(entry: string, text: string): string {
  return text.split(/^## /m).find((section) => section.split('\n', 1)[0]?.includes(`\`${entry}\``)) ?? '';
}

/** The names that an entry point's declarations export, types among them. */
function exportedBy(entry: string): string[] {
  const declarations = textOf(
    require
      .resolve(entry)
      .replace(/^.*\/dist\//, 'dist/')
      .replace(/\.js$/, '.d.ts'),
  );
  return [...declarations.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.replace(/^\s*type /, '').trim()),
  );
}

describe('docs/reference.md', () => {
  const text = textOf('docs/reference.md');
  const main = sectionOf(manifest.name, text);

  for (const path of Object.keys(manifest.exports).filter((each) => !each.endsWith('.json'))) {
    const entry = path.replace(/^\./, manifest.name);
    it(`names all that ${entry} exports, under its heading or, where it is the same, under the first`, () => {
      const names = exportedBy(entry).filter((name) => name !== '');
      expect(names).to.include.members(Object.keys(require(entry)));
      const section = sectionOf(entry, text) + (entry.endsWith('/koa') || entry.endsWith('/express') ? main : '');
      expect(names.filter((each) => !new RegExp(`\`@?${each}\\b`).test(section))).to.deep.equal([]);
    });
  }
});
