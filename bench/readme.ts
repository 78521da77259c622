import type { PartRun } from './results';
import { formatTable } from './table';

/**
 * Puts the tables of a part between its markers, such as `<!-- results of http -->` and `<!-- end of results -->`.
 *
 * @throws Error if the part has no markers
 */
export function withTables(readme: string, part: string, run: PartRun): string {
  const start = `<!-- results of ${part} -->\n`;
  const from = readme.indexOf(start) + start.length;
  const to = readme.indexOf('<!-- end of results -->', from);
  if (from < start.length || to === -1) throw new Error(`README.md has no markers for the results of ${part}`);
  return `${readme.slice(0, from)}\n${section(run)}\n\n${readme.slice(to)}`;
}

function section({ tables, taken, machine }: PartRun): string {
  return [`Taken on ${taken.slice(0, 10)}: ${machine}.`, ...tables.map(formatTable)].join('\n\n');
}
