import { CachingProxy } from '../test/caches/caching-proxy';
import { hasXkey, varnishWithXkey } from '../test/cdn/xkey';
import { findProgram } from '../test/programs';
import { type MeasuredRow, measureRows } from './load/measured-row';
import { type Cost, fullRequest } from './load/request-case';
import { ServerProcess } from './load/server-process';
import { settings } from './load/settings';
import { load, requireWrk } from './load/wrk';
import type { PartResult } from './results';
import { median, ratio } from './rounds';
import type { Table } from './table';
import { type Target, targetTable } from './target';

const SIZES: readonly number[] = [20, 200];

/** A 200 of one size, with its names or without. */
interface Way extends MeasuredRow {
  readonly kilobytes: number;
  /** Requests per second through Varnish, round by round. */
  readonly throughVarnish: number[];
}

/** What names cost a server, and what the whole answers with Varnish in front of it. */
export async function cdn(): Promise<PartResult> {
  requireWrk();
  const varnishd = findProgram('varnishd');
  if (varnishd === undefined || !hasXkey()) {
    throw new Error('Varnish with xkey is missing: apt-get install varnish varnish-modules');
  }
  const groups = SIZES.map((kilobytes) => [
    way('versionOf, no names', 'none', kilobytes),
    way('versionOf and names', 'names', kilobytes),
  ]);
  await measureRows('cdn', groups);
  const ways = groups.flat();
  for (let round = 0; round < settings.rounds; round++) {
    for (const each of ways) each.throughVarnish.push(await requestsPerSecondThrough(varnishd, each));
  }
  const targets = groups.map(([without, withNames]) => costOfNames(without as Way, withNames as Way));
  return { tables: [tableOf(ways), targetTable('Names: the targets', targets)], targets, measurements: ways };
}

function way(name: string, told: 'names' | 'none', kilobytes: number): Way {
  return {
    name,
    server: `controllers-cdn ${told}`,
    kilobytes,
    prepare: (server) => fullRequest(server, `/articles/${kilobytes}`),
    costs: [],
    throughVarnish: [],
  };
}

/** The server has its core, and Varnish shares that of the load with it. */
async function requestsPerSecondThrough(varnishd: string, { server: name, kilobytes }: Way): Promise<number> {
  const server = await ServerProcess.start(name);
  const proxy = new CachingProxy(varnishWithXkey(varnishd));
  try {
    await proxy.start(Number(new URL(server.origin).port));
    const { requests } = await load(`http://127.0.0.1:${proxy.port}/articles/${kilobytes}`, {}, settings.seconds);
    return requests / settings.seconds;
  } finally {
    await proxy.stop();
    await server.stop();
  }
}

function costOfNames(without: Way, withNames: Way): Target {
  const cpu = ({ costs }: Way) => costs.map(({ cpuMicroseconds }) => cpuMicroseconds);
  return {
    claim: `${withNames.kilobytes} KB with names / without: CPU of a 200`,
    bound: 'at most',
    limit: 1.05,
    measured: ratio(cpu(withNames), cpu(without)),
  };
}

function tableOf(ways: readonly Way[]): Table {
  const middle = (costs: readonly Cost[], of: (cost: Cost) => number) => median(costs.map(of));
  return {
    title: 'A tagged 200 of routing-controllers, made of ten names',
    columns: ['answer', 'KB', 'requests/s', 'CPU µs', 'through Varnish: requests/s'],
    rows: ways.map(({ name, kilobytes, costs, throughVarnish }) => [
      name,
      String(kilobytes),
      middle(costs, ({ requestsPerSecond }) => requestsPerSecond).toFixed(0),
      middle(costs, ({ cpuMicroseconds }) => cpuMicroseconds).toFixed(1),
      median(throughVarnish).toFixed(0),
    ]),
  };
}
