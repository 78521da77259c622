/** The client disconnected while its write waited for its turn. Nobody reads this response; nginx logs it as 499. */
export class ClientLeftError extends Error {
  override readonly name = 'ClientLeftError';
  /** Read by Koa and Express. */
  readonly status = 499;
  /** Read by routing-controllers. */
  readonly httpCode = 499;
  /** Keeps Koa from logging this as an error of the server. */
  readonly expose = true;

  constructor() {
    super('The client has left');
  }
}
