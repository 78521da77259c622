/** Makes the pages of the site that come from elsewhere in the repository, with the links that their place needs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '..');

/** A `<picture>` with a dark source as two pictures, of which the style sheet shows one. */
function inBothSchemes(picture) {
  const [alt] = /(?<=alt=")[^"]*/.exec(picture);
  const [dark] = /(?<=srcset=")[^"]*/.exec(picture);
  const [light] = /(?<=src=")[^"]*/.exec(picture);
  return `![${alt}](${light}){.light-only}\n![${alt}](${dark}){.dark-only}`;
}

/** The text of a file as a page in a folder of docs/: links to docs/ lead into the site, the others to the repository. */
function pageFrom(file) {
  return readFileSync(join(docs, '..', file), 'utf8').replace(/<picture>.*?<\/picture>/gs, inBothSchemes);
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
