import { ReadStream } from 'node:fs';
import { type EntityTag, entityTag } from '../http/entity-tag';
import { type Bytes, type Digest, defaultDigest } from './body-digest';
import { fileDigest, statTag } from './file-digest';

/** How bodies are tagged. */
export interface ShallowEtagOptions {
  /**
   * Whether the tags are weak, for a server behind a proxy that changes bytes but not their meaning. Default `false`.
   */
  readonly weak?: boolean;
  /**
   * Makes the opaque value of a tag from a body in memory: its bytes, or a string that is sent as UTF-8. The result
   * must be the same on every server. Default: XXH64 in 16 hexadecimal digits.
   */
  readonly digest?: Digest;
  /** Bodies and files with more bytes are sent untagged. A number of bytes, 0 or more. Default: no limit. */
  readonly maxBytes?: number;
  /**
   * How files are tagged. `content`, the default: by their content, which is the same on every server and read once for
   * each version of a file. `stat`: by a weak tag of size and modification time, for files too large to read.
   */
  readonly files?: 'content' | 'stat';
}

/** A response's body with its tag. */
export interface TaggedBody {
  /**
   * `undefined` for a body that is too large, or that must not be buffered or read: a stream, a `Blob` or a fetch
   * `Response`.
   */
  readonly tag: EntityTag | undefined;
  /** The text of a JSON value: send this text, because the tag is made from it. */
  readonly json?: string | undefined;
  /** Why there is no tag. */
  readonly untagged?: 'stream' | 'too-large' | undefined;
}

/** Makes entity tags of response bodies. */
export class BodyTag {
  readonly #options: ShallowEtagOptions;
  readonly #maxBytes: number;
  #digest: Digest | undefined;

  /** @throws TypeError for invalid options */
  constructor(options: ShallowEtagOptions) {
    requireOptions(options);
    this.#options = options;
    this.#maxBytes = options.maxBytes ?? Number.POSITIVE_INFINITY;
    this.#digest = options.digest;
  }

  /** The tag of a body that is about to be sent. The body itself is not consumed. */
  async of(body: unknown): Promise<TaggedBody> {
    if (body instanceof ReadStream) return untaggedUnless(await this.ofFile(body), 'stream');
    if (!isInMemory(body)) return { tag: undefined, untagged: 'stream' };
    return this.#ofMemory(body, await this.load());
  }

  /** Whether the digest is loaded, so that {@link ofBytes} can be called. */
  get isLoaded(): boolean {
    return this.#digest !== undefined;
  }

  /** Loads the digest, for the synchronous {@link ofBytes}. */
  async load(): Promise<Digest> {
    this.#digest ??= await defaultDigest();
    return this.#digest;
  }

  /**
   * The tag of bytes that are being sent; `undefined` if there are more than `maxBytes`.
   *
   * @throws Error if the digest is not loaded
   * @throws TypeError if an application's digest returns an illegal tag
   */
  ofBytes(bytes: Bytes): EntityTag | undefined {
    if (this.#digest === undefined) throw new Error('the digest is not loaded: await load() first');
    return this.#ofBytes(bytes, this.#digest);
  }

  /** The tag of the file that a stream reads from its start; `undefined` if it cannot be tagged. */
  async ofFile(stream: ReadStream): Promise<EntityTag | undefined> {
    const stat = this.#options.files === 'stat';
    const value = await (stat ? statTag(stream) : fileDigest().digestOf(stream, this.#maxBytes));
    return value === undefined ? undefined : { value, weak: stat || this.#options.weak === true };
  }

  #ofMemory(body: unknown, digest: Digest): TaggedBody {
    if (typeof body === 'string' || Buffer.isBuffer(body))
      return untaggedUnless(this.#ofBytes(body, digest), 'too-large');
    const json = JSON.stringify(body) as string | undefined;
    return json === undefined
      ? { tag: undefined }
      : { ...untaggedUnless(this.#ofBytes(json, digest), 'too-large'), json };
  }

  #ofBytes(bytes: Bytes, digest: Digest): EntityTag | undefined {
    return this.#isTooLarge(bytes) ? undefined : this.#tagOf(digest(bytes));
  }

  /** Names the application's digest in the error of an illegal tag. */
  #tagOf(value: string): EntityTag {
    const weak = this.#options.weak === true;
    if (this.#options.digest === undefined) return { value, weak };
    try {
      return entityTag(value, { weak });
    } catch (error) {
      throw new TypeError(`ShallowEtag: digest: ${(error as Error).message}`, { cause: error });
    }
  }

  #isTooLarge(bytes: Bytes): boolean {
    return this.#maxBytes !== Number.POSITIVE_INFINITY && Buffer.byteLength(bytes) > this.#maxBytes;
  }
}

function untaggedUnless(tag: EntityTag | undefined, untagged: TaggedBody['untagged']): TaggedBody {
  return tag === undefined ? { tag, untagged } : { tag };
}

function requireOptions({ weak, digest, maxBytes, files, ...others }: ShallowEtagOptions): void {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new TypeError(`ShallowEtag: unknown option ${unknown}; the options are weak, digest, maxBytes and files`);
  }
  if (weak !== undefined && typeof weak !== 'boolean') throw new TypeError('ShallowEtag: weak takes true or false');
  if (digest !== undefined && typeof digest !== 'function') throw new TypeError('ShallowEtag: digest takes a function');
  if (maxBytes !== undefined && !(typeof maxBytes === 'number' && maxBytes >= 0)) {
    throw new TypeError(`ShallowEtag: maxBytes takes a number of bytes, 0 or more, not ${String(maxBytes)}`);
  }
  if (files !== undefined && files !== 'content' && files !== 'stat') {
    throw new TypeError(`ShallowEtag: files takes 'content' or 'stat', not ${String(files)}`);
  }
}

/** Whether the body is sent from memory rather than piped. */
export function isInMemory(body: unknown): boolean {
  if (body === null || body === undefined || body instanceof ArrayBuffer) return false;
  if (typeof body !== 'object') return true;
  if (body instanceof ReadableStream || body instanceof Blob || body instanceof Response) return false;
  return !('pipe' in body && typeof body.pipe === 'function');
}
