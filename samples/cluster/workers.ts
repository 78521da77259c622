import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';

/** Processes that share one port. */
export interface Workers {
  readonly url: string;
  /** Lets each worker answer its running requests, and waits until all have ended. */
  stop(): Promise<void>;
}

/** Starts workers that receive the connections in turn. */
export async function startWorkers(count: number, settings: object): Promise<Workers> {
  cluster.schedulingPolicy = cluster.SCHED_RR;
  const workers = Array.from({ length: count }, () => cluster.fork({ WORKER: JSON.stringify(settings) }));
  try {
    const [port] = await Promise.all(workers.map(portOf));
    return { url: `http://127.0.0.1:${port}`, stop: () => stop(workers) };
  } catch (error) {
    await stop(workers);
    throw error;
  }
}

/** In a worker: reads its settings. */
export function readSettings<Settings>(): Settings {
  return JSON.parse(process.env.WORKER ?? '');
}

/**
 * In a worker: waits for the order to stop. Ctrl+C also reaches the worker, but the first process stops it in its own
 * order.
 */
export async function stopOrder(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  await once(process, 'message');
}

function portOf(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('listening', ({ port }) => resolve(port));
    worker.once('message', (reason) => reject(new Error(reason)));
    worker.once('exit', (code, signal) => reject(new Error(`Worker ${worker.id} has ended: ${signal ?? code}`)));
  });
}

async function stop(workers: readonly Worker[]): Promise<void> {
  const alive = workers.filter((worker) => !worker.isDead());
  await Promise.all(
    alive.map((worker) => {
      // A worker that is already ending cannot receive the order, and does not need it.
      worker.send('stop', () => {});
      return once(worker, 'exit');
    }),
  );
}
