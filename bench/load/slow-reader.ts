import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** How a client with a slow connection reads: this many bytes, followed by a pause of this many milliseconds. */
const BYTES_AT_A_TIME = 64 * 1024;
const PAUSE = 20;

/**
 * Gets a resource through a slow connection.
 *
 * @returns the length of its content in bytes
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
