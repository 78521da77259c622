import { CONTENDERS, type Contender, type ContenderKey, type Status } from './contenders';
import { HttpFigures, type HttpMeasurement, httpTables } from './http-tables';
import { httpTargets } from './http-targets';
import { articles, SIZES } from './load/articles';
import { measureRows } from './load/measured-row';
import { fullRequest, type RequestCase, revalidation } from './load/request-case';
import type { ServerProcess } from './load/server-process';
import { requireWrk } from './load/wrk';
import type { PartResult } from './results';
import { targetTable } from './target';

/** Measures 200 and 304 at three sizes, for this library, its frameworks and its peers. */
export async function http(): Promise<PartResult> {
  requireWrk();
  const groups = comparedRows();
  await measureRows('http', groups);
  const measurements = groups.flat();
  const figures = new HttpFigures(measurements);
  const targets = httpTargets(figures);
  return { tables: [...httpTables(figures), targetTable('HTTP: the targets', targets)], targets, measurements };
}

/** One group for each size and status. */
function comparedRows(): HttpMeasurement[][] {
  const contenders = Object.entries(CONTENDERS) as [ContenderKey, Contender][];
  return SIZES.flatMap((kilobytes) =>
    ([200, 304] as const).map((status) =>
      contenders
        .filter(([, { statuses }]) => statuses.includes(status))
        .map(([key, contender]) => row(key, contender, kilobytes, status)),
    ),
  );
}

function row(key: ContenderKey, contender: Contender, kilobytes: number, status: Status): HttpMeasurement {
  const { name, server } = contender;
  const prepare = (process: ServerProcess) => request(process, contender, kilobytes, status);
  return { contender: key, name, server, kilobytes, status, prepare, costs: [] };
}

async function request(
  server: ServerProcess,
  contender: Contender,
  kilobytes: number,
  status: Status,
): Promise<RequestCase> {
  const path = `${contender.path}/${kilobytes}`;
  if (!contender.statuses.includes(200)) return revalidation(server, path, '"v1"');
  const full = await fullRequest(server, path);
  requireBody(full, JSON.stringify(articles(kilobytes)));
  if (!contender.statuses.includes(304)) return requireTag(full, false);
  return status === 200 ? requireTag(full, true) : revalidation(server, path, full.response.headers.etag as string);
}

/** Requires all servers to send the same bytes. */
function requireBody({ server, path, response }: RequestCase, body: string): void {
  if (response.body.toString() !== body) throw new Error(`${server.name} ${path}: unexpected body`);
}

function requireTag(full: RequestCase, expected: boolean): RequestCase {
  const { etag } = full.response.headers;
  if ((etag !== undefined) === expected) return full;
  throw new Error(`${full.server.name} ${full.path}: the ETag is ${etag}`);
}
