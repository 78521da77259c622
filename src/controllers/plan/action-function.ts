/** A value, or a promise of it. */
export type Awaitable<T> = T | PromiseLike<T>;

/**
 * A function of the application that a decorator was given, as the run of a request calls it: with the controller as `this`,
 * and with the action's arguments or its result.
 */
export type ActionFunction<T> = (controller: object, args: readonly unknown[]) => Awaitable<T>;

/**
 * Makes an {@link ActionFunction} of what a decorator was given. This is where the types of the application end: the decorator's
 * type has compared them with those of the action, and the values come from routing-controllers.
 */
export function actionFunction<This, Args extends readonly unknown[], T>(
  fn: (this: This, ...args: Args) => Awaitable<T>,
): ActionFunction<T> {
  return (controller, args) => fn.apply(controller as This, args as Args & unknown[]);
}

/** The same with what is made of each value: at once where the function does not promise it, as a response may be on its way. */
export function mapped<T, U>(fn: ActionFunction<T>, make: (value: T) => U): ActionFunction<U> {
  return (controller, args) => {
    const value = fn(controller, args);
    return isPromise(value) ? value.then(make) : make(value);
  };
}

/** Whether a value is yet to come. */
export function isPromise<T>(value: Awaitable<T>): value is PromiseLike<T> {
  return typeof (value as PromiseLike<T> | null | undefined)?.then === 'function';
}
