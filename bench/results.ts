import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { httpChart } from './chart';
import { HttpFigures, type HttpMeasurement } from './http-tables';
import { settings } from './load/settings';
import { withTables } from './readme';
import type { Table } from './table';
import type { Target } from './target';

/** What a part of the benchmark hands over. */
export interface PartResult {
  readonly tables: readonly Table[];
  readonly targets?: readonly Target[];
  /** The figures behind the tables, round by round. */
  readonly measurements?: readonly unknown[];
}

/** A part's last run, with what it ran on. */
export interface PartRun extends PartResult {
  readonly taken: string;
  readonly machine: string;
}

/** The last run of each part, by the part's name. */
export type Results = Readonly<Record<string, PartRun>>;

const FOLDER = join(__dirname, '..', '..', 'bench');
const RESULTS = join(FOLDER, 'results.json');
const README = join(FOLDER, 'README.md');
const CHART = join(FOLDER, 'chart.svg');

/** Keeps the results of a part in place of those of its run before, and writes the documents anew. */
export function keepResults(part: string, result: PartResult): void {
  const before: Results = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  const run = { taken: new Date().toISOString(), machine: machine(), settings, ...result };
  const results: Results = { ...before, [part]: run };
  writeFileSync(RESULTS, `${JSON.stringify(results, rounded, 1)}\n`);
  writeFileSync(README, withTables(readFileSync(README, 'utf8'), results));
  if (part === 'http') writeFileSync(CHART, httpChart(new HttpFigures(result.measurements as HttpMeasurement[])));
}

export function machine(): string {
  const { length, 0: first } = cpus();
  return `Node ${process.version}, V8 ${process.versions.v8}, ${process.platform} ${process.arch}, ${length} cores of ${first?.model.trim()}`;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value;
}
