import { ReadStream } from 'node:fs';
import type { EntityTag } from '../http/entity-tag';
import { entityTag } from '../http/entity-tag';
import { type Bytes, type Digest, defaultDigest } from './body-digest';
import { FileDigest, statTag } from './file-digest';
import type { KoaContext } from './koa-exchange';

/** How bodies are tagged. */
export interface ShallowEtagOptions {
  /** Whether the tags are weak: for a server behind something that changes bytes but not their meaning. Default `false`. */
  readonly weak?: boolean;
  /**
   * The opaque value of a tag from a body in memory: its bytes, or a string that is sent as UTF-8. Must be equal on every
   * server. Default: XXH64 in 16 hexadecimal digits.
   */
  readonly digest?: Digest;
  /** Bodies and files with more bytes pass untagged. Default: no limit. */
  readonly maxBytes?: number;
  /**
   * How files are tagged: by their `content`, equal on every server and computed once for each version of a file; or by
   * their `stat`, a weak tag of size and modification time, for files too large to read. Default `content`.
   */
  readonly files?: 'content' | 'stat';
}

/** Makes entity tags of response bodies. */
export class BodyTag {
  readonly #options: ShallowEtagOptions;
  readonly #maxBytes: number;
  readonly #files = new FileDigest();

  /** @throws TypeError for options that are not what their types say */
  constructor(options: ShallowEtagOptions) {
    requireOptions(options);
    this.#options = options;
    this.#maxBytes = options.maxBytes ?? Number.POSITIVE_INFINITY;
  }

  /**
   * The tag of a context's body. A JSON value is serialised here, and the text becomes the body: what is tagged is what is
   * sent. `undefined` for a body that must not be held back or read: a stream, a `Blob`, a fetch `Response`.
   */
  async of(ctx: KoaContext): Promise<EntityTag | undefined> {
    const { body } = ctx;
    if (body instanceof ReadStream) return this.#ofFile(body);
    if (!isInMemory(body)) return undefined;
    const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : serialise(ctx, body);
    if (bytes === undefined || this.#isTooLarge(ctx, bytes)) return undefined;
    const digest = this.#options.digest ?? (await defaultDigest());
    return this.#tagOf(digest(bytes));
  }

  /** Lets an illegal tag say where it comes from. */
  #tagOf(value: string): EntityTag {
    try {
      return entityTag(value, { weak: this.#options.weak === true });
    } catch (error) {
      throw new TypeError(`ShallowEtag: digest: ${(error as Error).message}`, { cause: error });
    }
  }

  async #ofFile(stream: ReadStream): Promise<EntityTag | undefined> {
    const stat = this.#options.files === 'stat';
    const value = await (stat ? statTag(stream) : this.#files.digestOf(stream, this.#maxBytes));
    return value === undefined ? undefined : { value, weak: stat || this.#options.weak === true };
  }

  #isTooLarge(ctx: KoaContext, bytes: Bytes): boolean {
    if (this.#maxBytes === Number.POSITIVE_INFINITY) return false;
    return (typeof bytes === 'string' ? (ctx.response.length ?? 0) : bytes.byteLength) > this.#maxBytes;
  }
}

function requireOptions({ weak, digest, maxBytes, files, ...others }: ShallowEtagOptions): void {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new TypeError(`ShallowEtag: there is no option ${unknown}; there are weak, digest, maxBytes and files`);
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

/** Whether Koa sends the body from memory: all but what it pipes. */
function isInMemory(body: unknown): boolean {
  if (body === null || body === undefined || body instanceof ArrayBuffer) return false;
  if (typeof body !== 'object') return true;
  if (body instanceof ReadableStream || body instanceof Blob || body instanceof Response) return false;
  return !('pipe' in body && typeof body.pipe === 'function');
}

/** As Koa does it when it responds, but once. */
function serialise(ctx: KoaContext, body: unknown): string | undefined {
  const json = JSON.stringify(body) as string | undefined;
  if (json === undefined) return undefined;
  const typed = ctx.res.hasHeader('Content-Type');
  ctx.body = json;
  if (!typed) ctx.response.remove('Content-Type');
  return json;
}
