import { join } from 'node:path';
import { expect } from 'chai';
import { blocksOf, projectFolder, sources } from './examples';

const VALUE = /^(.+); \/\/ (.+)$/;

/** What a module exports, and what its examples take from elsewhere. */
function namesFor(file: string): Record<string, unknown> {
  const load = (path: string) => require(join(projectFolder, path.replace(/^src/, 'dist').replace(/\.ts$/, '.js')));
  return { ...load('src/http/index.ts'), ...load(file) };
}

describe('the values in the docstrings of the pure functions', () => {
  for (const file of sources().filter((name) => name.startsWith('src/http/'))) {
    const names = namesFor(file);
    for (const { line, code } of blocksOf(file, 'ts')) {
      const lines = code.split('\n');
      const statements = lines.filter((each) => !VALUE.test(each) && !each.startsWith('import ')).join('\n');
      for (const [, expression, value] of lines
        .flatMap((each) => [VALUE.exec(each) ?? []])
        .filter(({ length }) => length)) {
        it(`${file}, line ${line}: ${expression} is ${value}`, () => {
          const evaluate = new Function(...Object.keys(names), `${statements}\nreturn [${expression}, ${value}];`);
          const [actual, expected] = evaluate(...Object.values(names));
          expect(actual).to.deep.equal(expected);
        });
      }
    }
  }
});
