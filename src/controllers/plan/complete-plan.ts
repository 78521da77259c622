import { getMetadataArgsStorage } from 'routing-controllers';
import type { ActionPlan, ContextFunction } from './action-plan';
import { controllerPlan, withBaseClasses } from './controller-plan';
import { LearnedCaching } from './learned-caching';
import { isPersonal } from './personal-action';

/** All declarations of an action of one class, by decorators of routing-controllers and of this package. */
export interface CompletePlan extends ActionPlan {
  /** The fields that routing-controllers sets on the action's 200, but not on a 304. */
  readonly fields: ReadonlyMap<string, string>;
  /** Whether the action answers with a redirection, for which preconditions do not count (RFC 9110, section 13.2.1). */
  readonly redirects: boolean;
  /** Whether its responses belong to one user. */
  readonly personal: boolean;
  /** The contexts of the class and its base classes that reads and writes compare. */
  readonly contexts: readonly ContextFunction[];
  /** The contexts of the class and its base classes that writes ignore. */
  readonly readContexts: readonly ContextFunction[];
  readonly caching: LearnedCaching;
}

/** Completes the plan of an action with the declarations of its class. */
export function completePlan(plan: ActionPlan, controller: Function): CompletePlan {
  const plans = withBaseClasses(controller).map(controllerPlan);
  const caching = [plan, ...plans].find((each) => each.cacheControl !== undefined);
  const handlers = getMetadataArgsStorage().responseHandlers.filter(
    (handler) => handler.target === controller && handler.method === plan.method,
  );
  const fields = new Map<string, string>([
    ...handlers.filter(({ type }) => type === 'location').map(({ value }) => ['Location', value] as const),
    ...handlers
      .filter(({ type }) => type === 'header')
      .map(({ value, secondaryValue }) => [value, secondaryValue] as const),
  ]);
  const declared = new Set([...fields.keys()].map((name) => name.toLowerCase()));
  return {
    ...plan,
    cacheControl: caching?.cacheControl,
    cdn: caching?.cdn,
    vary: [plan, ...plans].flatMap((each) => each.vary ?? []),
    fields,
    redirects: handlers.some(({ type }) => type === 'redirect'),
    personal: isPersonal(controller, plan.method),
    contexts: plans.flatMap((each) => each.context ?? []),
    readContexts: plans.flatMap((each) => each.readContext ?? []),
    caching: new LearnedCaching({ target: controller, method: plan.method }, declared, isEarly(plan)),
  };
}

/** Whether an action has early 304s, which are sent without running it. */
function isEarly({ etag, lastModified }: ActionPlan): boolean {
  return etag !== undefined || lastModified !== undefined;
}
