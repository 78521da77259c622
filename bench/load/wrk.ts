import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canPin, pinned } from './pinning';

/** The result of a load. */
export interface Load {
  readonly requests: number;
  /** The bytes of heads and bodies. */
  readonly bytes: number;
}

/** The number of connections that are kept busy. */
export const CONNECTIONS = 32;

/** The core that generates all load. */
export const LOAD_CORE = 1;
/**
 * wrk runs as a batch process, which waits for its time slice, so that answering it does not cost the server an
 * interrupt of the other core.
 */
const WRK = canPin ? ['chrt', '--batch', '0', 'wrk'] : ['wrk'];

const SUMMARY = join(__dirname, '..', '..', '..', 'bench', 'load', 'summary.lua');

/** @throws Error with instructions if wrk is not installed */
export function requireWrk(): void {
  if (spawnSync('wrk', ['-v']).error === undefined) return;
  throw new Error(
    'wrk, the load generator, is missing. Debian and Ubuntu: apt-get install wrk. macOS: brew install wrk',
  );
}

/**
 * Sends one request repeatedly on all connections. A response may take minutes, because the server waits for its core.
 *
 * @throws Error if a connection broke, or a status was neither 2xx nor 3xx
 */
export async function load(url: string, fields: Readonly<Record<string, string>>, seconds: number): Promise<Load> {
  const headers = Object.entries(fields).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const options = ['-t', '1', '-c', String(CONNECTIONS), '-d', `${seconds}s`, '--timeout', '600s', '-s', SUMMARY];
  const [program, args] = pinned(LOAD_CORE, [...WRK, ...options, ...headers, url]);
  const { stdout } = await promisify(execFile)(program, args);
  const { errors, ...counted } = JSON.parse(stdout.trimEnd().split('\n').at(-1) as string) as Load & { errors: number };
  if (errors > 0) throw new Error(`${url}: ${errors} of ${counted.requests} requests failed`);
  return counted;
}
