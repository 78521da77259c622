import { type BigIntStats, close, closeSync, fstatSync, openSync, ReadStream, read as readWithCallback } from 'node:fs';
import { promisify } from 'node:util';
import type { ByteRange } from '../http/ranges';
import { isInMemory } from './body-tag';
import { startsAtFirstByte, statsOf, versionOf, versionSeen, wholeFileNow } from './whole-file';

const read = promisify(readWithCallback);

/** How much of a file is read at once. */
const PIECE = 65_536;

/** The bytes of a body; a range can be read without the rest. */
export interface ByteSource {
  readonly length: number;
  /** Reads a range, in pieces. */
  read(range: ByteRange): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** Releases the file, if there is one. */
  close(): void;
}

/** Whether ranges of a body can be sent: it is in memory, or a stream of a whole file. */
export function hasRanges(body: unknown): boolean {
  return body instanceof ReadStream ? startsAtFirstByte(body) : isInMemory(body);
}

/** The bytes of a body; `undefined` if no ranges of it can be sent. A file is opened, and the caller must close it. */
export function byteSource(body: unknown): ByteSource | undefined {
  if (body instanceof ReadStream) return openFile(body);
  return isInMemory(body) ? bytesInMemory(body) : undefined;
}

/** Anything but a string or bytes is sent as JSON. */
function bytesInMemory(body: unknown): ByteSource | undefined {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text as string);
  return { length: bytes.length, read: ({ first, last }) => [bytes.subarray(first, last + 1)], close() {} };
}

/**
 * Opens the file of a stream again, because the stream closes its own descriptor after the last byte.
 *
 * @returns `undefined` if it is not a whole file, or if the path no longer leads to the tagged version
 */
function openFile(stream: ReadStream): ByteSource | undefined {
  const stats = wholeFileNow(stream);
  const version = versionSeen(stream);
  if (stats === undefined || version === undefined) return undefined;
  const path = String(stream.path);
  const file = openVersion(path, version);
  if (file === undefined) return undefined;
  return {
    length: Number(stats.size),
    read: (range) => piecesOfFile(file, range),
    close: () => close(file.fd, () => {}),
  };
}

interface OpenFile {
  readonly path: string;
  readonly fd: number;
  readonly opened: BigIntStats;
}

function openVersion(path: string, version: string): OpenFile | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    const opened = fstatSync(fd, { bigint: true });
    if (versionOf(path, opened) === version) return { path, fd, opened };
  } catch {
    // The file was deleted; the stream can still send the whole.
  }
  if (fd !== undefined) closeSync(fd);
  return undefined;
}

async function* piecesOfFile(file: OpenFile, { first, last }: ByteRange): AsyncGenerator<Uint8Array> {
  for (let position = first; position <= last; ) {
    const size = Math.min(PIECE, last + 1 - position);
    const { bytesRead, buffer } = await read(file.fd, Buffer.allocUnsafe(size), 0, size, position);
    await requireUnchanged(file);
    if (bytesRead === 0) throw new Error(`${file.path} is shorter than its size says`);
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}

/** Called between reading bytes and sending them, because one tag must not name two contents. */
async function requireUnchanged({ path, fd, opened }: OpenFile): Promise<void> {
  const { size, mtimeNs, ctimeNs, nlink } = await statsOf(fd);
  // A file that is replaced loses its name but keeps its content.
  const renamed = nlink < opened.nlink;
  if (size === opened.size && mtimeNs === opened.mtimeNs && (ctimeNs === opened.ctimeNs || renamed)) return;
  throw new Error(`${path} was changed while it was being sent`);
}
