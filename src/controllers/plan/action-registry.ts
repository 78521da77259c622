import { getMetadataArgsStorage } from 'routing-controllers';
import type { ActionPlan } from './action-plan';
import { type CompletePlan, completePlan } from './complete-plan';
import { withBaseClasses } from './controller-plan';

/** A method of a controller. */
export type Method = (this: unknown, ...args: unknown[]) => unknown;

/** A conditional action of one class. */
export interface RegisteredAction {
  readonly plan: ActionPlan;
  /** The method that carries out the plan; `undefined` if it will be wrapped at the first request. */
  wrapped?: Method;
  /** Whether routing-controllers' calls of the action pass the run of the request. */
  connected?: boolean;
  /** Set at the first request. */
  complete?: CompletePlan;
}

type Prototype = object & {
  readonly constructor: Function;
  [ACTIONS]?: Map<string, RegisteredAction>;
  [ALL]?: true;
};

const ACTIONS = Symbol.for('routing-controllers-etag/actions');
const ALL = Symbol.for('routing-controllers-etag/all-actions');

/** Returns the conditional action of a method, to whose plan each decorator adds its part. */
export function registeredAction(prototype: object, name: string | symbol): RegisteredAction {
  const target = prototype as Prototype;
  const method = name as string;
  const actions = ownActions(target);
  const registered = actions.get(method) ?? { plan: { method, action: `${target.constructor.name}.${String(name)}` } };
  actions.set(method, registered);
  return registered;
}

/** Makes all actions of a controller and of its derived classes conditional, for a class decorator. */
export function registerAllActions(controller: Function): void {
  Object.defineProperty(controller.prototype, ALL, { value: true, configurable: true });
}

/** The conditional action of a class's method, once the class is complete. */
export function actionOf(controller: Function, method: string): RegisteredAction | undefined {
  return ownActions(controller.prototype).get(method);
}

/** The complete plan of an action of a class. */
export function completePlanOf(registered: RegisteredAction, controller: Function): CompletePlan {
  registered.complete ??= completePlan(registered.plan, controller);
  return registered.complete;
}

function ownActions(prototype: Prototype): Map<string, RegisteredAction> {
  if (!Object.hasOwn(prototype, ACTIONS)) Object.defineProperty(prototype, ACTIONS, { value: new Map() });
  return prototype[ACTIONS] as Map<string, RegisteredAction>;
}

/**
 * Registers the actions that a class inherits, with the plans of the base classes. A method with its own route in a
 * derived class is a different action.
 *
 * @returns all conditional actions of the class, by method
 */
export function completeActions(controller: Function): ReadonlyMap<string, RegisteredAction> {
  const prototype = controller.prototype as Prototype;
  const actions = ownActions(prototype);
  const routed = new Set<string>();
  for (let each: Prototype | null = prototype; each !== null; each = Object.getPrototypeOf(each)) {
    for (const [method, registered] of Object.hasOwn(each, ACTIONS) ? ownActions(each) : []) {
      if (!routed.has(method) && !actions.has(method))
        actions.set(method, inherited(prototype, each, method, registered));
    }
    for (const method of routesOf(each)) routed.add(method);
  }
  if (prototype[ALL]) for (const method of routed) registeredAction(prototype, method);
  return actions;
}

/** The methods of a class and its base classes that have a route. */
export function routedMethods(controller: Function): ReadonlySet<string> {
  return new Set(withBaseClasses(controller).flatMap((each) => routesOf(each.prototype)));
}

/** An action that is overridden, or not wrapped yet, is wrapped in the derived class at the first request. */
function inherited(
  prototype: Prototype,
  base: Prototype,
  method: string,
  { plan, wrapped }: RegisteredAction,
): RegisteredAction {
  return wrapped !== undefined && methodOf(prototype, method) === methodOf(base, method) ? { plan, wrapped } : { plan };
}

/** The methods of a class that have a route, without those of its base classes. */
export function routesOf(prototype: object): string[] {
  return getMetadataArgsStorage()
    .actions.filter(({ target }) => target === prototype.constructor)
    .map(({ method }) => method);
}

/** The method of a prototype by its name. */
export function methodOf(prototype: object, method: string): Method {
  return (prototype as Record<string, Method>)[method] as Method;
}
