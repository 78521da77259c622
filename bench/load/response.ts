import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A received response. */
export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The length of its head and body on the wire, without the framing of chunks. */
  readonly bytes: number;
}

/** Sends one request on a keep-alive connection, like those of the load. */
export async function responseTo(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Received> {
  const agent = new Agent({ keepAlive: true });
  const sent = request(url, { headers, agent });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const body = await buffer(response);
  agent.destroy();
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body,
    bytes: headBytes(response) + body.length,
  };
}

function headBytes({ statusCode, statusMessage, rawHeaders }: IncomingMessage): number {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`, ...pairs(rawHeaders), ''];
  return lines.reduce((sum, line) => sum + line.length + 2, 0);
}

function pairs(rawHeaders: readonly string[]): string[] {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : []));
}
