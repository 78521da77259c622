/**
 * The port between the evaluation and a web framework: one request, and the response to it that has not been sent yet.
 */
export interface HttpExchange {
  /** The request's method, in capitals. */
  readonly method: string;
  /** The lines of a request field by its lower-case name. */
  requestField(name: string): string | readonly string[] | undefined;
  /** The response's status code; `undefined` while nothing has set it. */
  readonly status: number | undefined;
  /** A response field's value by its lower-case name, several lines joined; `undefined` if it is not set. */
  responseField(name: string): string | undefined;
  setResponseField(name: string, value: string): void;
  removeResponseField(name: string): void;
  /** Adds names to the response's `Vary`. */
  vary(names: readonly string[]): void;
  /** Sets a status whose responses have no body, and frees the source of the body that there was. */
  respondWithoutBody(status: 304): void;
  /** Calls the listener when the response's head is about to be written, and its fields can be changed for the last time. */
  beforeHead(listener: () => void): void;
  /** Throws the framework's error for a status that refuses the request. */
  reject(status: 412, message: string): never;
}
