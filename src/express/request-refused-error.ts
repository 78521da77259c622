import type { RefusalStatus } from '../web/http-exchange';
import { REFUSAL, type Refusal } from '../web/refusal';

const NAMES: Readonly<Record<RefusalStatus, string>> = {
  412: 'PreconditionFailedError',
  428: 'PreconditionRequiredError',
  503: 'ServiceUnavailableError',
};

/**
 * A request that is refused on a plain route. Express' own error handler reads its `status` and `headers`, and error middleware
 * what the errors of `http-errors` have too.
 */
export class RequestRefusedError extends Error implements Refusal {
  readonly [REFUSAL] = true;
  /** Tells that the message is meant for the client. */
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
    // Nothing went wrong in the server.
    delete this.stack;
  }
}
