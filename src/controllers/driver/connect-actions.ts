import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Action, type ActionMetadata, getMetadataArgsStorage, UseBefore } from 'routing-controllers';
import { isRefusal } from '../../web/refusal';
import { isEvaluated } from '../plan/action-plan';
import {
  actionOf,
  completeActions,
  completePlanOf,
  methodOf,
  type RegisteredAction,
  routedMethods,
} from '../plan/action-registry';
import { type CompletePlan, completePlan } from '../plan/complete-plan';
import { isPersonal } from '../plan/personal-action';
import { ActionRun } from '../run/action-run';
import { policyOf } from '../run/caching-policy';
import { conditionalAction } from '../run/conditional-action';
import { currentRepresentation } from '../run/current-representation';
import { NOT_MODIFIED } from '../run/not-modified';
import { requireArrival, requireOwnNotModified } from '../run/required-arrival';
import { takeBody } from '../run/tagged-result';
import { refuseUnevaluated } from '../run/unevaluated-conditions';
import { isTagged } from '../tagged';
import { beforeBuilding } from './controller-building';
import { type Driver, driverOf } from './driver';
import { beginOnExpress } from './express-driver';
import { commitOnKoa, endOnKoa } from './koa-driver';
import { requireSensiblePlans } from './sensible-plans';

type ActionArgs = ReturnType<typeof getMetadataArgsStorage>['actions'][number];

/** The actions that are called by {@link callAction}. */
const connected = new WeakSet<object>();
const surrounded = new WeakSet<Function>();

/**
 * Connects the actions of every controller that routing-controllers builds: middleware around the conditional ones, and a call
 * that carries the request as one argument more, the last.
 */
export function connectActions(): void {
  beforeBuilding('conditional actions', (controller) => {
    const actions = completeActions(controller);
    requireSensiblePlans(controller, actions);
    commitConditional(controller, actions);
    surround(controller, actions.size > 0 ? endWrite : endPlainWrite);
    for (const method of routedMethods(controller)) if (!actions.has(method)) commitTagged(controller, method);
    for (const action of getMetadataArgsStorage().actions) if (action.target === controller) connect(action);
  });
}

/** The plain actions of controllers that {@link commitPlainAction} commits. */
const committed = new WeakMap<Function, Set<string>>();

/** What a plain action returns may be tagged. */
function commitTagged(controller: Function, method: string): void {
  const methods = committed.get(controller) ?? new Set();
  committed.set(controller, methods);
  if (methods.has(method)) return;
  methods.add(method);
  UseBefore(commitPlainAction)(controller.prototype, method);
}

function commitConditional({ prototype }: Function, actions: ReadonlyMap<string, RegisteredAction>): void {
  for (const [method, registered] of actions) {
    if (registered.connected) continue;
    registered.connected = true;
    UseBefore(commitAction)(prototype, method);
  }
}

/** routing-controllers runs middleware in the order of its registration, that of a class outside of that of its actions. */
function surround(controller: Function, middleware: Function): void {
  if (surrounded.has(controller)) return;
  surrounded.add(controller);
  getMetadataArgsStorage().uses.unshift({ target: controller, middleware, afterAction: false });
}

type KoaArguments = Parameters<typeof commitOnKoa>;
type ExpressArguments = [request: IncomingMessage, response: ServerResponse, next: () => void];

function commitAction(...args: KoaArguments | ExpressArguments): unknown {
  return args.length === 2 ? commitOnKoa(...args) : args[2]();
}

/** Another function, as Express makes no tags of its own for the actions that have {@link commitAction}. */
function commitPlainAction(...args: KoaArguments | ExpressArguments): unknown {
  return commitAction(...args);
}

function endWrite(...args: KoaArguments | ExpressArguments): unknown {
  return args.length === 2 ? endOnKoa(...args) : beginOnExpress(args, commitAction);
}

/** Of a controller without conditional actions: Express tags no answer to its writes either. */
function endPlainWrite(...args: KoaArguments | ExpressArguments): unknown {
  return args.length === 2 ? args[1]() : beginOnExpress(args, commitAction);
}

function connect(args: ActionArgs): void {
  if (connected.has(args)) return;
  connected.add(args);
  const { methodOverride } = args;
  args.methodOverride = (metadata, action, params) => {
    const call = (all: unknown[]) =>
      methodOverride ? methodOverride(metadata, action, all) : metadata.callMethod(all, action);
    return callAction(metadata, action, params, call);
  };
}

