import { createClient } from 'redis';
import { startRedisServer } from './redis-server';

/** A Redis that accepts connections. */
export interface Redis {
  readonly url: string;
  /** The host and port, without a password. */
  readonly address: string;
  /** Stops it, if it was started for this program. */
  close(): Promise<void>;
}

/**
 * Connects to a Redis, or starts one.
 *
 * @param url - the URL of a running Redis; without it, one is started
 * @param directory - the directory for files of that server
 */
export async function openRedis(url: string | undefined, directory: string): Promise<Redis> {
  if (!url) return startRedisServer(directory);
  try {
    const { host } = new URL(url);
    const client = await createClient({ url, socket: { reconnectStrategy: false } })
      .on('error', () => {})
      .connect();
    await client.close();
    return { url, address: host, close: async () => {} };
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    throw new Error(`The Redis at REDIS_URL cannot be reached: ${message || code}`);
  }
}
