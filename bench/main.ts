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
    if (part === undefined) throw new Error(`unknown part ${name}; the parts are ${Object.keys(PARTS).join(', ')}`);
    const result = await part();
    for (const table of result.tables) console.log(`\n${formatTable(table)}`);
    if (isPublishable) keepResults(name, result);
  }
  if (!isPublishable) console.log('\nThis run was short: bench/chart.svg and README.md were not changed.');
}

const names = process.argv.slice(2);
main(names.length > 0 ? names : Object.keys(PARTS)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
