const MARK = Symbol.for('routing-controllers-etag/conditional-requests');

/** Marks the middleware of `conditionalRequests()`, so that a late registration can be detected. */
export function markConditionalRequests<T extends object>(middleware: T): T {
  return Object.assign(middleware, { [MARK]: true });
}

/** Whether a middleware is that of `conditionalRequests()`. */
export function isConditionalRequests(middleware: object): boolean {
  return MARK in middleware;
}
