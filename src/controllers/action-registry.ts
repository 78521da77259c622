import { type Action, createParamDecorator, getMetadataArgsStorage, UseBefore } from 'routing-controllers';
import type { KoaContext } from '../koa/koa-exchange';
import { type ActionCall, callOf, expressUnsupported, settleConditionalAction } from './action-call';
import type { ActionPlan } from './action-plan';
import { beforeBuilding } from './controller-building';

/** A method of a controller. */
export type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Makes the conditional action of a plan and the method that was decorated. */
export type Wrap = (plan: ActionPlan, method: Method) => Method;

interface RegisteredAction {
  readonly plan: ActionPlan;
  readonly wrap: Wrap;
  wrapped?: Method;
}

type Prototype = object & { readonly constructor: Function; [ACTIONS]?: Map<string, RegisteredAction>; [ALL]?: Wrap };

const ACTIONS = Symbol.for('routing-controllers-etag/actions');
const ALL = Symbol.for('routing-controllers-etag/all-actions');

/** routing-controllers sorts parameters by their index: this one is the last, behind all validation. */
const LAST = 1_000_000;

/**
 * The plan of an action, to which each decorator adds its part. The first one wraps the method, puts the middleware in
 * front of the action and adds the hidden parameter that carries the request to it.
 *
 * @param descriptor the method, as a method decorator gets it; without one (as for a parameter decorator, whose changes
 *   the compiler's helper overwrites) the method is wrapped when the first request comes
 */
export function registerAction(
  prototype: object,
  name: string | symbol,
  wrap: Wrap,
  descriptor?: { value?: unknown },
): ActionPlan {
  const target = prototype as Prototype;
  const method = name as string;
  const actions = ownActions(target);
  let registered = actions.get(method);
  if (registered === undefined) {
    registered = { plan: { method, action: `${target.constructor.name}.${String(name)}` }, wrap };
    register(target, method, registered);
    completeControllers();
  }
  if (descriptor !== undefined && registered.wrapped === undefined) {
    registered.wrapped = registered.wrap(registered.plan, descriptor.value as Method);
    descriptor.value = registered.wrapped;
  }
  return registered.plan;
}

/** Registers all actions of a controller, as a class decorator needs it; those of derived classes too. */
export function registerActions(controller: Function, wrap: Wrap): void {
  const prototype = controller.prototype as Prototype;
  Object.defineProperty(prototype, ALL, { value: wrap, configurable: true });
  completeControllers();
  adopt(prototype);
}

function ownActions(prototype: Prototype): Map<string, RegisteredAction> {
  if (!Object.hasOwn(prototype, ACTIONS)) Object.defineProperty(prototype, ACTIONS, { value: new Map() });
  return prototype[ACTIONS] as Map<string, RegisteredAction>;
}

function register(prototype: Prototype, method: string, registered: RegisteredAction): void {
  ownActions(prototype).set(method, registered);
  UseBefore(settleConditionalAction)(prototype, method);
  createParamDecorator({
    required: false,
    value: (action: Action) => sendCall(action, prototype, method, registered),
  })(prototype, method, LAST);
}

function sendCall(action: Action, prototype: Prototype, method: string, registered: RegisteredAction): ActionCall {
  const ctx: KoaContext | undefined = action.context;
  const call = ctx === undefined ? undefined : callOf(ctx);
  if (call === undefined) throw expressUnsupported();
  if (registered.wrapped === undefined) {
    registered.wrapped = registered.wrap(registered.plan, methodOf(prototype, method));
    Object.defineProperty(prototype, method, { value: registered.wrapped, writable: true, configurable: true });
  }
  call.action = action;
  call.controller = prototype.constructor;
  return call;
}

function methodOf(prototype: Prototype, method: string): Method {
  return (prototype as unknown as Record<string, Method>)[method] as Method;
}

/**
 * routing-controllers looks for an action's middleware and parameters in the class that it serves, so that an action
 * inherited from a base class comes without those registered here, and its preconditions would be ignored.
 */
function completeControllers(): void {
  beforeBuilding('inherited actions', (controller) => adopt(controller.prototype as Prototype));
}

/**
 * Registers the actions that a class inherits, with the plans of the base classes. What has a route of its own in a
 * derived class is another action.
 */
function adopt(prototype: Prototype): void {
  const routed = new Set<string>();
  for (let each: Prototype | null = prototype; each !== null; each = Object.getPrototypeOf(each)) {
    for (const [method, registered] of Object.hasOwn(each, ACTIONS) ? ownActions(each) : []) {
      if (!routed.has(method) && !ownActions(prototype).has(method)) inherit(prototype, each, method, registered);
    }
    for (const method of routesOf(each)) routed.add(method);
  }
  const wrap = prototype[ALL];
  if (wrap === undefined) return;
  for (const method of routed) {
    if (!ownActions(prototype).has(method)) registerAction(prototype, method, wrap);
  }
}

function routesOf(prototype: Prototype): string[] {
  return getMetadataArgsStorage()
    .actions.filter(({ target }) => target === prototype.constructor)
    .map(({ method }) => method);
}

/** An action that is overridden, or not wrapped yet, is wrapped in the derived class when the first request comes. */
function inherit(
  prototype: Prototype,
  base: Prototype,
  method: string,
  { plan, wrap, wrapped }: RegisteredAction,
): void {
  const same = wrapped !== undefined && methodOf(prototype, method) === methodOf(base, method);
  register(prototype, method, same ? { plan, wrap, wrapped } : { plan, wrap });
}
