import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

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
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  const responses: RawResponse[] = [];
  try {
    for (let start = 0; start < requests.length; start += PIPELINE) {
      const pipeline = requests.slice(start, start + PIPELINE);
      socket.write(pipeline.map(write).join(''), 'latin1');
      responses.push(...(await readResponses(socket, pipeline)));
    }
  } finally {
    socket.destroy();
  }
  return responses;
}

function write({ method, path, lines }: RawRequest): string {
  const fields = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`;
}

function readResponses(socket: Socket, requests: readonly RawRequest[]): Promise<RawResponse[]> {
  return new Promise((resolve, reject) => {
    const responses: RawResponse[] = [];
    let received = '';
    const settle = (settled: () => void) => {
      socket.removeAllListeners();
      settled();
    };
    socket.on('error', (error) => settle(() => reject(error)));
    socket.on('close', () => settle(() => reject(new Error(`the server has closed the connection: ${received}`))));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      try {
        while (responses.length < requests.length) {
          const found = readResponse(received, requests[responses.length]?.method === 'HEAD');
          if (found === undefined) return;
          responses.push(found.response);
          received = received.slice(found.length);
        }
        if (received !== '') throw new Error(`there is something behind the last response: ${received}`);
      } catch (error) {
        return settle(() => reject(error));
      }
      settle(() => resolve(responses));
    });
  });
}

/** The first response of a text, and its length; `undefined` as long as it is not complete. */
function readResponse(text: string, toHead: boolean): { response: RawResponse; length: number } | undefined {
  const endOfFields = text.indexOf('\r\n\r\n');
  if (endOfFields === -1) return undefined;
  const [statusLine = '', ...lines] = text.slice(0, endOfFields).split('\r\n');
  const status = Number(/^HTTP\/1\.1 ([0-9]{3}) /.exec(statusLine)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) throw new Error(`this is no response: ${text}`);
  const fields = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), fieldValue(line)]));
  if (fields.has('transfer-encoding')) throw new Error(`no response here is chunked: ${text}`);
  const start = endOfFields + 4;
  const length = toHead || status === 304 || status === 204 ? 0 : Number(fields.get('content-length'));
  if (Number.isNaN(length)) throw new Error(`this response has no length: ${text}`);
  if (text.length < start + length) return undefined;
  return { response: { status, fields, body: text.slice(start, start + length) }, length: start + length };
}

function fieldValue(line: string): string {
  return line.slice(line.indexOf(':') + 1).trim();
}
