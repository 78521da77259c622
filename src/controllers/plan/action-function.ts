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
