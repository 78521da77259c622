/** A value, or a promise of it. */
export type Awaitable<T> = T | PromiseLike<T>;

/**
 * Goes on with a value as `await` does, but at once where it is there: what most requests need is, and a turn of the
 * microtask queue for each step would cost more than the steps.
 */
export function whenKnown<T, R>(value: Awaitable<T>, next: (value: T) => Awaitable<R>): Awaitable<R> {
  return isPromiseLike(value) ? Promise.resolve(value).then(next) : next(value);
}

/** Makes a value as `try { await … } catch` does, but without waiting where it is there at once. */
export function orElse<T>(make: () => Awaitable<T>, failed: (error: unknown) => T): Awaitable<T> {
  try {
    const value = make();
    return isPromiseLike(value) ? Promise.resolve(value).catch(failed) : value;
  } catch (error) {
    return failed(error);
  }
}

/** Whether a value has to be waited for. */
export function isPromiseLike<T>(value: Awaitable<T>): value is PromiseLike<T> {
  const thenable = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return thenable && typeof (value as PromiseLike<T>).then === 'function';
}
