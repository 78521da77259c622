import type { RefusalStatus } from '../web/http-exchange';

/**
 * A request that is refused on a plain route. Express' own error handler reads all of its properties but `expose`, which error
 * middleware reads.
 */
export class RequestRefusedError extends Error {
  override readonly name = 'RequestRefusedError';
  /** Tells that the message is meant for the client. */
  readonly expose = true;
  readonly statusCode: RefusalStatus;

  constructor(
    readonly status: RefusalStatus,
    message: string,
    readonly headers: Readonly<Record<string, string>>,
  ) {
    super(message);
    this.statusCode = status;
    // Nothing went wrong in the server.
    delete this.stack;
  }
}
