/** A place on a request for one thing of this library, which every copy of the package in a program finds. */
export class RequestSlot<T> {
  readonly #key: symbol;

  /** @param name - what is kept there */
  constructor(name: string) {
    this.#key = Symbol.for(`routing-controllers-etag/${name}`);
  }

  get(request: object): T | undefined {
    return (request as Record<symbol, T | undefined>)[this.#key];
  }

  set(request: object, value: T): T {
    (request as Record<symbol, T | undefined>)[this.#key] = value;
    return value;
  }
}
