import cluster from 'node:cluster';
import Koa from 'koa';
import { createClient } from 'redis';
import { useKoaServer } from 'routing-controllers';
import { conditionalRequests } from 'routing-controllers-etag';
import { purgeVarnish, varnish } from 'routing-controllers-etag/cdn';
import { RedisGuard, RedisVersions } from 'routing-controllers-etag/redis';
import { listen } from '../articles/server';
import { readSettings, stopOrder } from '../cluster/workers';
import { articleController } from './article-controller';
import { ArticleStore } from './article-store';

/** The settings that a worker gets when it starts. */
export interface WorkerSettings {
  /** The URL of Redis. */
  readonly redis: string;
  /** The prefix of all keys in Redis. */
  readonly prefix: string;
  readonly port: number;
  /** The URL of Varnish, if there is one. */
  readonly varnish: string | undefined;
}

/** A worker, one of the processes behind Varnish. */
export async function work(): Promise<void> {
  const { redis, prefix, port, varnish: url } = readSettings<WorkerSettings>();
  const order = stopOrder();
  const client = createClient({ url: redis }).on('error', logError);
  await client.connect();
  const app = new Koa();
  app.use(
    conditionalRequests({
      guard: new RedisGuard(client, { prefix: `${prefix}guard:` }),
      versions: new RedisVersions(client, { prefix: `${prefix}versions:` }),
      sharedCache: { tags: varnish, ...(url && { purge: purgeVarnish({ url }) }) },
    }),
  );
  useKoaServer(app, { controllers: [articleController(new ArticleStore(client, prefix))] });
  const server = await listen(app.callback(), port);
  await order;
  await server.close();
  await client.close();
  cluster.worker?.disconnect();
}

function logError(error: Error): void {
  console.error(`Worker ${cluster.worker?.id}, Redis: ${error.message}`);
}
