import { HttpError } from 'routing-controllers';
import { TRY_AGAIN } from '../application/turn-of-write';
import { type RefusalStatus, refusalFields } from '../web/http-exchange';
import { REFUSAL, type Refusal } from '../web/refusal';

/**
 * An expected answer to a conditional request. It carries what routing-controllers (`httpCode`), Koa and Express (`status`,
 * `headers`, `expose`) read, and no stack: nothing went wrong in the server.
 */
export abstract class ConditionalRequestError extends HttpError implements Refusal {
  /** Tells an error of this package, also of another copy, from others. */
  readonly [REFUSAL] = true;
  /** Koa and Express read it. */
  readonly status: RefusalStatus;
  /** Tells Koa that the message is meant for the client. */
  readonly expose = true;
  /** Koa and Express send them with the error. */
  readonly headers: Readonly<Record<string, string>>;

  protected constructor(status: RefusalStatus, name: string, message: string) {
    super(status, message);
    // HttpError's constructor has set its own prototype.
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = name;
    this.status = status;
    this.headers = refusalFields(status);
    delete this.stack;
  }

  /** What a client gets to read: the error's name and message. It is known by {@link refusalOfBody}. */
  toJSON(): { name: string; message: string } {
    return Object.defineProperty({ name: this.name, message: this.message }, REFUSAL, { value: this });
  }
}

/** The error for a status. */
export function refusal(status: RefusalStatus, message: string): ConditionalRequestError {
  switch (status) {
    case 412:
      return new PreconditionFailedError(message);
    case 428:
      return new PreconditionRequiredError(message);
    case 503:
      return new WriteUnavailableError(undefined, message);
  }
}

/**
 * 412 Precondition Failed. Thrown when a request's preconditions do not hold; an action throws it when it finds so
 * itself, as when `UPDATE … WHERE version = ?` has changed no row.
 *
 * @see RFC 9110, section 15.5.13
 * @example
 * ```ts
 * const { affected } = await repository.update({ id, version }, changes);
 * if (affected === 0) throw new PreconditionFailedError();
 * ```
 */
export class PreconditionFailedError extends ConditionalRequestError {
  /** @param message - what the client reads; the default tells it to get the current version and retry */
  constructor(message = 'The resource has changed: get it again and retry with its current ETag') {
    super(412, 'PreconditionFailedError', message);
  }
}

/**
 * 428 Precondition Required. Thrown for `@PreconditionRequired()` when a write carries no precondition.
 *
 * @see RFC 6585, section 3
 * @example
 * ```ts
 * if (web.ifMatch === undefined) throw new PreconditionRequiredError();
 * ```
 */
export class PreconditionRequiredError extends ConditionalRequestError {
  /** @param message - what the client reads; the default tells it which field to send */
  constructor(
    message = 'Send If-Match with the ETag of the version you have read, or If-None-Match: * to create the resource',
  ) {
    super(428, 'PreconditionRequiredError', message);
  }
}

/**
 * 503 Service Unavailable, with `Retry-After`. Thrown when a write cannot have its turn, or cannot mark what it changes; it
 * has not been run. What it was caused by is told to the server's log, and not to the client.
 *
 * @see RFC 9110, sections 15.6.4 and 10.2.3
 */
export class WriteUnavailableError extends ConditionalRequestError {
  /**
   * @param cause - why
   * @param message - what the client reads; the default tells it to try again
   */
  constructor(
    override readonly cause: unknown,
    message = TRY_AGAIN,
  ) {
    super(503, 'WriteUnavailableError', message);
  }
}