type Call = (args: unknown[]) => unknown;

/** Lets a refusal arrive as what it is, whoever throws it. */
async function callAction(metadata: ActionMetadata, action: Action, args: unknown[], call: Call): Promise<unknown> {
  const driver = driverOf(action);
  try {
    return await evaluateAndCall(driver, metadata, action, args, call);
  } catch (error) {
    if (isRefusal(error)) driver.refuse(action, driver.requestOf(action), error);
    throw error;
  }
}

function evaluateAndCall(
  driver: Driver,
  metadata: ActionMetadata,
  action: Action,
  args: unknown[],
  call: Call,
): Promise<unknown> {
  const { target, method } = metadata;
  driver.requireRegisteredFirst(action);
  driver.arrive(action, metadata);
  const request = driver.requestOf(action);
  const registered = actionOf(target, method);
  if (request.check.observer !== undefined) request.check.observer.action = nameOf(metadata);
  if (isPersonalCall(metadata)) request.check.personal = true;
  if (registered === undefined || !isEvaluated(registered.plan)) refuseUnevaluated(request, metadata);
  const start = (plan: CompletePlan): ActionRun =>
    ActionRun.start(plan, request, { action, metadata, params: driver.paramsOf(action) }, args);
  if (registered === undefined)
    return callPlainly(
      driver,
      () => start(plainPlanOf(metadata)),
      () => call(args),
    );
  wrapLate(registered, target.prototype);
  return callConditionally(driver, start(completePlanOf(registered, target)), call);
}

/** An action that has no decorator of ours is conditional if what it returns is tagged. */
async function callPlainly(driver: Driver, start: () => ActionRun, call: () => unknown): Promise<unknown> {
  const result = await call();
  if (!isTagged(result)) return result;
  const run = start();
  run.performed = true;
  return through(driver, run, async () => {
    run.policy = await policyOf(run);
    return takeBody(run, result);
  });
}

const personalCalls = new WeakMap<ActionMetadata, boolean>();

/** What is declared does not change once the application is built. */
function isPersonalCall(metadata: ActionMetadata): boolean {
  const personal = personalCalls.get(metadata) ?? isPersonal(metadata.target, metadata.method);
  personalCalls.set(metadata, personal);
  return personal;
}

const plainPlans = new WeakMap<ActionMetadata, CompletePlan>();

/** A method may be named by a symbol. */
function nameOf({ target, method }: ActionMetadata): string {
  return `${target.name}.${String(method)}`;
}

/** What routing-controllers knows of an action that has no decorator of ours. */
function plainPlanOf(metadata: ActionMetadata): CompletePlan {
  const { target, method } = metadata;
  const plan = plainPlans.get(metadata) ?? completePlan({ method, action: nameOf(metadata) }, target);
  plainPlans.set(metadata, plan);
  return plan;
}

/** An action whose method was not there when it was decorated is wrapped when its first request comes. */
function wrapLate(registered: RegisteredAction, prototype: object): void {
  if (registered.wrapped !== undefined) return;
  const { method } = registered.plan;
  registered.wrapped = conditionalAction(methodOf(prototype, method));
  Object.defineProperty(prototype, method, { value: registered.wrapped, writable: true, configurable: true });
}

function callConditionally(driver: Driver, run: ActionRun, call: Call): Promise<unknown> {
  return through(driver, run, async () => {
    const result = await call([...run.args, run]);
    // A decorator above may have made a result of the rejection.
    if (run.stopped) throw NOT_MODIFIED;
    requireArrival(run);
    return isTagged(result) ? takeBody(run, result) : result;
  });
}

/**
 * Takes a run through its steps; what they throw arrives as what it is. A 412 that carries the current representation goes the
 * way of a result from here on, outside of all decorators of the method, so that it looks as the result of a read does.
 */
async function through(driver: Driver, run: ActionRun, steps: () => Promise<unknown>): Promise<unknown> {
  driver.begin(run);
  try {
    return await steps();
  } catch (error) {
    if (run.stopped) {
      driver.endNotModified(run);
      throw error;
    }
    requireOwnNotModified(run, error);
    run.representation = await currentRepresentation(run, error);
    if (run.representation === undefined) throw error;
    return run.representation.body;
  } finally {
    driver.ended(run);
  }
}

// A controller needs no decorator of ours for an action that returns what `tagged()` has made.
connectActions();
