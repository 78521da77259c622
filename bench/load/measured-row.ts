import { type Cost, costOf, type RequestCase, type Turn, turnOf } from './request-case';
import { ServerProcess } from './server-process';
import { settings } from './settings';

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
 * Measures all rows once in each round, and within it the rows of a group by turns of a second, so that a slow moment of
 * the machine falls on all that are compared. Each row has a new process in each round: none keeps a lucky layout of
 * memory or code, and none has its code compiled anew because it was asked for something else before.
 */
export async function measureRows(part: string, groups: readonly (readonly MeasuredRow[])[]): Promise<void> {
  for (let round = 1; round <= settings.rounds; round++) {
    for (const [index, group] of groups.entries()) {
      tell(`${part}: round ${round} of ${settings.rounds}, group ${index + 1} of ${groups.length}`);
      await measureGroup(group);
    }
  }
  tell('');
}

async function measureGroup(rows: readonly MeasuredRow[]): Promise<void> {
  const servers: ServerProcess[] = [];
  try {
    const requests: RequestCase[] = [];
    for (const { server, prepare } of rows) {
      const started = await ServerProcess.start(server);
      servers.push(started);
      requests.push(await prepare(started));
    }
    for (const request of requests) await turnOf(request, WARM_UP_SECONDS);
    const turns = requests.map((): Turn[] => []);
    for (let second = 0; second < settings.seconds; second++) {
      for (const [index, request] of requests.entries()) turns[index]?.push(await turnOf(request, 1));
    }
    for (const [index, { costs }] of rows.entries()) costs.push(costOf(turns[index] as Turn[]));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Writes over what was told before, where somebody looks on. */
function tell(progress: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${progress}`);
}
