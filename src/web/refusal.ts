import type { RefusalStatus } from './http-exchange';

/** Identifies the errors with which this library, or another copy of it, refuses a request. */
export const REFUSAL = Symbol.for('routing-controllers-etag/refusal');

/** An expected answer to a conditional request, thrown as an error. */
export interface Refusal extends Error {
  readonly [REFUSAL]: true;
  readonly status: RefusalStatus;
  /** The response fields of the refusal. */
  readonly headers: Readonly<Record<string, string>>;
}

export function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && REFUSAL in error;
}

/** Marks an error of a framework as a refusal. */
export function markRefusal(error: unknown): unknown {
  return Object.assign(error as Error, { [REFUSAL]: true });
}

/** The refusal that a response's body was made of, if it was. */
export function refusalOfBody(body: unknown): Refusal | undefined {
  const { [REFUSAL]: refusal } = (body ?? {}) as { readonly [REFUSAL]?: Refusal };
  return refusal;
}
