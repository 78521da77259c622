import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { documents, projectFolder, textOf } from './examples';

interface ShownFile {
  readonly document: string;
  /** The file that the block is, as `samples/mappers/recipes/kysely.ts`. */
  readonly file: string;
  readonly code: string;
}

/** The blocks whose fence names a file. */
function shownFiles(): ShownFile[] {
  return documents().flatMap((document) =>
    [...textOf(document).matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', code = '']) => ({
      document,
      file,
      code,
    })),
  );
}

describe('the examples of the documents that are files of a sample', () => {
  const shown = shownFiles();

  for (const { document, file, code } of shown) {
    it(`${document} shows ${file} as it is`, () => {
      expect(existsSync(join(projectFolder, file))).to.equal(true);
      expect(code).to.equal(textOf(file));
    });
  }

  it('are all recipes of samples/mappers', () => {
    const folder = 'samples/mappers/recipes';
    const recipes = readdirSync(join(projectFolder, folder)).map((name) => `${folder}/${name}`);
    expect(shown.map(({ file }) => file)).to.include.members(recipes);
  });

  it('show all of their own that they import', () => {
    for (const { document, file, code } of shown) {
      const siblings = shown.filter((each) => each.document === document || each.document === 'docs/mappers.md');
      for (const [, path = ''] of code.matchAll(/from '(\.[^']+)'/g)) {
        const imported = `${join(file, '..', path)}.ts`;
        if (imported.includes('/generated/')) continue;
        expect(
          siblings.map((each) => each.file),
          `${document}, ${file}`,
        ).to.include(imported);
      }
    }
  });
});
