import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './free-port';
import type { Redis } from './redis';

const NOT_INSTALLED = 'There is no redis-server to start: install Redis, or set REDIS_URL=redis://localhost:6379';

/** Starts a Redis on a free port for programs on this machine. It stores nothing on disk. */
export async function startRedisServer(directory: string): Promise<Redis> {
  const port = await freePort();
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory];
  const server = spawn('redis-server', [...place, '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl+C must reach only this program, which stops its workers first.
    detached: true,
  });
  await ready(server);
  const address = `127.0.0.1:${port}`;
  return {
    url: `redis://${address}`,
    address,
    async close() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const exit = once(server, 'exit');
      server.kill();
      await exit;
    },
  };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stdout?.setEncoding('utf8').on('data', (text) => {
      log += text;
      if (log.includes('Ready to accept connections')) resolve();
    });
    server.once('error', () => reject(new Error(NOT_INSTALLED)));
    server.once('exit', () => reject(new Error(`redis-server has not started: ${log.trim().split('\n').at(-1)}`)));
  });
}
