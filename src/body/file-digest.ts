import type { BigIntStats, ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import { digestOfPieces } from './body-digest';
import { versionOf, wholeFile } from './whole-file';

/** How many files are remembered; each takes some hundred bytes. */
const REMEMBERED_FILES = 10_000;

/** A file changed so lately may change again without its times telling: they come in ticks of up to two seconds. */
const SETTLED_AFTER_NS = 2_000_000_000n;

/**
 * Digests of files' contents: computed once for each version of a file, whoever asks at the same time, and equal on every
 * server whatever its inodes and clocks.
 */
export class FileDigest {
  readonly #known = new LRUCache<string, string>({ max: REMEMBERED_FILES });
  readonly #underway = new Map<string, Promise<string | undefined>>();

  /**
   * The digest of the file that a stream reads. `undefined` if the stream reads a part of it or not a regular file, if
   * the file has more than `maxBytes`, or was replaced or changed meanwhile.
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
      digest = this.#read(path, version, isSettled(stats)).finally(() => this.#underway.delete(version));
      this.#underway.set(version, digest);
    }
    return digest;
  }

  async #read(path: string, version: string, settled: boolean): Promise<string | undefined> {
    const digest = await digestOfVersion(path, version);
    if (digest !== undefined && settled) this.#known.set(version, digest);
    return digest;
  }
}

let ofProcess: FileDigest | undefined;

/** The digests of files that all of this process share, made at the first file. */
export function fileDigest(): FileDigest {
  ofProcess ??= new FileDigest();
  return ofProcess;
}

/** A weak tag of a file's size and modification time: cheap, but not equal on servers that got the file apart. */
export async function statTag(stream: ReadStream): Promise<string | undefined> {
  const stats = await wholeFile(stream);
  return stats && `${stats.size.toString(16)}-${(stats.mtimeNs / 1_000_000n).toString(16)}`;
}

/**
 * Reads through a descriptor of its own, so that a client that leaves does not end it for others. A file that has not the
 * bytes that its size tells, as in `/proc`, has no content that lasts.
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
 * Asked before the file is read: reading a large one takes longer than that. A modification time that was set to some day
 * in the future would change to the present.
 */
function isSettled({ mtimeNs, ctimeNs }: BigIntStats): boolean {
  const now = BigInt(Date.now()) * 1_000_000n;
  const changedLately = now - ctimeNs <= SETTLED_AFTER_NS;
  const modifiedLately = now - mtimeNs <= SETTLED_AFTER_NS && mtimeNs - now <= SETTLED_AFTER_NS;
  return !changedLately && !modifiedLately;
}
