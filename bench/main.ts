import { cdn } from './cdn';
import { digest } from './digest';
import { evaluation } from './evaluation';
import { http } from './http';
import { isPublishable } from './load/settings';
import { memory } from './memory';
import { query } from './query';
import { keepResults, machine, type PartResult } from './results';
import { formatTable } from './table';

const PARTS: Readonly<Record<string, () => Promise<PartResult>>> = { evaluation, digest, http, query, cdn, memory };

async function main(names: readonly string[]): Promise<void> {
  console.log(machine());
  for (const name of names) {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`no part is called ${name}; there are ${Object.keys(PARTS).join(', ')}`);
    const result = await part();
    for (const table of result.tables) console.log(`\n${formatTable(table)}`);
    if (isPublishable) keepResults(name, result);
  }
  if (!isPublishable) console.log('\nA short run: bench/chart.svg and README.md stay as they are.');
}

const names = process.argv.slice(2);
main(names.length > 0 ? names : Object.keys(PARTS)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
