import fs, { type FileHandle } from 'node:fs/promises';

type Open = typeof fs.open;

/**
 * Watches which files are read for their digests: those of `fs.promises`. The streams that are sent open theirs in
 * another way.
 */
export class ReadFiles {
  readonly #open: Open = fs.open;
  #paths: unknown[] = [];
  /** Called before a file is opened. */
  beforeOpening: () => void | Promise<void> = () => {};
  /** Called when a file has been read to its end, and before it is closed. */
  afterReading: () => void = () => {};

  watch(): void {
    fs.open = (async (...args: Parameters<Open>) => {
      this.#paths.push(args[0]);
      await this.beforeOpening();
      return this.#watched(await this.#open.apply(fs, args));
    }) as Open;
  }

  restore(): void {
    fs.open = this.#open;
  }

  /** How often a file was read since the last call. */
  times(path: string): number {
    const count = this.#paths.filter((each) => each === path).length;
    this.#paths = this.#paths.filter((each) => each !== path);
    return count;
  }

  #watched(handle: FileHandle): FileHandle {
    const createReadStream = handle.createReadStream.bind(handle);
    handle.createReadStream = (options) => createReadStream(options).once('end', () => this.afterReading());
    return handle;
  }
}
