import { Readable } from 'node:stream';
import type { MultipartByteranges } from '../http/multipart-byteranges';
import type { ByteRange } from '../http/ranges';
import type { ByteSource } from './byte-source';

/** The content of a 206: the bytes of its ranges, framed if there are several. */
export function rangedContent(
  source: ByteSource,
  ranges: readonly ByteRange[],
  multipart: MultipartByteranges | undefined,
): Readable {
  const content = Readable.from(pieces(source, ranges, multipart), { objectMode: false });
  return content.once('close', () => source.close());
}

async function* pieces(
  source: ByteSource,
  ranges: readonly ByteRange[],
  multipart: MultipartByteranges | undefined,
): AsyncGenerator<Uint8Array> {
  for (const [index, range] of ranges.entries()) {
    if (multipart !== undefined) yield Buffer.from(multipart.partHeads[index] as string, 'latin1');
    yield* source.read(range);
  }
  if (multipart !== undefined) yield Buffer.from(multipart.end, 'latin1');
}
