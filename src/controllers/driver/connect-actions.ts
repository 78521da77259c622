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

/** The actions that are called through {@link callAction}. */
const connected = new WeakSet<object>();
const surrounded = new WeakSet<Function>();

/**
 * Connects the actions of every controller that routing-controllers builds: adds middleware around conditional actions,
 * and passes the run of the request as an additional last argument.
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

/** Commits a plain action too, because its result may be made by `tagged()`. */
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

/**
 * routing-controllers runs middleware in the order of registration, and that of a class outside that of its actions.
 */
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

/**
 * A separate function, because the routes with {@link commitAction} are those for which Express' own tags are switched
 * off.
 */
function commitPlainAction(...args: KoaArguments | ExpressArguments): unknown {
  return commitAction(...args);
}

function endWrite(...args: KoaArguments | ExpressArguments): unknown {
  return args.length === 2 ? endOnKoa(...args) : beginOnExpress(args, commitAction);
}

/** For a controller without conditional actions: keeps Express from tagging the responses to its writes. */
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

/** Calls an action, and makes the framework answer a refusal with its own status, whoever has thrown it. */
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

/** An action without our decorators is conditional if it returns the result of `tagged()`. */
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

/** Cached, because declarations do not change once the application is built. */
function isPersonalCall(metadata: ActionMetadata): boolean {
  const personal = personalCalls.get(metadata) ?? isPersonal(metadata.target, metadata.method);
  personalCalls.set(metadata, personal);
  return personal;
}

const plainPlans = new WeakMap<ActionMetadata, CompletePlan>();

/** The name of a method may be a symbol, so it is converted explicitly. */
function nameOf({ target, method }: ActionMetadata): string {
  return `${target.name}.${String(method)}`;
}

/** The plan of an action without our decorators, from its declarations in routing-controllers. */
function plainPlanOf(metadata: ActionMetadata): CompletePlan {
  const { target, method } = metadata;
  const plan = plainPlans.get(metadata) ?? completePlan({ method, action: nameOf(metadata) }, target);
  plainPlans.set(metadata, plan);
  return plan;
}

/** Wraps an action at its first request, if its method was not available when it was decorated. */
function wrapLate(registered: RegisteredAction, prototype: object): void {
  if (registered.wrapped !== undefined) return;
  const { method } = registered.plan;
  registered.wrapped = conditionalAction(methodOf(prototype, method));
  Object.defineProperty(prototype, method, { value: registered.wrapped, writable: true, configurable: true });
}

function callConditionally(driver: Driver, run: ActionRun, call: Call): Promise<unknown> {
  return through(driver, run, async () => {
    const result = await call([...run.args, run]);
    // A decorator above may have caught the rejection and returned a result.
    if (run.stopped) throw NOT_MODIFIED;
    requireArrival(run);
    return isTagged(result) ? takeBody(run, result) : result;
  });
}

/**
 * Runs the steps of a run and passes on what they throw. A 412 with the current representation is returned as a result
 * from here, outside all decorators of the method, so that it is serialized like the result of a read.
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

// An action that returns the result of `tagged()` needs no decorator of ours.
connectActions();
