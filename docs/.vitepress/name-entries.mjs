/** Gives the pages of the generated reference the names that programs import from. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRIES, importPath } from './exported-names.mjs';

const api = join(import.meta.dirname, '../api');

for (const entry of ENTRIES) {
  for (const file of readdirSync(join(api, entry), { recursive: true }).filter((name) => name.endsWith('.md'))) {
    const path = join(api, entry, file);
    const [, ...lines] = readFileSync(path, 'utf8').split('\n');
    const page =
      file === 'index.md'
        ? lines.join('\n').replace(`# ${entry}`, `# ${importPath(entry)}`)
        : `From [\`${importPath(entry)}\`](../index.md)\n${lines.join('\n')}`;
    writeFileSync(path, page.replaceAll('](../../index.md)', '](../index.md)'));
  }
}

const index = join(api, 'index.md');
writeFileSync(
  index,
  ENTRIES.reduce(
    (text, entry) => text.replace(`[${entry}](${entry}/index.md)`, `[${importPath(entry)}](${entry}/index.md)`),
    readFileSync(index, 'utf8'),
  ).replace('# routing-controllers-etag\n\n## Modules', '# Entry points'),
);
