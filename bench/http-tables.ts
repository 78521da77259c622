import { CONTENDERS, type ContenderKey, type Status } from './contenders';
import { articles, SIZES } from './load/articles';
import type { MeasuredRow } from './load/measured-row';
import type { Cost } from './load/request-case';
import { median, ratio } from './rounds';
import type { Table } from './table';

/** The measurements of one contender with one size and status. */
export interface HttpMeasurement extends MeasuredRow {
  readonly contender: ContenderKey;
  readonly kilobytes: number;
  readonly status: Status;
}

/** The figures of an HTTP run by contender, size and status. */
export class HttpFigures {
  readonly #costs = new Map<string, readonly Cost[]>();

  constructor(measurements: readonly HttpMeasurement[]) {
    for (const { contender, kilobytes, status, costs } of measurements) {
      this.#costs.set(key(contender, kilobytes, status), costs);
    }
  }

  has(contender: ContenderKey, kilobytes: number, status: Status): boolean {
    return this.#costs.has(key(contender, kilobytes, status));
  }

  /** One figure per round. */
  readonly requestsPerSecond = (contender: ContenderKey, kilobytes: number, status: Status): number[] =>
    this.#of(contender, kilobytes, status).map((cost) => cost.requestsPerSecond);

  /** One figure per round. */
  readonly cpuMicroseconds = (contender: ContenderKey, kilobytes: number, status: Status): number[] =>
    this.#of(contender, kilobytes, status).map((cost) => cost.cpuMicroseconds);

  #of(contender: ContenderKey, kilobytes: number, status: Status): readonly Cost[] {
    const costs = this.#costs.get(key(contender, kilobytes, status));
    if (costs === undefined) throw new Error(`${contender} was not measured with ${status} of ${kilobytes} KB`);
    return costs;
  }
}

function key(contender: ContenderKey, kilobytes: number, status: Status): string {
  return `${contender} ${kilobytes} ${status}`;
}

/** One table for each size. */
export function httpTables(figures: HttpFigures): Table[] {
  return SIZES.map((kilobytes) => ({
    title: `HTTP, lists of ${kilobytes} KB (${articles(kilobytes).length} records)`,
    columns: [
      'server',
      '200: requests/s',
      'CPU µs',
      '304: requests/s',
      'CPU µs',
      'shallow on Koa / it: 200',
      '304',
      '@ETag / it: 304',
    ],
    rows: (Object.keys(CONTENDERS) as ContenderKey[]).map((contender) => [
      CONTENDERS[contender].name,
      ...figureCells(figures, contender, kilobytes, 200),
      ...figureCells(figures, contender, kilobytes, 304),
      factorCell(figures, 'koaShallow', contender, kilobytes, 200),
      factorCell(figures, 'koaShallow', contender, kilobytes, 304),
      factorCell(figures, 'deep', contender, kilobytes, 304),
    ]),
  }));
}

function figureCells(figures: HttpFigures, contender: ContenderKey, kilobytes: number, status: Status): string[] {
  if (!figures.has(contender, kilobytes, status)) return ['', ''];
  const cpu = median(figures.cpuMicroseconds(contender, kilobytes, status));
  return [median(figures.requestsPerSecond(contender, kilobytes, status)).toFixed(0), cpu.toFixed(cpu < 100 ? 1 : 0)];
}

function factorCell(
  figures: HttpFigures,
  ours: ContenderKey,
  peer: ContenderKey,
  kilobytes: number,
  status: Status,
): string {
  if (ours === peer || !figures.has(peer, kilobytes, status)) return '';
  const [a, b] = [ours, peer].map((contender) => figures.requestsPerSecond(contender, kilobytes, status));
  return `${ratio(a as number[], b as number[]).toFixed(2)} x`;
}
