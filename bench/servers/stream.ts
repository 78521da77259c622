import { Readable } from 'node:stream';

/** The length of the stream for the memory part, in bytes. */
export const STREAM_BYTES = 5 * 1024 * 1024;

const CHUNK_BYTES = 64 * 1024;

/** Chunks that are made on demand, each with its own memory, like those from a socket or a disk. */
function* chunks(): Generator<Buffer> {
  for (let sent = 0; sent < STREAM_BYTES; sent += CHUNK_BYTES) yield Buffer.alloc(CHUNK_BYTES, 'x');
}

/** A Node stream. */
export function nodeStream(): Readable {
  return Readable.from(chunks(), { objectMode: false, highWaterMark: CHUNK_BYTES });
}

/** The same content as a web stream. */
export function webStream(): ReadableStream<Uint8Array> {
  const source = chunks();
  return new ReadableStream({
    pull(controller) {
      const { value, done } = source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
