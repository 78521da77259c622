import { type Cost, costOf, type RequestCase } from './request-case';
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

/**
 * As long as the compiler takes for a server's code, and takes again when the server is asked for something else: the first
 * seconds of 304s behind 200s cost half as much again.
 */
const WARM_UP_SECONDS = 2;

/**
 * Measures all rows once in each round, one after the other, so that a slow moment of the machine falls on all. Each round
 * has new processes: no row keeps a lucky layout of memory or code.
 */
export async function measureRows(part: string, rows: readonly MeasuredRow[]): Promise<void> {
  for (let round = 1; round <= settings.rounds; round++) {
    const servers = await startServers(new Set(rows.map(({ server }) => server)));
    try {
      await measureRound(`${part}: round ${round} of ${settings.rounds}`, rows, servers);
    } finally {
      await Promise.all([...servers.values()].map((server) => server.stop()));
    }
  }
}

async function startServers(names: ReadonlySet<string>): Promise<Map<string, ServerProcess>> {
  const servers = new Map<string, ServerProcess>();
  for (const name of names) servers.set(name, await ServerProcess.start(name));
  return servers;
}

async function measureRound(
  title: string,
  rows: readonly MeasuredRow[],
  servers: ReadonlyMap<string, ServerProcess>,
): Promise<void> {
  const requests: RequestCase[] = [];
  for (const { server, prepare } of rows) requests.push(await prepare(servers.get(server) as ServerProcess));
  for (const [index, request] of requests.entries()) {
    tell(`${title}, request ${index + 1} of ${requests.length}`);
    await costOf(request, WARM_UP_SECONDS);
    rows[index]?.costs.push(await costOf(request, settings.seconds));
  }
  tell('');
}

/** Writes over what was told before, where somebody looks on. */
function tell(progress: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${progress}`);
}
