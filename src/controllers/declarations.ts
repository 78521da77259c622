import { type Action, getMetadataArgsStorage } from 'routing-controllers';
import type { Awaitable } from '../web/awaitable';
import type { CachingPolicy } from '../web/caching-policy';
import type { ActionPlan } from './action-plan';

/** What is declared of an action, by decorators of routing-controllers and of this package, when all of them have run. */
export interface Declarations {
  readonly policy: CachingPolicy;
  /** The fields that routing-controllers sets on the action's 200, and does not send on a 304. */
  readonly fields: ReadonlyMap<string, string>;
  /** Whether the action answers with a redirection, for which preconditions do not count (RFC 9110, section 13.2.1). */
  readonly redirects: boolean;
  /** The contexts of the class and its base classes. */
  readonly contexts: readonly ContextFunction[];
}

/** What a class asks for all of its actions. */
export interface ControllerPlan {
  cacheControl?: string;
  vary?: readonly string[];
  context?: ContextFunction;
}

/** What shapes all representations of a controller, from a request to it. */
export type ContextFunction = (this: unknown, action: Action) => Awaitable<string | number | bigint | null | undefined>;

const CONTROLLER_PLAN = Symbol.for('routing-controllers-etag/controller-plan');
const PERSONAL_PARAMETERS = ['current-user', 'session', 'session-param'];

/** The plan of a controller class itself, without those of its base classes. */
export function controllerPlan(controller: Function): ControllerPlan {
  const target = controller as Function & { [CONTROLLER_PLAN]?: ControllerPlan };
  if (!Object.hasOwn(target, CONTROLLER_PLAN)) Object.defineProperty(target, CONTROLLER_PLAN, { value: {} });
  return target[CONTROLLER_PLAN] as ControllerPlan;
}

/** Whether an action's responses belong to one user: it is behind `@Authorized`, or takes the user or the session. */
export function isPersonal(controller: Function, method: string): boolean {
  const classes = withBaseClasses(controller);
  const { responseHandlers, params } = getMetadataArgsStorage();
  return (
    responseHandlers.some(
      ({ type, target, method: of }) =>
        type === 'authorized' && classes.includes(target) && (of === method || of === undefined),
    ) ||
    params.some(
      ({ type, object, method: of }) =>
        of === method && PERSONAL_PARAMETERS.includes(type) && classes.includes(object.constructor),
    )
  );
}

/** What is declared of an action of a class. */
export function declarationsOf(plan: ActionPlan, controller: Function): Declarations {
  const { method } = plan;
  const plans = withBaseClasses(controller).map(controllerPlan);
  const handlers = getMetadataArgsStorage().responseHandlers.filter(
    (handler) => handler.target === controller && handler.method === method,
  );
  return {
    policy: {
      cacheControl: plan.cacheControl ?? plans.find((each) => each.cacheControl !== undefined)?.cacheControl,
      vary: [plan, ...plans].flatMap((each) => each.vary ?? []),
      personal: isPersonal(controller, method),
    },
    fields: new Map([
      ...handlers.filter(({ type }) => type === 'location').map(({ value }) => ['Location', value] as const),
      ...handlers
        .filter(({ type }) => type === 'header')
        .map(({ value, secondaryValue }) => [value, secondaryValue] as const),
    ]),
    contexts: plans.flatMap((each) => each.context ?? []),
    redirects: handlers.some(({ type }) => type === 'redirect'),
  };
}

function withBaseClasses(controller: Function): Function[] {
  const classes: Function[] = [];
  for (let each = controller; typeof each === 'function' && each.prototype; each = Object.getPrototypeOf(each)) {
    classes.push(each);
  }
  return classes;
}
