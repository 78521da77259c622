import { isLocatedAt, valueIn } from './answer';
import type { Fetch, RequestSettings } from './fetch';
import { LostAnswerError } from './lost-answer-error';
import { strongTag } from './missing-tag-error';
import { PreconditionFailedError } from './precondition-failed-error';
import { ResponseError } from './response-error';
import type { ReadOptions, Snapshot, WriteOptions } from './snapshot';

export const JSON_TYPE = 'application/json';

/** Makes the result of a write from the snapshot in its response, if there is one. */
type Finish<T, Changes, R> = (
  next: Snapshot<T, Changes> | undefined,
  response: Response,
  options: ReadOptions,
) => R | Promise<R>;

/** The requests for the resource at one URL. */
export class ResourceRequests<T, Changes> {
  readonly #href: string;
  readonly #fetch: Fetch;
  readonly #patchType: string;

  constructor(href: string, fetch: Fetch, patchType: string) {
    this.#href = href;
    this.#fetch = fetch;
    this.#patchType = patchType;
  }

  async read(options: ReadOptions): Promise<Snapshot<T, Changes>> {
    const response = await this.#send('GET', { cache: 'no-cache' }, options);
    if (!response.ok) throw new ResponseError(`GET ${this.#href}`, response, false);
    return this.#snapshotOf((await response.json()) as T, 'GET', response);
  }

  put(value: T, precondition: Record<string, string>, options: WriteOptions): Promise<Snapshot<T, Changes>> {
    const settings = content(value, JSON_TYPE, precondition);
    return this.#write('PUT', settings, options, (next, response) => next ?? this.#snapshotOf(value, 'PUT', response));
  }

  #patch(changes: Changes, precondition: Record<string, string>, options: WriteOptions): Promise<Snapshot<T, Changes>> {
    const settings = content(changes, this.#patchType, precondition);
    return this.#write('PATCH', settings, options, (next, _response, { signal }) => next ?? this.read({ signal }));
  }

  #send(method: string, settings: Partial<RequestSettings>, { signal }: ReadOptions): Promise<Response> {
    const fetch = this.#fetch;
    return fetch(this.#href, {
      method,
      retry: 0,
      throwHttpErrors: false,
      ...settings,
      headers: { Accept: JSON_TYPE, ...settings.headers },
      ...(signal && { signal }),
    });
  }

  /** Sends a write and reads the body of its response, which may be lost on the way. */
  async #write<R>(
    method: string,
    settings: Partial<RequestSettings>,
    options: WriteOptions,
    finish: Finish<T, Changes, R>,
    isRepeated = false,
  ): Promise<R> {
    const request = `${method} ${this.#href}`;
    let response: Response;
    let next: Snapshot<T, Changes> | undefined;
    try {
      response = await this.#send(method, settings, options);
      if (response.ok) next = await this.#snapshotIn(method, response);
    } catch (cause) {
      const retry = (other: ReadOptions = {}) => this.#write(method, settings, other, finish, true);
      throw new LostAnswerError(request, cause, options.force ? undefined : retry);
    }
    if (response.ok) return finish(next, response, options);
    if (response.status === 412) {
      throw new PreconditionFailedError(request, response, isRepeated, await this.#currentIn(method, response));
    }
    throw new ResponseError(request, response, isRepeated || response.status >= 500);
  }

  /** The current representation from a 412, if it has one (RFC 9110, sections 6.4.2 and 8.7). */
  async #currentIn(method: string, response: Response): Promise<Snapshot<T, Changes> | undefined> {
    // The body is always read, because an unread body would keep its connection busy.
    const current = await this.#snapshotIn(method, response.clone()).catch(() => undefined);
    return isLocatedAt(this.#href, response) ? current : undefined;
  }

  async #snapshotIn(method: string, response: Response): Promise<Snapshot<T, Changes> | undefined> {
    const value = await valueIn<T>(response);
    return value === undefined ? undefined : this.#snapshotOf(value, method, response);
  }

  #snapshotOf(value: T, method: string, response: Response): Snapshot<T, Changes> {
    const ifMatch = (force: boolean | undefined) => ({
      'If-Match': force ? '*' : strongTag(`${method} ${this.#href}`, response),
    });
    return {
      value,
      etag: response.headers.get('ETag') ?? undefined,
      save: async (next, options = {}) => this.put(next, ifMatch(options.force), options),
      patch: async (changes, options = {}) => this.#patch(changes, ifMatch(options.force), options),
      remove: async (options = {}) =>
        this.#write('DELETE', { headers: ifMatch(options.force) }, options, () => undefined),
    };
  }
}

function content(value: unknown, type: string, precondition: Record<string, string>): Partial<RequestSettings> {
  return { body: JSON.stringify(value), headers: { 'Content-Type': type, ...precondition } };
}
