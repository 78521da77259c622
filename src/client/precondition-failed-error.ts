import { ResponseError } from './response-error';
import type { Snapshot } from './snapshot';

/**
 * The server answered a write with 412: somebody else has changed the resource since it was read, or, for `create()`, it
 * already exists. Nothing was overwritten.
 *
 * @see RFC 9110, section 15.5.13
 * @example
 * ```ts
 * import { PreconditionFailedError, resource } from 'routing-controllers-etag/client';
 *
 * const articles = resource<{ title: string; body: string }>('http://localhost:3000/articles/7');
 * const article = await articles.read();
 * try {
 *   await article.patch({ title: 'Mine' });
 * } catch (error) {
 *   if (!(error instanceof PreconditionFailedError)) throw error;
 *   const current = await articles.read();
 *   console.log(`Somebody else has changed the title to ${current.value.title}`);
 * }
 * ```
 */
export class PreconditionFailedError<T, Changes = Partial<T>> extends ResponseError {
  override readonly name = 'PreconditionFailedError';

  /** @hidden */
  constructor(
    request: string,
    response: Response,
    maybeApplied: boolean,
    /**
     * The current value with its tag, if the server has sent it, with a `Content-Location` that is the URL of the
     * request (RFC 9110, sections 6.4.2 and 8.7).
     */
    readonly current: Snapshot<T, Changes> | undefined,
  ) {
    super(request, response, maybeApplied);
  }
}
