import type { Fields } from '../request';

/** A request and its response in memory. Response fields have their names in the letters in which they were set. */
export class FakeExchange {
  status: number | undefined;
  readonly fields = new Map<string, string>();
  /** How often the body was discarded. */
  discarded = 0;
  readonly #request: Fields;
  readonly #listeners: (() => void)[] = [];

  constructor(
    readonly method: string,
    request: Fields,
  ) {
    this.#request = request;
  }

  requestField(name: string): string | readonly string[] | undefined {
    return this.#request[name];
  }

  responseField(name: string): string | undefined {
    return [...this.fields].find(([field]) => field.toLowerCase() === name)?.[1];
  }

  setResponseField(name: string, value: string): void {
    this.fields.set(name, value);
  }

  removeResponseField(name: string): void {
    for (const field of this.fields.keys()) if (field.toLowerCase() === name.toLowerCase()) this.fields.delete(field);
  }

  vary(names: readonly string[]): void {
    const known = this.fields.get('Vary')?.split(', ') ?? [];
    this.fields.set('Vary', [...new Set([...known, ...names])].join(', '));
  }

  respondWithoutBody(status: 304): void {
    this.discarded++;
    this.status = status;
  }

  beforeHead(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Sends the head of the response. */
  sendHead(): void {
    for (const listener of this.#listeners) listener();
  }

  /** How many wait for the head. */
  get listening(): number {
    return this.#listeners.length;
  }

  reject(status: 412, message: string): never {
    throw Object.assign(new Error(message), { status });
  }
}
