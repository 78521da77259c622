import type { ReadOptions } from './snapshot';

/**
 * A write was sent, and no complete answer arrived: the connection broke, or the request was aborted. The change may
 * have been made or not. `cause` is the error of `fetch`.
 *
 * @example
 * ```ts
 * import { LostAnswerError, resource } from 'routing-controllers-etag/client';
 *
 * const article = await resource<{ title: string }>('http://localhost:3000/articles/7').read();
 * try {
 *   await article.save({ title: 'Mine' });
 * } catch (error) {
 *   if (!(error instanceof LostAnswerError)) throw error;
 *   await error.retry?.();
 * }
 * ```
 */
export class LostAnswerError<R> extends Error {
  override readonly name = 'LostAnswerError';

  /** @internal */
  constructor(
    request: string,
    cause: unknown,
    /**
     * Sends the same request once more, with the same precondition: a server that checks it makes the change at most
     * once. A 412 then has `maybeApplied`: either this change was made before, or another one. It is `undefined` for a
     * forced write, which nothing keeps from being applied twice. The `signal` of the first request is not used again.
     */
    readonly retry: ((options?: ReadOptions) => Promise<R>) | undefined,
  ) {
    super(`No complete answer to ${request} arrived: the change may have been applied or not`, { cause });
  }
}
