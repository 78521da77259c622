/**
 * The port between this library and a web framework: one request and its unsent response. Each framework has an
 * adapter; no other code knows the framework.
 */
export interface HttpExchange {
  /** The request's method, in capitals. */
  readonly method: string;
  /** The request's target as sent. */
  readonly target: string;
  /** The path of the request's target as sent, without the query. */
  readonly path: string;
  /** Whether a controller of routing-controllers answers the request, rather than a plain route. */
  readonly inController: boolean;
  /**
   * The pattern of the route that answers the request, such as `/articles/:id`; `undefined` if the framework does not
   * provide it.
   */
  readonly route: string | undefined;
  /** The line or lines of a request field by its lower-case name; `undefined` if it was not sent. */
  requestField(name: string): string | readonly string[] | undefined;

  /** The response's status code; `undefined` until one has been set. */
  readonly status: number | undefined;
  setStatus(status: number): void;
  /** A response field's value by its lower-case name, several lines joined; `undefined` if it is not set. */
  responseField(name: string): string | undefined;
  setResponseField(name: string, value: string): void;
  removeResponseField(name: string): void;
  /** Adds names to the response's `Vary`. */
  vary(names: readonly string[]): void;
  /** Releases the source of the response's present body. */
  discardBody(): void;
  /** Sets a status without a body and discards the present body. */
  respondWithoutBody(status: 304): void;
  /** Sends a finished response, if the framework does not do so when the route returns. */
  complete(): void;

  /** Whether the response's head has been written. */
  readonly headSent: boolean;
  /** Whether the connection has closed. */
  readonly closed: boolean;
  /**
   * Calls the listener when the response's head is about to be written: the last moment to change its fields. Listeners
   * run in the order in which they were added.
   */
  beforeHead(listener: () => void): void;
  /** Keeps outer middleware from compressing the content, because ranges are counted in uncoded bytes. */
  refuseCodings(): void;
  /** Calls the listener once if a content coding is set after the head listeners have run. */
  whenCodedLate(listener: () => void): void;
  /**
   * Calls the listener when the connection of the response closes.
   *
   * @returns a function that removes the listener
   */
  onClose(listener: () => void): () => void;

  /**
   * Keeps the response back from the moment when the framework sends it until a promise resolves, where the framework does not wait
   * for what has to be done before.
   *
   * @param sent - is called when the framework sends it; its promise never rejects. `undefined` lets it go at once
   */
  hold(sent: () => Promise<void> | undefined): void;

  /** Calls the listener when the head is about to be written, after all listeners of {@link beforeHead}. */
  lastBeforeHead(listener: (status: number) => void): void;
  /** Notifies an observer as the response is sent. */
  observe(observer: ResponseObserver): void;

  /** Throws the framework's error for a status that refuses the request. */
  reject(status: RefusalStatus, message: string): never;
}

/** Observes how a response is sent, without changing it. */
export interface ResponseObserver {
  /** Called before the whole content is sent at once. */
  sendsWhole(content: string | Uint8Array): void;
  /** Called when the head has been written. */
  headSent(status: number): void;
  /** Called with each part of content that is sent in parts. */
  sendsPart(content: string | Uint8Array): void;
  /** Called when all of the content has been sent. */
  ended(): void;
}

/** The statuses with which this library refuses a request. */
export type RefusalStatus = 412 | 428 | 503;

/** The response fields of a refusal: a 503 says when to retry (RFC 9110, section 10.2.3). */
export function refusalFields(status: RefusalStatus): Readonly<Record<string, string>> {
  return status === 503 ? { 'Retry-After': '1' } : {};
}

/** A response field, parsed; `undefined` if it is not set. */
export function parsedField<T>(exchange: HttpExchange, field: string, parser: (value: string) => T): T | undefined {
  const value = exchange.responseField(field);
  return value === undefined ? undefined : parser(value);
}
