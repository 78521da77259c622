import { isLocatedAt, valueIn } from './answer';
import type { Fetch, RequestSettings } from './fetch';
import { LostAnswerError } from './lost-answer-error';
import { strongTag } from './missing-tag-error';
import { PreconditionFailedError } from './precondition-failed-error';
import { ResponseError } from './response-error';
import type { ReadOptions, Snapshot, WriteOptions } from './snapshot';
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
  const href = String(url);
  type Next = Snapshot<T, Changes>;

  function send(method: string, settings: Partial<RequestSettings>, { signal }: ReadOptions): Promise<Response> {
    return fetch(href, {
      method,
      retry: 0,
      throwHttpErrors: false,
      ...settings,
      headers: { Accept: JSON_TYPE, ...settings.headers },
      ...(signal && { signal }),
    });
  }

  async function read(options: ReadOptions = {}): Promise<Next> {
    const response = await send('GET', { cache: 'no-cache' }, options);
    if (!response.ok) throw new ResponseError(`GET ${href}`, response, false);
    return snapshotOf((await response.json()) as T, 'GET', response);
  }

  /**
   * Sends a write and reads the body of its response, which may be lost on the way.
   *
   * @param finish - makes the result from the snapshot in the response, if there is one
   */
  async function write<R>(
    method: string,
    settings: Partial<RequestSettings>,
    options: WriteOptions,
    finish: (next: Next | undefined, response: Response, options: ReadOptions) => R | Promise<R>,
    isRepeated = false,
  ): Promise<R> {
    const request = `${method} ${href}`;
    let response: Response;
    let next: Next | undefined;
    try {
      response = await send(method, settings, options);
      if (response.ok) next = await snapshotIn(method, response);
    } catch (cause) {
      const retry = (other: ReadOptions = {}) => write(method, settings, other, finish, true);
      throw new LostAnswerError(request, cause, options.force ? undefined : retry);
    }
    if (response.ok) return finish(next, response, options);
    if (response.status === 412) {
      throw new PreconditionFailedError(request, response, isRepeated, await currentIn(method, response));
    }
    throw new ResponseError(request, response, isRepeated || response.status >= 500);
  }

  function put(value: T, precondition: Record<string, string>, options: WriteOptions): Promise<Next> {
    const settings = content(value, JSON_TYPE, precondition);
    return write('PUT', settings, options, (next, response) => next ?? snapshotOf(value, 'PUT', response));
  }

  /** The current representation from a 412, if it has one (RFC 9110, sections 6.4.2 and 8.7). */
  async function currentIn(method: string, response: Response): Promise<Next | undefined> {
    // The body is always read, because an unread body would keep its connection busy.
    const current = await snapshotIn(method, response.clone()).catch(() => undefined);
    return isLocatedAt(href, response) ? current : undefined;
  }

  async function snapshotIn(method: string, response: Response): Promise<Next | undefined> {
    const value = await valueIn<T>(response);
    return value === undefined ? undefined : snapshotOf(value, method, response);
  }

  function snapshotOf(value: T, method: string, response: Response): Next {
    const ifMatch = (force: boolean | undefined) => ({
      'If-Match': force ? '*' : strongTag(`${method} ${href}`, response),
    });
    return {
      value,
      etag: response.headers.get('ETag') ?? undefined,
      save: async (next, options = {}) => put(next, ifMatch(options.force), options),
      async patch(changes, options = {}) {
        const settings = content(changes, patchType, ifMatch(options.force));
        return write('PATCH', settings, options, (next, _response, { signal }) => next ?? read({ signal }));
      },
      async remove(options = {}) {
        return write('DELETE', { headers: ifMatch(options.force) }, options, () => undefined);
      },
    };
  }

  return {
    read,
    create: (value, options = {}) => put(value, { 'If-None-Match': '*' }, options),
    update: (change, options) => update(read, change, options),
  };
}

const JSON_TYPE = 'application/json';

function content(value: unknown, type: string, precondition: Record<string, string>): Partial<RequestSettings> {
  return { body: JSON.stringify(value), headers: { 'Content-Type': type, ...precondition } };
}
