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

type Prototype = object & { readonly constructor: Function; [ACTIONS]?: Map<string, RegisteredAction> };

const ACTIONS = Symbol.for('routing-controllers-etag/actions');

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
    registered = { plan: { method, action: `${target.constructor.name}.${method}` }, wrap };
    actions.set(method, registered);
    connect(target, method, registered);
    beforeBuilding('inherited actions', (controller) => adopt(controller.prototype as Prototype));
  }
  if (descriptor !== undefined && registered.wrapped === undefined) {
    registered.wrapped = registered.wrap(registered.plan, descriptor.value as Method);
    descriptor.value = registered.wrapped;
  }
  return registered.plan;
}

/** Registers all actions of a controller, as a class decorator needs it. */
export function registerActions(controller: Function, wrap: Wrap): void {
  const prototype = controller.prototype as Record<string, unknown>;
  for (const { target, method } of getMetadataArgsStorage().actions) {
    if (target !== controller && !(controller.prototype instanceof target)) continue;
    if (findAction(prototype as unknown as Prototype, method)?.wrapped !== undefined) continue;
    const descriptor = { value: prototype[method], writable: true, configurable: true };
    registerAction(prototype, method, wrap, descriptor);
    Object.defineProperty(prototype, method, descriptor);
  }
}

function ownActions(prototype: Prototype): Map<string, RegisteredAction> {
  if (!Object.hasOwn(prototype, ACTIONS)) Object.defineProperty(prototype, ACTIONS, { value: new Map() });
  return prototype[ACTIONS] as Map<string, RegisteredAction>;
}

function findAction(prototype: Prototype | null, method: string): RegisteredAction | undefined {
  for (let each = prototype; each !== null; each = Object.getPrototypeOf(each)) {
    if (Object.hasOwn(each, ACTIONS) && each[ACTIONS]?.has(method)) return each[ACTIONS].get(method);
  }
  return undefined;
}

function connect(prototype: Prototype, method: string, registered: RegisteredAction): void {
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
    const descriptor = Object.getOwnPropertyDescriptor(prototype, method) as PropertyDescriptor;
    registered.wrapped = registered.wrap(registered.plan, descriptor.value as Method);
    Object.defineProperty(prototype, method, { ...descriptor, value: registered.wrapped });
  }
  call.action = action;
  return call;
}

/**
 * routing-controllers looks for an action's middleware and parameters in the class that it serves, so that an action
 * inherited from a base class comes without those registered here, and its preconditions would be ignored.
 */
function adopt(prototype: Prototype): void {
  for (let base = Object.getPrototypeOf(prototype); base !== null; base = Object.getPrototypeOf(base)) {
    if (!Object.hasOwn(base, ACTIONS)) continue;
    for (const [method, registered] of (base as Prototype)[ACTIONS] as Map<string, RegisteredAction>) {
      const inherited = (prototype as unknown as Record<string, unknown>)[method] === registered.wrapped;
      if (!inherited || ownActions(prototype).has(method)) continue;
      ownActions(prototype).set(method, registered);
      connect(prototype, method, registered);
    }
  }
}
