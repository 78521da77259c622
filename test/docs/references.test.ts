import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { documents, projectFolder, textOf } from './examples';

interface Reference {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

function referencesIn(file: string, pattern: RegExp): Reference[] {
  return textOf(file)
    .split('\n')
    .flatMap((text, index) =>
      [...text.matchAll(pattern)].map(([, target = '']) => ({ file, line: index + 1, target })),
    );
}

/** Links and pictures, but no addresses of other sites. */
const LINKS = /(?:\]\(|src(?:set)?=")(?!https?:)([^)"]+)[)"]/g;

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .replaceAll(/[`*]/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsIn(path: string): string[] {
  return [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

const files = [
  ...documents(),
  'CONTRIBUTING.md',
  'SECURITY.md',
  'bench/README.md',
  'samples/README.md',
  'samples/articles/README.md',
];

describe('the references in the documents', () => {
  for (const file of files) {
    it(`${file}: links lead to files and headings that are there`, () => {
      for (const { line, target } of referencesIn(file, LINKS)) {
        const [path = '', anchor] = target.split('#');
        const linked = path === '' ? file : join(dirname(file), path);
        expect(existsSync(join(projectFolder, linked)), `${file}, line ${line}: ${target}`).to.equal(true);
        if (anchor !== undefined) expect(anchorsIn(linked), `${file}, line ${line}`).to.include(anchor);
      }
    });

    it(`${file}: the files that it names are there`, () => {
      for (const { line, target } of referencesIn(file, /`((?:src|test|samples|bench|docs)\/[^`\s]*)`/g)) {
        expect(existsSync(join(projectFolder, target)), `${file}, line ${line}: ${target}`).to.equal(true);
      }
    });
  }
});
