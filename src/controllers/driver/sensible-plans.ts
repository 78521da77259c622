import { getMetadataArgsStorage } from 'routing-controllers';
import { type ActionPlan, isEvaluated } from '../plan/action-plan';
import { type RegisteredAction, routedMethods } from '../plan/action-registry';

/**
 * Finds mistakes in the declarations of a controller's actions when the controller is built.
 *
 * @throws TypeError for a decorator on a method without a route, `@PreconditionRequired` where nothing is evaluated,
 *   `@CurrentVersion()` without `@ETag`, `@Touches` with `publish` where there is no tag or another one, and an
 *   `@Header` that sends a different value
 */
export function requireSensiblePlans(controller: Function, actions: ReadonlyMap<string, RegisteredAction>): void {
  if (!getMetadataArgsStorage().controllers.some(({ target }) => target === controller)) return;
  const routed = routedMethods(controller);
  for (const [method, { plan }] of actions) {
    if (!routed.has(method)) {
      throw new TypeError(
        `${plan.action} has a decorator such as @ETag, but no route: add @Get or another route decorator of routing-controllers`,
      );
    }
    if (plan.preconditionRequired === true && !isEvaluated(plan)) {
      throw new TypeError(
        `${plan.action} has @PreconditionRequired, but nothing evaluates a precondition: add @ETag or @LastModified`,
      );
    }
    if (plan.currentVersion === true && plan.etag === undefined) {
      throw new TypeError(`${plan.action} takes @CurrentVersion(), but no @ETag that provides the version: add one`);
    }
    if (plan.touches?.publish === true) requirePublishable(plan);
    requireOwnValidators(controller, plan);
  }
}

function requireOwnValidators(controller: Function, plan: ActionPlan): void {
  const set = new Map([
    ['etag', firstPresent({ '@ETag': plan.etag, '@ETagFromResult': plan.etagFromResult, '@WebReq': plan.imperative })],
    [
      'last-modified',
      firstPresent({ '@LastModified': plan.lastModified, '@LastModifiedFromResult': plan.lastModifiedFromResult }),
    ],
  ]);
  for (const { target, method, type, value } of getMetadataArgsStorage().responseHandlers) {
    if (type !== 'header' || target !== controller || method !== plan.method) continue;
    const decorator = set.get(value.toLowerCase());
    if (decorator === undefined) continue;
    throw new TypeError(
      `${plan.action} has @Header('${value}') and ${decorator}, so clients would receive a different value from the one ` +
        'that is compared: remove @Header',
    );
  }
}

/** The first decorator that is present. */
function firstPresent(decorators: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(decorators).find((name) => decorators[name] !== undefined);
}

function requirePublishable({ action, etag, etagFromResult }: ActionPlan): void {
  if (etag === undefined || !('names' in etag.source)) {
    throw new TypeError(
      `${action} has @Touches(…, { publish: true }), but no @ETag(versionOf(…)) whose tag it could publish: add one`,
    );
  }
  if (etagFromResult !== undefined) {
    throw new TypeError(`${action} has @Touches(…, { publish: true }) and @ETagFromResult: remove one of them`);
  }
}
