import type { HttpExchange, RefusalStatus, ResponseObserver } from '../../dist/web/http-exchange';
import type { Fields } from '../request';

/** A request and its response in memory. Response fields have their names in the letters in which they were set. */
export class FakeExchange implements HttpExchange {
  status: number | undefined;
  readonly fields = new Map<string, string>();
  /** How often the body was discarded. */
  discarded = 0;
  readonly target = '/';
  readonly path = '/';
  readonly inController = false;
  readonly route = undefined;
  readonly closed = false;
  headSent = false;
  #codedLate: (() => void) | undefined;
  readonly #request: Fields;
  readonly #listeners: (() => void)[] = [];
  readonly #last: ((status: number) => void)[] = [];
  readonly #observers: ResponseObserver[] = [];

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

  discardBody(): void {
    this.discarded++;
  }

  setStatus(status: number): void {
    this.status = status;
  }

  respondWithoutBody(status: 304): void {
    this.discardBody();
    this.status = status;
  }

  complete(): void {}
  hold(): void {}

  refuseCodings(): void {}

  beforeHead(listener: () => void): void {
    this.#listeners.push(listener);
  }

  whenCodedLate(listener: () => void): void {
    this.#codedLate = listener;
  }

  lastBeforeHead(listener: (status: number) => void): void {
    this.#last.push(listener);
  }

  observe(observer: ResponseObserver): void {
    this.#observers.push(observer);
  }

  onClose(): () => void {
    return () => {};
  }

  /** Sets a coding behind the listeners of the head. */
  codeLate(coding: string): void {
    this.fields.set('Content-Encoding', coding);
    this.#codedLate?.();
  }

  /** Sends the head of the response. */
  sendHead(): void {
    this.headSent = true;
    for (const listener of this.#listeners) listener();
    for (const listener of this.#last) listener(this.status ?? 404);
    for (const observer of this.#observers) observer.headSent(this.status ?? 404);
  }

  /** How many wait for the head. */
  get listening(): number {
    return this.#listeners.length;
  }

  reject(status: RefusalStatus, message: string): never {
    throw Object.assign(new Error(message), { status });
  }
}
