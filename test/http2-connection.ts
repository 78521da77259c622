import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

/** Types and flags of frames (RFC 9113, section 6). */
const HEADERS = 1;
const SETTINGS = 4;
const END_STREAM = 1;
const ACKNOWLEDGED = 1;
const END_HEADERS = 4;

/**
 * Sends one request over HTTP/2 with its fields line by line, as they are given: Node's own client refuses several lines of a
 * precondition.
 *
 * @param lines - names in lower case, with the pseudo-fields first
 * @returns the text of the response's content
 */
export async function sendLines(
  port: number,
  lines: readonly (readonly [name: string, value: string])[],
): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(PREFACE);
  socket.write(frame(SETTINGS, 0, 0, Buffer.alloc(0)));
  socket.write(frame(HEADERS, END_STREAM | END_HEADERS, 1, Buffer.concat(lines.map(literalField))));
  try {
    return await contentOf(socket);
  } finally {
    socket.destroy();
  }
}

function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A field without indexing, with a new name, and without Huffman's code (RFC 7541, section 6.2.2). */
function literalField([name, value]: readonly [name: string, value: string]): Buffer {
  return Buffer.concat([Buffer.of(0), text(name), text(value)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'latin1');
  if (bytes.length > 126) throw new RangeError('a length that needs more than one byte');
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}

/** Reads frames until the response has ended. */
async function contentOf(socket: Socket): Promise<string> {
  let received = Buffer.alloc(0);
  let content = '';
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk as Buffer]);
    while (received.length >= 9) {
      const length = received.readUIntBE(0, 3);
      if (received.length < 9 + length) break;
      const [type, flags] = [received.readUInt8(3), received.readUInt8(4)];
      const isOfRequest = received.readUInt32BE(5) === 1;
      if (isOfRequest && type === 0) content += received.toString('utf8', 9, 9 + length);
      if (isOfRequest && type <= HEADERS && (flags & END_STREAM) !== 0) return content;
      if (type === SETTINGS && (flags & ACKNOWLEDGED) === 0)
        socket.write(frame(SETTINGS, ACKNOWLEDGED, 0, Buffer.alloc(0)));
      received = received.subarray(9 + length);
    }
  }
  throw new Error('the connection was closed before the response ended');
}
