import type { Awaitable } from '../../stores/awaitable';

export type { Awaitable };

/**
 * A function of the application that was passed to a decorator. It is called with the controller as `this`, and with
 * the action's arguments or its result.
 */
export type ActionFunction<T> = (controller: object, args: readonly unknown[]) => Awaitable<T>;

/**
 * Makes an {@link ActionFunction} from a function that was passed to a decorator. The types of the application end
 * here: the decorator's type has already compared them with those of the action.
 */
export function actionFunction<This, Args extends readonly unknown[], T>(
  fn: (this: This, ...args: Args) => Awaitable<T>,
): ActionFunction<T> {
  return (controller, args) => fn.apply(controller as This, args as Args & unknown[]);
}

/**
 * Maps the values of a function. A value that is not a promise is mapped synchronously, because the response may
 * already be on its way.
 */
export function mapped<T, U>(fn: ActionFunction<T>, make: (value: T) => U): ActionFunction<U> {
  return (controller, args) => {
    const value = fn(controller, args);
    return isPromise(value) ? value.then(make) : make(value);
  };
}

/** Whether a value is a promise. */
export function isPromise<T>(value: Awaitable<T>): value is PromiseLike<T> {
  return typeof (value as PromiseLike<T> | null | undefined)?.then === 'function';
}
