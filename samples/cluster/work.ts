import cluster from 'node:cluster';
import type { RequestListener } from 'node:http';
import { createClient } from 'redis';
import { conditionalRequests } from 'routing-controllers-etag';
import { RedisGuard } from 'routing-controllers-etag/redis';
import { createApplication } from '../articles/application';
import { openDatabase } from '../articles/database';
import { listen } from '../articles/server';
import { readSettings, stopOrder } from './workers';

/** The settings with which a worker is started. */
export interface WorkerSettings {
  /** The file of the database. */
  readonly file: string;
  /** The URL of Redis. */
  readonly redis: string;
  readonly port: number;
}

/** Runs a worker: the articles API, with a guard that all workers share. */
export async function work(): Promise<void> {
  const { file, redis, port } = readSettings<WorkerSettings>();
  const order = stopOrder();
  const database = await openDatabase(file);
  const client = await createClient({ url: redis }).on('error', logError).connect();
  const application = createApplication(database, 'koa', conditionalRequests({ guard: new RedisGuard(client) }));
  const server = await listen(named(application), port);
  await order;
  await server.close();
  await client.close();
  await database.destroy();
  cluster.worker?.disconnect();
}

/** Adds the number of the worker to each response. */
function named(application: RequestListener): RequestListener {
  return (request, response) => {
    response.setHeader('X-Worker', String(cluster.worker?.id));
    application(request, response);
  };
}

function logError(error: Error): void {
  console.error(`Worker ${cluster.worker?.id}, Redis: ${error.message}`);
}
