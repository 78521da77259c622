import { HttpError } from 'routing-controllers';

/**
 * An expected answer to a conditional request. It carries what routing-controllers (`httpCode`) and Koa (`status`,
 * `expose`) read, and no stack: nothing went wrong in the server.
 */
abstract class ConditionalRequestError extends HttpError {
  /** Koa reads it. */
  readonly status: number;
  /** Tells Koa that the message is meant for the client. */
  readonly expose = true;

  protected constructor(status: number, name: string, message: string) {
    super(status, message);
    // HttpError's constructor has set its own prototype.
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = name;
    this.status = status;
    delete this.stack;
  }

  /** What a client gets to read: the error's name and message. */
  toJSON(): { name: string; message: string } {
    return { name: this.name, message: this.message };
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
  /** @param message what the client reads; the default tells it to get the current version and retry */
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
  /** @param message what the client reads; the default tells it which field to send */
  constructor(
    message = 'Send If-Match with the ETag of the version you have read, or If-None-Match: * to create the resource',
  ) {
    super(428, 'PreconditionRequiredError', message);
  }
}

/**
 * 503 Service Unavailable, with `Retry-After`. Thrown when a write cannot have its turn, or cannot mark what it changes; it
 * has not been run.
 *
 * @see RFC 9110, sections 15.6.4 and 10.2.3
 */
export class WriteUnavailableError extends ConditionalRequestError {
  /** Koa sends them with the error. */
  readonly headers = { 'Retry-After': '1' };

  /** @param cause why: a message, or an error that has one */
  constructor(cause: unknown) {
    super(503, 'WriteUnavailableError', `Retry later: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** The client has left while its write waited for its turn: nobody reads this answer. nginx calls it 499. */
export class ClientLeftError extends ConditionalRequestError {
  constructor() {
    super(499, 'ClientLeftError', 'The client has left');
  }
}
