import { RedisServer } from '../test/redis/redis-server';
import { type MeasuredRow, measureRows } from './load/measured-row';
import { type Cost, fullRequest, type RequestCase, revalidation } from './load/request-case';
import type { ServerProcess } from './load/server-process';
import { requireWrk } from './load/wrk';
import type { PartResult } from './results';
import { median, ratio } from './rounds';
import type { Table } from './table';
import { type Target, targetTable } from './target';

/** A way to answer a client that already has the list. */
interface Way extends MeasuredRow {
  /** The target for requests per second: at least this multiple of the full response. */
  readonly factor?: number;
}

/** Measures a list of a hundred rows from a query of about two milliseconds, sent in full and revalidated. */
export async function query(): Promise<PartResult> {
  requireWrk();
  if (!RedisServer.isInstalled()) throw new Error('redis-server is missing: apt-get install redis-server');
  const redis = await RedisServer.start();
  process.env.REDIS_URL = redis.url;
  try {
    return await measure();
  } finally {
    await redis.remove();
  }
}

async function measure(): Promise<PartResult> {
  const full = way('full 200, untagged', 'untagged', (server, path) => fullRequest(server, path));
  const byHand = way('304 by hand, nothing checked', 'by-hand', (server, path) => revalidation(server, path, '"v1"'));
  const memory = way('@ETag with versionOf, in memory: 304', 'version-of', revalidated, 40);
  const ways: readonly Way[] = [
    full,
    way('ShallowEtag: 304', 'shallow', revalidated),
    way('@ETag with one indexed query: 304', 'version-query', revalidated, 30),
    memory,
    { ...way('@ETag with versionOf, on Redis: 304', 'version-of', revalidated, 15), server: 'controllers-redis' },
    byHand,
  ];
  await measureRows('query', [ways]);
  const targets = [...ways.flatMap((each) => targetOf(each, full)), closeTo(memory, byHand)];
  return { tables: [tableOf(ways, full), targetTable('A query: the targets', targets)], targets, measurements: ways };
}

function way(
  name: string,
  route: string,
  request: (server: ServerProcess, path: string) => Promise<RequestCase>,
  factor?: number,
): Way {
  const prepare = (server: ServerProcess) => request(server, `/${route}/1`);
  const row = { name, server: 'controllers-database', prepare, costs: [] };
  return factor === undefined ? row : { ...row, factor };
}

async function revalidated(server: ServerProcess, path: string): Promise<RequestCase> {
  const { response } = await fullRequest(server, path);
  return revalidation(server, path, String(response.headers.etag));
}

function targetOf({ name, factor, costs }: Way, full: Way): Target[] {
  if (factor === undefined) return [];
  return [
    { claim: `${name} / full 200: requests/s`, bound: 'at least', limit: factor, measured: faster(costs, full.costs) },
  ];
}

function closeTo(memory: Way, byHand: Way): Target {
  const measured = faster(memory.costs, byHand.costs);
  return { claim: `${memory.name} / by hand: requests/s`, bound: 'at least', limit: 0.9, measured };
}

function faster(ones: readonly Cost[], others: readonly Cost[]): number {
  return ratio(ones.map(requestsPerSecond), others.map(requestsPerSecond));
}

function requestsPerSecond(cost: Cost): number {
  return cost.requestsPerSecond;
}

function tableOf(ways: readonly Way[], full: Way): Table {
  return {
    title: 'A list of 100 rows from a query',
    columns: ['answer', 'requests/s', 'CPU µs', 'it / full 200'],
    rows: ways.map(({ name, costs }) => [
      name,
      median(costs.map(requestsPerSecond)).toFixed(0),
      median(costs.map((cost) => cost.cpuMicroseconds)).toFixed(1),
      `${faster(costs, full.costs).toFixed(1)} x`,
    ]),
  };
}
