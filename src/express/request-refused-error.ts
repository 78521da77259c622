import type { RefusalStatus } from '../web/http-exchange';
import { REFUSAL, type Refusal } from '../web/refusal';

const NAMES: Readonly<Record<RefusalStatus, string>> = {
  412: 'PreconditionFailedError',
  428: 'PreconditionRequiredError',
  503: 'ServiceUnavailableError',
};

/**
 * The refusal of a request in a plain route. Express' own error handler reads its `status` and `headers`; for error
 * middleware, it has the properties of `http-errors`.
 */
export class RequestRefusedError extends Error implements Refusal {
  readonly [REFUSAL] = true;
  /** The message is meant for the client. */
  readonly expose = true;
  readonly statusCode: RefusalStatus;

  constructor(
    readonly status: RefusalStatus,
    message: string,
    readonly headers: Readonly<Record<string, string>>,
  ) {
    super(message);
    this.name = NAMES[status];
    this.statusCode = status;
    // A refusal is not an error of the server.
    delete this.stack;
  }
}
