import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPort } from '../articles/read-port';
import { stopSignal } from '../articles/stop-signal';
import { freePort } from '../cluster/free-port';
import { openRedis } from '../cluster/redis';
import { startWorkers } from '../cluster/workers';
import { demonstrate } from './demonstrate';
import { findVarnish, HOW_TO_INSTALL, startVarnish } from './varnish';
import type { WorkerSettings } from './work';

const WORKERS = 4;

/** The first process. It starts Redis, the workers and Varnish in front of them, and stops them all at the end. */
export async function coordinate(): Promise<void> {
  const port = readPort(process.env.PORT);
  const signal = stopSignal();
  const directory = mkdtempSync(join(tmpdir(), 'cdn-'));
  // Varnish runs as another user.
  chmodSync(directory, 0o755);
  try {
    const redis = await openRedis(process.env.REDIS_URL, directory);
    try {
      await run({ port, directory, redis: redis.url, signal });
    } finally {
      await redis.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  console.log('Stopped');
}

interface Setting {
  readonly port: number;
  readonly directory: string;
  readonly redis: string;
  readonly signal: Promise<NodeJS.Signals>;
}

async function run(setting: Setting): Promise<void> {
  const path = findVarnish();
  if (path !== undefined) return runBehindVarnish(path, setting);
  console.log(`Varnish with its module xkey is missing, so there is no cache. On Debian: ${HOW_TO_INSTALL}\n`);
  const workers = await startWorkers(WORKERS, settings(setting.redis, setting.port, undefined));
  try {
    console.log(`${WORKERS} workers at ${workers.url}\n`);
    await demonstrate(workers.url);
    console.log(`${await setting.signal}: stopping`);
  } finally {
    await workers.stop();
  }
}

/** The workers need the port of Varnish, and Varnish needs theirs. */
async function runBehindVarnish(path: string, { port, directory, redis, signal }: Setting): Promise<void> {
  const front = port === 0 ? await freePort() : port;
  const url = `http://127.0.0.1:${front}`;
  const workers = await startWorkers(WORKERS, settings(redis, 0, url));
  let varnish: Awaited<ReturnType<typeof startVarnish>> | undefined;
  try {
    varnish = await startVarnish(path, { directory, port: front, origin: workers.url });
    console.log(`Varnish at ${url}, in front of ${WORKERS} workers at ${workers.url}\n`);
    await demonstrate(url);
    console.log(`${await signal}: stopping`);
  } finally {
    // The second purge of a write follows a second later, and still needs Varnish.
    await workers.stop();
    await varnish?.close();
  }
}

function settings(redis: string, port: number, varnish: string | undefined): WorkerSettings {
  return { redis, port, varnish, prefix: `cdn-sample-${randomUUID()}:` };
}
