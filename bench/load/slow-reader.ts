import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** How a client on a slow line reads: so many bytes, and then nothing for so many milliseconds. */
const BYTES_AT_A_TIME = 64 * 1024;
const PAUSE = 20;

/**
 * Gets a resource through a slow line.
 *
 * @returns how many bytes it has
 */
export async function readSlowly(url: string): Promise<number> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  let bytes = 0;
  let pauses = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    for (; pauses < Math.floor(bytes / BYTES_AT_A_TIME); pauses++) await delay(PAUSE);
  }
  return bytes;
}
