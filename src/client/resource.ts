import { isLocatedAt, valueIn } from './answer';
import type { Fetch, RequestSettings } from './fetch';
import { LostAnswerError } from './lost-answer-error';
import { strongTag } from './missing-tag-error';
import { PreconditionFailedError } from './precondition-failed-error';
import { ResponseError } from './response-error';
import type { ReadOptions, Snapshot, WriteOptions } from './snapshot';
import { type Change, type UpdateOptions, update } from './update';

/** Settings of a resource. */
export interface ResourceOptions {
  /** Sends the requests. The platform's `fetch` by default. */
  readonly fetch?: Fetch | undefined;
  /** The `Content-Type` of `patch()`: `application/json` by default. */
  readonly patchType?: string | undefined;
}

/** What is read and written under one URL. */
export interface Resource<T, Changes = Partial<T>> {
  /**
   * Reads the value, with its tag. A browser's cache is used, but always revalidated.
   *
   * @throws `ResponseError` for an error status
   */
  read(options?: ReadOptions): Promise<Snapshot<T, Changes>>;

  /**
   * Creates the resource by `PUT` with `If-None-Match: *`: what exists is never overwritten.
   *
   * @returns the value with its tag, as `save()` does
   * @throws `PreconditionFailedError` if it exists already; `ResponseError`, `LostAnswerError` as `save()`
   * @see RFC 9110, section 13.1.2
   */
  create(value: T, options?: ReadOptions): Promise<Snapshot<T, Changes>>;

  /**
   * Reads the value, changes and saves it; again, on the value that is current then, if somebody else was faster.
   * If an answer is lost, the same request is sent again.
   *
   * @param change - makes the new value of the current one. It may run several times. `undefined` changes nothing
   * @returns what was saved, or what was read if nothing was changed
   * @throws `PreconditionFailedError` after the last attempt, or as soon as its own change may have been applied;
   * `ResponseError`, `LostAnswerError`, `MissingTagError` as `save()`; `RangeError` if `attempts` is not at least 1
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
 * Reads and writes what is under one URL, in JSON, without overwriting the changes of others: each write sends the tag
 * of the value that it was made from as `If-Match`.
 *
 * @param url - as `fetch` takes it: relative to the page in browsers
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
   * Sends a write. Its answer is complete when its body has been read.
   *
   * @param finish - makes the result of the snapshot that the answer holds, if it holds one
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

  /** The current representation, where a 412 holds it: RFC 9110, sections 6.4.2 and 8.7. */
  async function currentIn(method: string, response: Response): Promise<Next | undefined> {
    // The body is read in any case: unread, it would keep its connection.
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
