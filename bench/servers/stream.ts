import { Readable } from 'node:stream';

/** How long the stream is that the memory part reads. */
export const STREAM_BYTES = 5 * 1024 * 1024;

const CHUNK_BYTES = 64 * 1024;

/** Chunks that come when they are asked for, each in a memory of its own, as from a socket or a disk. */
function* chunks(): Generator<Buffer> {
  for (let sent = 0; sent < STREAM_BYTES; sent += CHUNK_BYTES) yield Buffer.alloc(CHUNK_BYTES, 'x');
}

/** A stream of Node's. */
export function nodeStream(): Readable {
  return Readable.from(chunks(), { objectMode: false, highWaterMark: CHUNK_BYTES });
}

/** The same as a stream of the web. */
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
