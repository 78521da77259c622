import type { ContenderKey, Status } from './contenders';
import type { HttpFigures } from './http-tables';
import { SIZES } from './load/articles';
import { ratio } from './rounds';
import type { Target } from './target';

/** A target for two contenders, with a limit for each size. */
interface Promised {
  readonly claim: string;
  readonly ours: ContenderKey;
  readonly other: ContenderKey;
  readonly status: Status;
  readonly limits: readonly number[];
}

/** Targets for requests per second: at least this multiple of the other contender. */
const SERVES: readonly Promised[] = [
  {
    claim: 'Koa: shallowEtag() / koa-etag',
    ours: 'koaShallow',
    other: 'koaEtag',
    status: 200,
    limits: [1.15, 1.5, 1.5],
  },
  {
    claim: 'Koa: shallowEtag() / koa-etag',
    ours: 'koaShallow',
    other: 'koaEtag',
    status: 304,
    limits: [1.1, 1.1, 1.1],
  },
  {
    claim: 'plain: ShallowEtag / koa-etag',
    ours: 'plainShallow',
    other: 'plainEtag',
    status: 200,
    limits: [1.15, 1.5, 1.5],
  },
  {
    claim: 'plain: ShallowEtag / koa-etag',
    ours: 'plainShallow',
    other: 'plainEtag',
    status: 304,
    limits: [1.1, 1.1, 1.1],
  },
  { claim: 'ShallowEtag / koa-etag', ours: 'shallow', other: 'etag', status: 200, limits: [1.15, 1.15, 1.15] },
  { claim: 'ShallowEtag / koa-etag', ours: 'shallow', other: 'etag', status: 304, limits: [1, 1, 1] },
  { claim: '@ETag / koa-etag', ours: 'deep', other: 'etag', status: 304, limits: [2.5, 15, 150] },
  {
    claim: "Express 5: @ETag / Express' tags",
    ours: 'express5Deep',
    other: 'express5Own',
    status: 200,
    limits: [1, 1, 1],
  },
  {
    claim: "Express 5: ShallowEtag / Express' tags",
    ours: 'express5Shallow',
    other: 'express5Own',
    status: 200,
    limits: [1, 1, 1],
  },
  {
    claim: "Express 4: @ETag / Express' tags",
    ours: 'express4Deep',
    other: 'express4Own',
    status: 200,
    limits: [1, 1, 1],
  },
  {
    claim: "Express 4: ShallowEtag / Express' tags",
    ours: 'express4Shallow',
    other: 'express4Own',
    status: 200,
    limits: [1, 1, 1],
  },
];

/** Targets for CPU time: at most this multiple of the other contender. */
const TAKES: readonly Promised[] = [
  { claim: 'Koa: shallowEtag() / untagged', ours: 'koaShallow', other: 'koa', status: 200, limits: [1.2, 1.15, 1.15] },
  {
    claim: 'plain: ShallowEtag / untagged',
    ours: 'plainShallow',
    other: 'plain',
    status: 200,
    limits: [1.2, 1.15, 1.15],
  },
  { claim: 'ShallowEtag / untagged', ours: 'shallow', other: 'controllers', status: 200, limits: [1.2, 1.15, 1.15] },
  { claim: '@ETag / untagged', ours: 'deep', other: 'controllers', status: 200, limits: [1.2, 1.15, 1.15] },
  { claim: '@ETag / by hand', ours: 'deep', other: 'byHand', status: 304, limits: [1.1, 1.1, 1.1] },
  {
    claim: 'Express 5: @ETag / by hand',
    ours: 'express5Deep',
    other: 'express5ByHand',
    status: 304,
    limits: [1.1, 1.1, 1.1],
  },
  {
    claim: 'Express 4: @ETag / by hand',
    ours: 'express4Deep',
    other: 'express4ByHand',
    status: 304,
    limits: [1.1, 1.1, 1.1],
  },
];

export function httpTargets(figures: HttpFigures): Target[] {
  const serves = SERVES.flatMap((promised) => targetsOf(promised, 'requests/s', 'at least', figures.requestsPerSecond));
  const takes = TAKES.flatMap((promised) => targetsOf(promised, 'CPU', 'at most', figures.cpuMicroseconds));
  return [...serves, ...takes];
}

function targetsOf(
  { claim, ours, other, status, limits }: Promised,
  unit: string,
  bound: Target['bound'],
  figures: (contender: ContenderKey, kilobytes: number, status: Status) => number[],
): Target[] {
  return SIZES.map((kilobytes, index) => ({
    claim: `${claim}: ${unit}, ${status}, ${kilobytes} KB`,
    bound,
    limit: limits[index] as number,
    measured: ratio(figures(ours, kilobytes, status), figures(other, kilobytes, status)),
  }));
}
