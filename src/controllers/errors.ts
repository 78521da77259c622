import { HttpError } from 'routing-controllers';
import { TRY_AGAIN } from '../application/turn-of-write';
import { type RefusalStatus, refusalFields } from '../web/http-exchange';
import { REFUSAL, type Refusal } from '../web/refusal';

/**
 * An expected answer to a conditional request, thrown as an error. It has the properties that routing-controllers
 * (`httpCode`), Koa and Express (`status`, `headers`, `expose`) read. It has no stack, because it is not an error of
 * the server.
 */
export abstract class ConditionalRequestError extends HttpError implements Refusal {
  /**
   * Identifies errors of this package, including those of another copy.
   *
   * @hidden
   */
  readonly [REFUSAL] = true;
  /** The status, read by routing-controllers. */
  declare httpCode: RefusalStatus;
  /** The same status, read by Koa and Express. */
  readonly status: RefusalStatus;
  /** The message is meant for the client. */
  readonly expose = true;
  /** Sent with the error by Koa and Express. */
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

  /** The body for the client: the error's name and message. */
  toJSON(): { name: string; message: string } {
    // `refusalOfBody` recognizes it.
    return Object.defineProperty({ name: this.name, message: this.message }, REFUSAL, { value: this });
  }
}

/** Makes the error for a status. */
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
 * 412 Precondition Failed. Thrown when a request's preconditions do not hold. An action can throw it too, such as when
 * `UPDATE … WHERE version = ?` has changed no row.
 *
 * @see RFC 9110, section 15.5.13
 * @example
 * ```ts
 * import { Body, JsonController, NotFoundError, Param, Put } from 'routing-controllers';
 * import { CurrentVersion, ETag, PreconditionFailedError } from 'routing-controllers-etag';
 * import { ArticleInput, articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Put('/:id')
 *   @ETag((id: number) => articles.versionOf(id))
 *   async save(@Param('id') id: number, @Body() changes: ArticleInput, @CurrentVersion() version: number | null) {
 *     if (version === null) throw new NotFoundError();
 *     const saved = await articles.updateWhere({ id, version }, changes);
 *     if (saved === undefined) throw new PreconditionFailedError();
 *     return saved;
 *   }
 * }
 * ```
 */
export class PreconditionFailedError extends ConditionalRequestError {
  /** @param message - the message for the client. The default asks it to get the current version and retry */
  constructor(message = 'The resource has changed: get it again and retry with its current ETag') {
    super(412, 'PreconditionFailedError', message);
  }
}

/**
 * 428 Precondition Required. Thrown for `@PreconditionRequired()` when a write has no precondition that protects it.
 *
 * @see RFC 6585, section 3
 * @example
 * ```ts
 * import { Delete, JsonController, OnUndefined, Param } from 'routing-controllers';
 * import { PreconditionRequiredError, WebReq, type WebRequest } from 'routing-controllers-etag';
 * import { articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Delete('/:id')
 *   @OnUndefined(204)
 *   async remove(@Param('id') id: number, @WebReq() web: WebRequest) {
 *     if (web.ifMatch === undefined) throw new PreconditionRequiredError();
 *     web.checkNotModified({ etag: await articles.versionOf(id) });
 *     await articles.remove(id);
 *   }
 * }
 * ```
 */
export class PreconditionRequiredError extends ConditionalRequestError {
  /** @param message - the message for the client. The default names the field to send */
  constructor(
    message = 'Send If-Match with the ETag of the version you have read, or If-None-Match: * to create the resource',
  ) {
    super(428, 'PreconditionRequiredError', message);
  }
}

/**
 * 503 Service Unavailable, with `Retry-After`. Thrown when a write does not get its turn, when its version is unknown,
 * or when its names cannot be marked. The write has not been run. The cause goes to the server's log, not to the
 * client.
 *
 * @see RFC 9110, sections 15.6.4 and 10.2.3
 */
export class WriteUnavailableError extends ConditionalRequestError {
  /**
   * @param cause - the error behind it, for the application's own log
   * @param message - the message for the client. The default asks it to try again
   */
  constructor(
    override readonly cause: unknown,
    message = TRY_AGAIN,
  ) {
    super(503, 'WriteUnavailableError', message);
  }
}
