import { getMetadataArgsStorage } from 'routing-controllers';
import { type ActionPlan, isEvaluated } from '../plan/action-plan';
import { type RegisteredAction, routedMethods } from '../plan/action-registry';

/**
 * Finds mistakes in what is declared of a controller's actions when the controller is built.
 *
 * @throws TypeError for a decorator on a method without a route, for `@PreconditionRequired` where nothing is evaluated, and for
 *   `@CurrentVersion()` where nothing tells it, for `@Touches` that is to publish a tag where there is none or another one, and
 *   for an `@Header` that shows another validator than the one that is compared
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
    requireOwnValidators(controller, plan);
  }
}

function requireOwnValidators(controller: Function, plan: ActionPlan): void {
  const set = new Map([
    ['etag', generatorOf({ '@ETag': plan.etag, '@ETagFromResult': plan.etagFromResult, '@WebReq': plan.imperative })],
    [
      'last-modified',
      generatorOf({ '@LastModified': plan.lastModified, '@LastModifiedFromResult': plan.lastModifiedFromResult }),
    ],
  ]);
  for (const { target, method, type, value } of getMetadataArgsStorage().responseHandlers) {
    if (type !== 'header' || target !== controller || method !== plan.method) continue;
    const decorator = set.get(value.toLowerCase());
    if (decorator === undefined) continue;
    throw new TypeError(
      `${plan.action} has @Header('${value}') beside ${decorator}, so clients would hold another validator than the one that ` +
        'is compared: take @Header away',
    );
  }
}

/** The first decorator that is there. */
function generatorOf(decorators: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(decorators).find((name) => decorators[name] !== undefined);
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
