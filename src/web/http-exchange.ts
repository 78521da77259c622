/**
 * The port between this library and a web framework: one request, and the response to it that has not been sent yet. Each
 * framework has an adapter that implements it; nothing above the adapters knows which one runs.
 */
export interface HttpExchange {
  /** The request's method, in capitals. */
  readonly method: string;
  /** The request's target, as it was sent. */
  readonly target: string;
  /** The path of the request's target, as it was sent, without the query. */
  readonly path: string;
  /** Whether a controller of routing-controllers answers the request, and no plain route. */
  readonly inController: boolean;
  /** The pattern of the route that answers the request, such as `/articles/:id`, where the framework tells it. */
  readonly route: string | undefined;
  /** The lines of a request field by its lower-case name; `undefined` if it was not sent. */
  requestField(name: string): string | readonly string[] | undefined;

  /** The response's status code; `undefined` while nothing has set it. */
  readonly status: number | undefined;
  setStatus(status: number): void;
  /** A response field's value by its lower-case name, several lines joined; `undefined` if it is not set. */
  responseField(name: string): string | undefined;
  setResponseField(name: string, value: string): void;
  removeResponseField(name: string): void;
  /** Adds names to the response's `Vary`. */
  vary(names: readonly string[]): void;
  /** Frees the source of the body that the response has so far. */
  discardBody(): void;
  /** Sets a status whose responses have no body, and discards the body that there was. */
  respondWithoutBody(status: 304): void;
  /** Sends a response that needs nothing more, where the framework does not do so when a route returns. */
  complete(): void;

  /** Whether the response's head has been written. */
  readonly headSent: boolean;
  /** Whether the connection has closed. */
  readonly closed: boolean;
  /**
   * Calls the listener when the response's head is about to be written, and its fields can be changed for the last time.
   * Listeners run in the order in which they were added.
   */
  beforeHead(listener: () => void): void;
  /** Keeps middleware outside from coding the content: what is sent is a part of the content that is not coded. */
  refuseCodings(): void;
  /** Calls the listener once if a content coding is set behind the listeners of the head. */
  whenCodedLate(listener: () => void): void;
  /**
   * Calls the listener when the connection of the response closes.
   *
   * @returns a function that takes the listener off
   */
  onClose(listener: () => void): () => void;

  /**
   * Keeps the response back from the moment when the framework sends it until a promise settles, where the framework does not wait
   * for what has to be done before.
   *
   * @param sent - is called when the framework sends it; its promise never rejects. `undefined` lets it go at once
   */
  hold(sent: () => Promise<void> | undefined): void;

  /** Calls the listener when the head is about to be written, behind all that are called by {@link beforeHead}. */
  lastBeforeHead(listener: (status: number) => void): void;
  /** Tells an observer how the response goes out. */
  observe(observer: ResponseObserver): void;

  /** Throws the framework's error for a status that refuses the request. */
  reject(status: RefusalStatus, message: string): never;
}

/** Is told how a response goes out, and changes nothing. */
export interface ResponseObserver {
  /** Called before all of the content is sent at once. */
  sendsWhole(content: string | Uint8Array): void;
  /** Called when the head has been written. */
  headSent(status: number): void;
  /** Called with each part of a content that is sent in several. */
  sendsPart(content: string | Uint8Array): void;
  /** Called when all of the content has been sent. */
  ended(): void;
}

/** The statuses by which this library refuses a request. */
export type RefusalStatus = 412 | 428 | 503;

/** The fields of a refusal: when to come back after a 503 (RFC 9110, section 10.2.3). */
export function refusalFields(status: RefusalStatus): Readonly<Record<string, string>> {
  return status === 503 ? { 'Retry-After': '1' } : {};
}
