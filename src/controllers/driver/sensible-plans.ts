import { getMetadataArgsStorage } from 'routing-controllers';
import { isEvaluated } from '../plan/action-plan';
import { type RegisteredAction, routedMethods } from '../plan/action-registry';

/**
 * Finds mistakes in what is declared of a controller's actions when the controller is built.
 *
 * @throws TypeError for a decorator on a method without a route, and for `@PreconditionRequired` where nothing is evaluated
 */
export function requireSensiblePlans(controller: Function, actions: ReadonlyMap<string, RegisteredAction>): void {
  if (!getMetadataArgsStorage().controllers.some(({ target }) => target === controller)) return;
  const routed = routedMethods(controller);
  for (const [method, { plan }] of actions) {
    if (!routed.has(method)) {
      throw new TypeError(
        `${plan.action} has a decorator such as @ETag, but no route: put @Get or another of routing-controllers on it`,
      );
    }
    if (plan.preconditionRequired === true && !isEvaluated(plan)) {
      throw new TypeError(
        `${plan.action} has @PreconditionRequired, but nothing evaluates a precondition: give it @ETag or @LastModified`,
      );
    }
  }
}
