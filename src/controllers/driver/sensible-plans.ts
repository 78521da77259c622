import { getMetadataArgsStorage } from 'routing-controllers';
import { type ActionPlan, isEvaluated } from '../plan/action-plan';
import { type RegisteredAction, routesOf } from '../plan/action-registry';
import { withBaseClasses } from '../plan/controller-plan';

/**
 * Finds mistakes in what is declared of a controller's actions when the controller is built.
 *
 * @throws TypeError for a decorator on a method without a route, for `@PreconditionRequired` where nothing is evaluated, and for
 *   an `@Header` that shows another validator than the one that is compared
 */
export function requireSensiblePlans(controller: Function, actions: ReadonlyMap<string, RegisteredAction>): void {
  if (!getMetadataArgsStorage().controllers.some(({ target }) => target === controller)) return;
  const routed = new Set(withBaseClasses(controller).flatMap((each) => routesOf(each.prototype)));
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
