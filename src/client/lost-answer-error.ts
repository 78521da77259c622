import type { ReadOptions } from './snapshot';

/**
 * A write was sent, but no complete response arrived: the connection broke, or the request was aborted. The change may
 * or may not have been made. `cause` is the error of `fetch`.
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

  /** @hidden */
  constructor(
    request: string,
    cause: unknown,
    /**
     * Sends the same request again with the same precondition, so that a server that checks it makes the change at most
     * once. A 412 then has `maybeApplied`: either this change or another one was made before. `undefined` for a forced
     * write, which could be applied twice. The `signal` of the first request is not used again.
     */
    readonly retry: ((options?: ReadOptions) => Promise<R>) | undefined,
  ) {
    super(`No complete answer to ${request} arrived: the change may have been applied or not`, { cause });
  }
}
