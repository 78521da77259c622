import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** The project's folder; the tests run from build/test/docs. */
export const projectFolder = resolve(__dirname, '../../..');

/** A piece of TypeScript that a reader may copy. */
export interface Example {
  /** Where it stands, as `docs/recipes.md`. */
  readonly file: string;
  /** The number of its first line in that file. */
  readonly line: number;
  readonly code: string;
}

/** README.md, CHANGELOG.md and what is in docs/. */
export function documents(): string[] {
  const named = readdirSync(join(projectFolder, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', 'CHANGELOG.md', ...named.map((name) => `docs/${name}`)];
}

/** The modules of the library, as `src/http/http-date.ts`. */
export function sources(): string[] {
  return readdirSync(join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => relative(projectFolder, join(projectFolder, 'src', name)))
    .sort();
}

export function textOf(file: string): string {
  return readFileSync(join(projectFolder, file), 'utf8');
}

/** The fenced blocks of a language, in a document or in the docstrings of a module. */
export function blocksOf(file: string, language: string): Example[] {
  const blocks: Example[] = [];
  let open: { line: number; code: string[] } | undefined;
  textOf(file)
    .split('\n')
    .forEach((line, index) => {
      const text = file.endsWith('.ts') ? line.replace(/^\s*\* ?/, '') : line;
      if (open === undefined) {
        if (text === `\`\`\`${language}`) open = { line: index + 2, code: [] };
      } else if (text === '```') {
        blocks.push({ file, line: open.line, code: open.code.join('\n') });
        open = undefined;
      } else {
        open.code.push(text);
      }
    });
  return blocks;
}
