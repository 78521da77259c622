import type { BigIntStats, ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import { digestOfPieces } from './body-digest';
import { versionOf, wholeFile } from './whole-file';

/** How many digests are remembered; each takes a few hundred bytes. */
const REMEMBERED_FILES = 10_000;

/**
 * A file that changed this recently may change again with the same times, because some file systems count in steps of
 * two seconds.
 */
const COARSEST_CLOCK_NS = 2_000_000_000n;

/**
 * Digests of file contents. Each version of a file is read once, even for simultaneous requests. The digest is the same
 * on every server.
 */
export class FileDigest {
  readonly #known = new LRUCache<string, string>({ max: REMEMBERED_FILES });
  readonly #underway = new Map<string, Promise<string | undefined>>();

  /**
   * The digest of the file that a stream reads; `undefined` if the stream does not read a whole regular file, or if the
   * file is longer than `maxBytes` or is changed or replaced meanwhile.
   */
  async digestOf(stream: ReadStream, maxBytes: number): Promise<string | undefined> {
    const stats = await wholeFile(stream);
    if (stats === undefined || stats.size > maxBytes) return undefined;
    const path = String(stream.path);
    const version = versionOf(path, stats);
    const known = this.#known.get(version);
    if (known !== undefined) return known;
    let digest = this.#underway.get(version);
    if (digest === undefined) {
      digest = this.#read(path, version, isUnambiguous(stats)).finally(() => this.#underway.delete(version));
      this.#underway.set(version, digest);
    }
    return digest;
  }

  async #read(path: string, version: string, unambiguous: boolean): Promise<string | undefined> {
    const digest = await digestOfVersion(path, version);
    if (digest !== undefined && unambiguous) this.#known.set(version, digest);
    return digest;
  }
}

let ofProcess: FileDigest | undefined;

/** The process's digests of files, created on first use. */
export function fileDigest(): FileDigest {
  ofProcess ??= new FileDigest();
  return ofProcess;
}

/**
 * The value of a weak tag from a file's size and modification time. It is cheap, but differs between servers whose
 * copies have different times.
 */
export async function statTag(stream: ReadStream): Promise<string | undefined> {
  const stats = await wholeFile(stream);
  return stats && `${stats.size.toString(16)}-${(stats.mtimeNs / 1_000_000n).toString(16)}`;
}

/**
 * Reads through a separate descriptor, so that a client that disconnects does not end it for others. A file whose size
 * is not the number of its bytes, such as in `/proc`, has no stable content.
 */
async function digestOfVersion(path: string, version: string): Promise<string | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const stats = await file.stat({ bigint: true });
    if (versionOf(path, stats) !== version) return undefined;
    const content = file.createReadStream({ autoClose: false });
    const digest = await digestOfPieces(content);
    const read = BigInt(content.bytesRead);
    return read === stats.size && versionOf(path, await file.stat({ bigint: true })) === version ? digest : undefined;
  } catch {
    return undefined;
  } finally {
    await file.close().catch(() => {});
  }
}

/**
 * Whether the times of a file identify its content. Checked before the file is read, because reading a large file takes
 * longer than two seconds. A modification time in the future is unambiguous unless it is near.
 */
function isUnambiguous({ mtimeNs, ctimeNs }: BigIntStats): boolean {
  const now = BigInt(Date.now()) * 1_000_000n;
  const changedLately = now - ctimeNs <= COARSEST_CLOCK_NS;
  const modifiedLately = now - mtimeNs <= COARSEST_CLOCK_NS && mtimeNs - now <= COARSEST_CLOCK_NS;
  return !changedLately && !modifiedLately;
}
