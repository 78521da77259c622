import { withBusyCore } from './busy-core';
import { type Cost, costOf, type RequestCase } from './request-case';
import { ServerProcess } from './server-process';
import { settings } from './settings';
import { LOAD_CORE } from './wrk';

/** A row of a table: one kind of request, whose cost is measured in each round. */
export interface MeasuredRow {
  readonly name: string;
  /** A file in `servers`. */
  readonly server: string;
  /** Checks what the server sends, and makes the request. */
  readonly prepare: (server: ServerProcess) => Promise<RequestCase>;
  readonly costs: Cost[];
}

/** As long as V8 takes to compile what a server needs for one kind of request. */
const WARM_UP_SECONDS = 3;

/**
 * Measures rows that are compared at the same time: their servers share a core, which the kernel gives to each of them for
 * a few milliseconds, again and again, so that a slow moment of the machine falls on all. Each row has a new process in each
 * round: none keeps a lucky layout of memory or code, and none has its code compiled anew because it was asked for something
 * else before.
 *
 * @param groups the rows that are compared with each other
 */
export async function measureRows(part: string, groups: readonly (readonly MeasuredRow[])[]): Promise<void> {
  for (let round = 1; round <= settings.rounds; round++) {
    for (const [index, rows] of groups.entries()) {
      tell(`${part}: round ${round} of ${settings.rounds}, group ${index + 1} of ${groups.length}`);
      for (const [row, cost] of (await measure(rows)).entries()) rows[row]?.costs.push(cost);
    }
  }
  tell('');
}

async function measure(rows: readonly MeasuredRow[]): Promise<Cost[]> {
  const servers = await Promise.all(rows.map(({ server }) => ServerProcess.start(server)));
  try {
    const requests = await Promise.all(rows.map(({ prepare }, row) => prepare(servers[row] as ServerProcess)));
    await costsOf(requests, WARM_UP_SECONDS);
    return await withBusyCore(LOAD_CORE, () => costsOf(requests, settings.seconds));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** @param seconds of the core for each of the servers */
function costsOf(requests: readonly RequestCase[], seconds: number): Promise<Cost[]> {
  return Promise.all(requests.map((request) => costOf(request, seconds * requests.length)));
}

/** Writes over what was told before, where somebody looks on. */
function tell(progress: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${progress}`);
}
