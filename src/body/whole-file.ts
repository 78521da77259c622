import { type BigIntStats, fstat, fstatSync, type ReadStream } from 'node:fs';
import { promisify } from 'node:util';

type OpenStream = ReadStream & { readonly fd: number; readonly start?: number; readonly end?: number };

const fstatOf = promisify(fstat) as (fd: number, options: { bigint: true }) => Promise<BigIntStats>;

/** The stats of an open file. */
export function statsOf(fd: number): Promise<BigIntStats> {
  return fstatOf(fd, { bigint: true });
}

/**
 * The stats of a stream's file, from its descriptor, because the path may lead to another file by now. `undefined` if
 * the stream does not read a whole regular file, or has already read from it.
 */
export async function wholeFile(stream: ReadStream): Promise<BigIntStats | undefined> {
  if (!startsAtFirstByte(stream) || stream.bytesRead > 0 || !(await isOpen(stream))) return undefined;
  const stats = await statsOf((stream as OpenStream).fd).catch(() => undefined);
  return stats && ifWhole(stream, stats);
}

/** Like {@link wholeFile}, but synchronous, for an open stream that may have read already. */
export function wholeFileNow(stream: ReadStream): BigIntStats | undefined {
  if (stream.destroyed || stream.pending || !startsAtFirstByte(stream)) return undefined;
  try {
    return ifWhole(stream, fstatSync((stream as OpenStream).fd, { bigint: true }));
  } catch {
    return undefined;
  }
}

/** A text that changes with every change of a file. */
export function versionOf(path: string, { dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [path, dev, ino, size, mtimeNs, ctimeNs].join(':');
}

const seen = new WeakMap<ReadStream, string>();

/** The version of a stream's file when it was first seen: the version that was tagged. */
export function versionSeen(stream: ReadStream): string | undefined {
  return seen.get(stream);
}

/** Whether a stream may read a whole file: it starts at the first byte. */
export function startsAtFirstByte(stream: ReadStream): boolean {
  const { start = 0 } = stream as OpenStream;
  return start === 0 && typeof stream.path === 'string' && stream.readableEncoding === null;
}

function ifWhole(stream: ReadStream, stats: BigIntStats): BigIntStats | undefined {
  const { end = Number.POSITIVE_INFINITY } = stream as OpenStream;
  if (!stats.isFile() || end + 1 < stats.size) return undefined;
  if (!seen.has(stream)) seen.set(stream, versionOf(String(stream.path), stats));
  return stats;
}

function isOpen(stream: ReadStream): Promise<boolean> {
  if (!stream.pending || stream.destroyed) return Promise.resolve(!stream.destroyed);
  return new Promise((resolve) => {
    stream.once('open', () => resolve(true));
    stream.once('close', () => resolve(false));
    stream.once('error', () => resolve(false));
  });
}
