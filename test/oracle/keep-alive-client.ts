import { WireConnection } from '../wire-connection';

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  /** The field lines as they are sent, in their order: repeated, empty, in any letters. */
  readonly lines: readonly (readonly [name: string, value: string])[];
}

export interface RawResponse {
  readonly status: number;
  /** By lower-case names. */
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
}

/** How many requests are on their way on a connection at once. */
const PIPELINE = 64;

/**
 * Sends requests on one connection that is kept alive, many at once, and reads the responses strictly by their framing:
 * a 304 with content, or a length that is wrong, makes nonsense of the next response, and that is an error.
 */
export async function exchange(port: number, requests: readonly RawRequest[]): Promise<RawResponse[]> {
  const connection = await WireConnection.open(port);
  const responses: RawResponse[] = [];
  try {
    for (let start = 0; start < requests.length; start += PIPELINE) {
      const pipeline = requests.slice(start, start + PIPELINE);
      connection.write(pipeline.map(written).join(''));
      for (const { method } of pipeline) responses.push(await readResponse(connection, method));
      if (connection.unread !== '') throw new Error(`something is behind the last response: ${connection.unread}`);
    }
  } finally {
    connection.close();
  }
  return responses;
}

function written({ method, path, lines }: RawRequest): string {
  const fields = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`;
}

async function readResponse(connection: WireConnection, method: string): Promise<RawResponse> {
  const head = await connection.readHead();
  const { status, fieldLines } = head;
  const fields = new Map(
    fieldLines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  if (method === 'HEAD' || status === 304 || status === 204) return { status, fields, body: '' };
  if (!fields.has('content-length')) throw new Error(`this response has no length: ${fieldLines.join(' | ')}`);
  return { status, fields, body: await connection.readContent(head) };
}
