/** The client has left while its write waited for its turn: nobody reads this answer. nginx calls it 499. */
export class ClientLeftError extends Error {
  override readonly name = 'ClientLeftError';
  /** Koa and Express read it. */
  readonly status = 499;
  /** routing-controllers reads it. */
  readonly httpCode = 499;
  /** Tells Koa that nothing went wrong in the server. */
  readonly expose = true;

  constructor() {
    super('The client has left');
  }
}
