import { type Action, type ActionMetadata, getMetadataArgsStorage, UseBefore } from 'routing-controllers';
import type { KoaContext } from '../koa/koa-exchange';
import { type ActionCall, callOf, expressUnsupported, settleConditionalAction } from './action-call';
import type { ActionPlan } from './action-plan';
import { beforeBuilding } from './controller-building';
import { type Declarations, declarationsOf } from './declarations';

/** A method of a controller. */
export type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Makes the conditional action of a plan and the method that was decorated. */
export type Wrap = (plan: ActionPlan, method: Method) => Method;

interface RegisteredAction {
  readonly plan: ActionPlan;
  readonly wrap: Wrap;
  /** Both known when the first request comes. */
  wrapped?: Method;
  declarations?: Declarations;
}

type Prototype = object & { readonly constructor: Function; [ACTIONS]?: Map<string, RegisteredAction>; [ALL]?: Wrap };

const ACTIONS = Symbol.for('routing-controllers-etag/actions');
const ALL = Symbol.for('routing-controllers-etag/all-actions');

/** The actions that routing-controllers calls with one argument more. */
const connected = new WeakSet<object>();

/**
 * The plan of an action, to which each decorator adds its part. The first one wraps the method, and puts the middleware in
 * front of the action.
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
}

/** Lets routing-controllers call the actions of a class with the request's call as one more argument, the last. */
function connect(controller: Function): void {
  for (const action of getMetadataArgsStorage().actions) {
    if (action.target !== controller || connected.has(action)) continue;
    connected.add(action);
    const { methodOverride } = action;
    action.methodOverride = (metadata, request, params) => {
      const call = callTo(metadata, request);
      const args = call === undefined ? params : [...params, call];
      const answer = methodOverride ? methodOverride(metadata, request, args) : metadata.callMethod(args, request);
      return call === undefined ? answer : call.handOver(answer);
    };
  }
}

/** The call of a conditional action, to be handed to it; `undefined` for any other. */
function callTo({ target, method }: ActionMetadata, action: Action): ActionCall | undefined {
  const prototype = target.prototype as Prototype;
  const registered = ownActions(prototype).get(method);
  if (registered === undefined) return undefined;
  const ctx: KoaContext | undefined = action.context;
  const call = ctx === undefined ? undefined : callOf(ctx);
  if (call === undefined) throw expressUnsupported();
  if (registered.wrapped === undefined) {
    registered.wrapped = registered.wrap(registered.plan, methodOf(prototype, method));
    Object.defineProperty(prototype, method, { value: registered.wrapped, writable: true, configurable: true });
  }
  call.action = action;
  registered.declarations ??= declarationsOf(registered.plan, target);
  call.declarations = registered.declarations;
  return call;
}

function methodOf(prototype: Prototype, method: string): Method {
  return (prototype as unknown as Record<string, Method>)[method] as Method;
}

/**
 * routing-controllers looks for an action's middleware in the class that it serves, so that an action inherited from a
 * base class comes without the one registered here, and its preconditions would be ignored.
 */
function completeControllers(): void {
  beforeBuilding('conditional actions', (controller) => {
    adopt(controller.prototype as Prototype);
    connect(controller);
  });
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

/** The plan of an action of a class that has it itself; `undefined` if the action is not conditional. */
export function planOf(controller: Function, method: string): ActionPlan | undefined {
  adopt(controller.prototype as Prototype);
  return ownActions(controller.prototype as Prototype).get(method)?.plan;
}
