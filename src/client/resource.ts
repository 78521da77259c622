import type { Fetch } from './fetch';
import { JSON_TYPE, ResourceRequests } from './resource-requests';
import type { ReadOptions, Snapshot } from './snapshot';
import { type Change, type UpdateOptions, update } from './update';

/** Options of {@link resource}. */
export interface ResourceOptions {
  /** Sends the requests. Default: the platform's `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** The `Content-Type` of `patch()`. Default `application/json`. */
  readonly patchType?: string | undefined;
}

/** A resource to be read and written at one URL. */
export interface Resource<T, Changes = Partial<T>> {
  /**
   * Reads the value with its tag. A browser's cache is used, but always revalidated.
   *
   * @throws `ResponseError` for an error status
   */
  read(options?: ReadOptions): Promise<Snapshot<T, Changes>>;

  /**
   * Creates the resource with `PUT` and `If-None-Match: *`, so that an existing one is never overwritten.
   *
   * @returns the value with its tag, as `save()` does
   * @throws `PreconditionFailedError` if it already exists; `ResponseError` and `LostAnswerError` like `save()`
   * @see RFC 9110, section 13.1.2
   */
  create(value: T, options?: ReadOptions): Promise<Snapshot<T, Changes>>;

  /**
   * Reads the value, changes it and saves it. If somebody else was faster, this is repeated with the current value. If
   * a response is lost, the same request is sent again.
   *
   * @param change - makes the new value from the current one; `undefined` changes nothing. It may be called several
   *   times
   * @returns the saved value, or the value that was read if nothing was changed
   * @throws `PreconditionFailedError` after the last attempt, or as soon as its own change may have been applied;
   *   `ResponseError`, `LostAnswerError` and `MissingTagError` like `save()`; `RangeError` if `attempts` is less than 1
   * @example
   * ```ts
   * import { resource } from 'routing-controllers-etag/client';
   *
   * const counter = resource<{ count: number }>('http://localhost:3000/counters/7');
   * await counter.update(({ count }) => ({ count: count + 1 }));
   * ```
   */
  update(change: Change<T>, options?: UpdateOptions): Promise<Snapshot<T, Changes>>;
}

/**
 * Reads and writes the JSON resource at one URL without overwriting the changes of others: each write sends the tag of
 * the value that it is based on as `If-Match`.
 *
 * @param url - a URL for `fetch`; in browsers it may be relative to the page
 * @param options - `fetch` and `patchType`
 * @see RFC 9110, section 13.1.1
 * @example
 * ```ts
 * import { resource } from 'routing-controllers-etag/client';
 *
 * const articles = resource<{ title: string; body: string }>('http://localhost:3000/articles/7');
 * const article = await articles.read();
 * const saved = await article.save({ ...article.value, title: 'Mine' });
 * await saved.patch({ body: 'More' });
 * ```
 */
export function resource<T, Changes = Partial<T>>(
  url: string | URL,
  { fetch = (url, settings) => globalThis.fetch(url, settings), patchType = JSON_TYPE }: ResourceOptions = {},
): Resource<T, Changes> {
  const requests = new ResourceRequests<T, Changes>(String(url), fetch, patchType);
  const read = (options: ReadOptions = {}) => requests.read(options);
  return {
    read,
    create: (value, options = {}) => requests.put(value, { 'If-None-Match': '*' }, options),
    update: (change, options) => update(read, change, options),
  };
}
