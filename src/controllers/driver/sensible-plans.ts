import { getMetadataArgsStorage } from 'routing-controllers';
import { type ActionPlan, isEvaluated } from '../plan/action-plan';
import { type RegisteredAction, routedMethods } from '../plan/action-registry';

/**
 * Finds mistakes in what is declared of a controller's actions when the controller is built.
 *
 * @throws TypeError for a decorator on a method without a route, for `@PreconditionRequired` where nothing is evaluated, and for
 *   `@CurrentVersion()` where nothing tells it, and for `@Touches` that is to publish a tag where there is none or another one
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
    if (plan.currentVersion === true && plan.etag === undefined) {
      throw new TypeError(
        `${plan.action} takes @CurrentVersion(), but nothing tells the version: give it an @ETag that returns it`,
      );
    }
    if (plan.touches?.publish === true) requirePublishable(plan);
  }
}

function requirePublishable({ action, etag, etagFromResult }: ActionPlan): void {
  if (etag === undefined || !('names' in etag.source)) {
    throw new TypeError(
      `${action} has @Touches(…, { publish: true }), but nothing says what its tag is made of: give it @ETag(versionOf(…))`,
    );
  }
  if (etagFromResult !== undefined) {
    throw new TypeError(`${action} has @Touches(…, { publish: true }) beside @ETagFromResult: take one of them away`);
  }
}
