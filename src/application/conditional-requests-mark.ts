const MARK = Symbol.for('routing-controllers-etag/conditional-requests');

/** Marks a middleware as that of `conditionalRequests()`, so that it is found where it was registered too late. */
export function markConditionalRequests<T extends object>(middleware: T): T {
  return Object.assign(middleware, { [MARK]: true });
}

/** Whether a middleware is that of `conditionalRequests()`. */
export function isConditionalRequests(middleware: object): boolean {
  return MARK in middleware;
}
