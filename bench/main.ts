import { availableParallelism } from 'node:os';
import { evaluation } from './evaluation';
import { formatTable, type Table } from './table';

const PARTS: Readonly<Record<string, () => Promise<{ readonly tables: readonly Table[] }>>> = { evaluation };

async function main(names: readonly string[]): Promise<void> {
  console.log(`Node ${process.version}, V8 ${process.versions.v8}, ${process.arch}, ${availableParallelism()} cores`);
  for (const name of names) {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`no part is called ${name}; there are ${Object.keys(PARTS).join(', ')}`);
    const { tables } = await part();
    for (const table of tables) console.log(`\n${formatTable(table)}`);
  }
}

const names = process.argv.slice(2);
main(names.length > 0 ? names : Object.keys(PARTS)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
