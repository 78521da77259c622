import type { HttpExchange } from './http-exchange';

/** Routing-controllers' note on a request that one of its actions answers. */
export interface AnsweredRequest {
  readonly routingControllersStarted?: boolean;
}

/**
 * Refuses what belongs to plain routes in a controller: there the framework answers with what the action returns, whatever was
 * decided before.
 *
 * @param name - what was called
 * @param cure - what to do instead
 * @throws Error in a controller
 */
export function requirePlainRoute({ inController }: HttpExchange, name: string, cure: string): void {
  if (!inController) return;
  throw new Error(`${name} is for plain routes, and was called for a request that a controller answers: ${cure}`);
}
