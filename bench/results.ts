import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { httpChart } from './chart';
import { HttpFigures, type HttpMeasurement } from './http-tables';
import { withTables } from './readme';
import type { Table } from './table';
import type { Target } from './target';

/** The result of a part of the benchmark. */
export interface PartResult {
  readonly tables: readonly Table[];
  readonly targets?: readonly Target[];
  /** The figures behind the tables, for each round. */
  readonly measurements?: readonly unknown[];
}

/** The run of a part, with its date and machine. */
export interface PartRun extends PartResult {
  readonly taken: string;
  readonly machine: string;
}

const FOLDER = join(__dirname, '..', '..', 'bench');
const README = join(FOLDER, 'README.md');
const CHART = join(FOLDER, 'chart.svg');
/** Draws what the project's README shows of the tables. */
const FIGURES = join(FOLDER, '..', 'docs', 'images', 'draw-figures.mjs');

/** Replaces the results of a part in the documents. */
export function keepResults(part: string, result: PartResult): void {
  const run = { taken: new Date().toISOString(), machine: machine(), ...result };
  writeFileSync(README, withTables(readFileSync(README, 'utf8'), part, run));
  if (part === 'http') {
    writeFileSync(CHART, httpChart(new HttpFigures(result.measurements as HttpMeasurement[])));
    execFileSync(process.execPath, [FIGURES]);
  }
}

export function machine(): string {
  const { length, 0: first } = cpus();
  return `Node ${process.version}, V8 ${process.versions.v8}, ${process.platform} ${process.arch}, ${length} cores of ${first?.model.trim()}`;
}
