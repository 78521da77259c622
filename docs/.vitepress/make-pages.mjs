/** Makes the pages of the site that come from elsewhere in the repository, with the links that their place needs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inBothSchemes } from './pictures.mjs';

const docs = join(import.meta.dirname, '..');

/** The text of a file as a page in a folder of docs/: links to docs/ lead into the site, the others to the repository. */
function pageFrom(file) {
  return inBothSchemes(readFileSync(join(docs, '..', file), 'utf8'));
}

function write(folder, text) {
  mkdirSync(join(docs, folder), { recursive: true });
  writeFileSync(join(docs, folder, 'index.md'), text);
}

write(
  'start',
  pageFrom('README.md')
    .replace(/^# .*$/m, '# Start')
    .replaceAll('](docs/', '](../')
    .replaceAll('](bench/README.md)', '](../benchmark/)')
    .replaceAll(/\]\((?!https?:|\.\.|#)/g, '](../../'),
);
write('benchmark', pageFrom('bench/README.md').replaceAll(/\]\((?!https?:|#)/g, '](../../bench/'));
