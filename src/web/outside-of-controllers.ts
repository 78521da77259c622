import type { HttpExchange } from './http-exchange';

/** The property that routing-controllers sets on a request when one of its actions answers it. */
export interface AnsweredRequest {
  readonly routingControllersStarted?: boolean;
}

/**
 * Throws if a function for plain routes is called in a controller, where routing-controllers would send the action's
 * result regardless of the decision.
 *
 * @param name - the function that was called
 * @param cure - what to do instead
 * @throws Error in a controller
 */
export function requirePlainRoute({ inController }: HttpExchange, name: string, cure: string): void {
  if (!inController) return;
  throw new Error(`${name} is for plain routes, but was called for a request that a controller answers: ${cure}`);
}
