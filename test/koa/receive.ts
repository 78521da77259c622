import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Fields } from '../request';

/** A response whose content is read by the test, or not. */
export function open(port: number, path: string, fields: Fields = {}, method = 'GET'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value as string]));
    request({ host: '127.0.0.1', port, method, path, headers, agent: false }, resolve).on('error', reject).end();
  });
}

/** A response's content byte for byte. */
export async function contentOf(response: IncomingMessage): Promise<Buffer> {
  return buffer(response);
}
