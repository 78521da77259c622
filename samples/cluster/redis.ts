import { createClient } from 'redis';
import { startRedisServer } from './redis-server';

/** A Redis that accepts connections. */
export interface Redis {
  readonly url: string;
  /** Where it is, without a password. */
  readonly address: string;
  /** Stops it, if it was started for this program. */
  close(): Promise<void>;
}

/**
 * Finds a Redis, or starts one.
 *
 * @param url that of a Redis that is there; without it a server of this program's own is started
 * @param directory where that server may leave files
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
    throw new Error(`The Redis of REDIS_URL is not reachable: ${message || code}`);
  }
}
