import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '../articles/database';
import { readPort } from '../articles/read-port';
import { stopSignal } from '../articles/stop-signal';
import { demonstrate } from './demonstrate';
import { openRedis } from './redis';
import type { WorkerSettings } from './work';
import { startWorkers } from './workers';

const WORKERS = 4;

/** Runs the first process, which starts the workers and what they share, and stops them at the end. */
export async function coordinate(): Promise<void> {
  const port = readPort(process.env.PORT);
  const signal = stopSignal();
  const directory = mkdtempSync(join(tmpdir(), 'cluster-'));
  try {
    const redis = await openRedis(process.env.REDIS_URL, directory);
    try {
      const file = join(directory, 'articles.sqlite');
      await createDatabase(file);
      const workers = await startWorkers(WORKERS, { file, redis: redis.url, port } satisfies WorkerSettings);
      try {
        console.log(`${WORKERS} workers at ${workers.url}, with Redis at ${redis.address}\n`);
        await demonstrate(workers.url, WORKERS);
        console.log(`${await signal}: stopping`);
      } finally {
        await workers.stop();
      }
    } finally {
      await redis.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  console.log('Stopped');
}
