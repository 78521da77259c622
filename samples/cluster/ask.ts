import { request } from 'node:http';

/** The response of a worker. */
export interface Answer {
  readonly status: number;
  readonly worker: string;
  readonly tag: string;
  readonly article: { readonly body: string };
}

/** Sends a request on a separate connection, so that the next worker receives it. */
export function ask(
  method: string,
  url: string,
  fields: Record<string, string> = {},
  content?: object,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { ...(content && { 'Content-Type': 'application/json' }), ...fields };
    const outgoing = request(url, { method, headers, agent: false }, async (response) => {
      const { statusCode: status = 0, headers } = response;
      try {
        const text = (await response.setEncoding('utf8').toArray()).join('');
        resolve({ status, worker: String(headers['x-worker']), tag: headers.etag ?? '', article: JSON.parse(text) });
      } catch (error) {
        reject(error);
      }
    });
    outgoing.on('error', reject);
    outgoing.end(content && JSON.stringify(content));
  });
}
