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
  /** Checks the server's response, and makes the request. */
  readonly prepare: (server: ServerProcess) => Promise<RequestCase>;
  readonly costs: Cost[];
}

/** The time that V8 needs to compile a server's code for one kind of request. */
const WARM_UP_SECONDS = 2;

/**
 * Measures the rows of a group simultaneously. Their servers share a core, which the kernel gives to each for a few
 * milliseconds at a time, so that a slow moment of the machine affects all of them. Each row has a new process in each
 * round, so that no lucky layout of memory or code persists, and no earlier requests cause recompilation.
 *
 * @param groups - the rows that are compared with each other
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

/** @param seconds - the core's time for each server */
function costsOf(requests: readonly RequestCase[], seconds: number): Promise<Cost[]> {
  return Promise.all(requests.map((request) => costOf(request, seconds * requests.length)));
}

/** Overwrites the last progress message on a terminal. */
function tell(progress: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${progress}`);
}
