import type { PartRun, Results } from './results';
import { formatTable } from './table';

/**
 * Puts the tables of each part between its marks, `<!-- results of http -->` and `<!-- end of results -->`.
 *
 * @throws Error if a part has no marks
 */
export function withTables(readme: string, results: Results): string {
  return Object.entries(results).reduce((text, [part, run]) => {
    const start = `<!-- results of ${part} -->\n`;
    const from = text.indexOf(start) + start.length;
    const to = text.indexOf('<!-- end of results -->', from);
    if (from < start.length || to === -1) throw new Error(`there is no place for the results of ${part}`);
    return `${text.slice(0, from)}\n${section(run)}\n\n${text.slice(to)}`;
  }, readme);
}

function section({ tables, taken, machine }: PartRun): string {
  return [`Taken on ${taken.slice(0, 10)}: ${machine}.`, ...tables.map(formatTable)].join('\n\n');
}
