import type { RefusalStatus } from './http-exchange';

/** Tells an error by which this library refuses a request, also of another copy of it, from others. */
export const REFUSAL = Symbol.for('routing-controllers-etag/refusal');

/** An expected answer to a conditional request, which travels as an error. */
export interface Refusal extends Error {
  readonly [REFUSAL]: true;
  readonly status: RefusalStatus;
  /** The fields that it is sent with. */
  readonly headers: Readonly<Record<string, string>>;
}

export function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && REFUSAL in error;
}

/** Marks an error that a framework has made. */
export function markRefusal(error: unknown): unknown {
  return Object.assign(error as Error, { [REFUSAL]: true });
}

/** The refusal that a response's body was made of, if it was. */
export function refusalOfBody(body: unknown): Refusal | undefined {
  const { [REFUSAL]: refusal } = (body ?? {}) as { readonly [REFUSAL]?: Refusal };
  return refusal;
}
