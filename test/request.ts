import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** Request fields; an array is sent as one line for each of its values. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they were received. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** Sends one request, on a connection of its own or on one that an agent keeps. */
export function request(
  port: number,
  method: string,
  path: string,
  fields: Fields = {},
  body?: string | Buffer,
  agent: Agent | false = false,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | string[]> = {};
    for (const [name, value] of Object.entries(fields)) headers[name] = typeof value === 'string' ? value : [...value];
    const outgoing = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode, headers, rawHeaders } = response;
        resolve({ status: statusCode as number, headers, rawHeaders, body: Buffer.concat(chunks).toString() });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
