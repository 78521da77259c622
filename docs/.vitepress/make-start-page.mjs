/** Makes the site's first page of the guide from README.md, with the links that its place in the site needs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '..');
const readme = readFileSync(join(docs, '../README.md'), 'utf8');

const page = readme
  .replace(/^# .*$/m, '# Start')
  .replace(/<picture>.*?<\/picture>/s, (picture) => {
    const alt = /alt="([^"]*)"/.exec(picture)?.[1];
    return ['light', 'dark'].map((scheme) => `![${alt}](../images/exchange-${scheme}.svg){.${scheme}-only}`).join('\n');
  })
  .replaceAll('](docs/', '](../')
  .replaceAll(/\]\((?!https?:|\.\.|#)/g, '](../../');

mkdirSync(join(docs, 'start'), { recursive: true });
writeFileSync(join(docs, 'start/index.md'), page);
