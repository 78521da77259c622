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

/** As long as V8 takes to compile what a server needs for one kind of request. */
const WARM_UP_SECONDS = 3;

/**
 * Measures all rows once in each round, one after the other, so that a slow moment of the machine falls on all. Each row
 * has a new process in each round: none keeps a lucky layout of memory or code, and none has its code compiled anew because
 * it was asked for something else before. (Rows do not take turns within a round: V8 shrinks the heap of a server that
 * idles for seconds, and a busy one never does.)
 */
export async function measureRows(part: string, rows: readonly MeasuredRow[]): Promise<void> {
  for (let round = 1; round <= settings.rounds; round++) {
    for (const [index, row] of rows.entries()) {
      tell(`${part}: round ${round} of ${settings.rounds}, request ${index + 1} of ${rows.length}`);
      row.costs.push(await measure(row));
    }
  }
  tell('');
}

async function measure({ server, prepare }: MeasuredRow): Promise<Cost> {
  const started = await ServerProcess.start(server);
  try {
    const request = await prepare(started);
    await costOf(request, WARM_UP_SECONDS);
    return await costOf(request, settings.seconds);
  } finally {
    await started.stop();
  }
}

/** Writes over what was told before, where somebody looks on. */
function tell(progress: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${progress}`);
}
