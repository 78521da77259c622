/** A symbol property of a request, shared by all copies of this package in a program. */
export class RequestSlot<T> {
  readonly #key: symbol;

  /** @param name - the name of the stored value */
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
