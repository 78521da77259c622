/**
 * The server answered with an error status.
 *
 * @example
 * ```ts
 * import { ResponseError, resource } from 'routing-controllers-etag/client';
 *
 * const articles = resource<{ title: string }>('http://localhost:3000/articles/7');
 * const article = await articles.read().catch((error) => {
 *   if (error instanceof ResponseError && error.response.status === 404) return undefined;
 *   throw error;
 * });
 * ```
 */
export class ResponseError extends Error {
  override readonly name: string = 'ResponseError';

  /** @hidden */
  constructor(
    request: string,
    /** The response. Its body has not been read. */
    readonly response: Response,
    /**
     * Whether the change may have been made despite this response: an earlier response to the same write was lost, or
     * the status is 500 or above.
     */
    readonly maybeApplied: boolean,
  ) {
    super(
      `${request} was answered with ${response.status}${maybeApplied ? ', but the change may have been applied' : ''}`,
    );
  }
}
