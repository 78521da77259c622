import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Action, type ActionMetadata, getMetadataArgsStorage, UseBefore } from 'routing-controllers';
import { isRefusal } from '../errors';
import { isEvaluated } from '../plan/action-plan';
import { actionOf, completeActions, completePlanOf, methodOf, type RegisteredAction } from '../plan/action-registry';
import { isPersonal } from '../plan/personal-action';
import { ActionRun, PERSONAL, RUN } from '../run/action-run';
import { conditionalAction } from '../run/conditional-action';
import { NotModified } from '../run/not-modified';
import { requireArrival } from '../run/required-arrival';
import { refuseUnevaluated } from '../run/unevaluated-conditions';
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
    if (actions.size > 0) surround(controller, actions);
    for (const action of getMetadataArgsStorage().actions) if (action.target === controller) connect(action);
  });
}

/** routing-controllers runs middleware in the order of its registration, that of a class outside of that of its actions. */
function surround(controller: Function, actions: ReadonlyMap<string, RegisteredAction>): void {
  for (const [method, registered] of actions) {
    if (registered.connected) continue;
    registered.connected = true;
    UseBefore(commitAction)(controller.prototype, method);
  }
  if (surrounded.has(controller)) return;
  surrounded.add(controller);
  getMetadataArgsStorage().uses.unshift({ target: controller, middleware: endWrite, afterAction: false });
}

type KoaArguments = Parameters<typeof commitOnKoa>;
type ExpressArguments = [request: IncomingMessage, response: ServerResponse, next: () => void];

function commitAction(...args: KoaArguments | ExpressArguments): unknown {
  return args.length === 2 ? commitOnKoa(...args) : args[2]();
}

function endWrite(...args: KoaArguments | ExpressArguments): unknown {
  return args.length === 2 ? endOnKoa(...args) : beginOnExpress(args, commitAction);
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

function callAction(metadata: ActionMetadata, action: Action, args: unknown[], call: Call): unknown {
  const { target, method } = metadata;
  const driver = driverOf(action);
  driver.requireRegisteredFirst(action);
  driver.arrive(action, metadata);
  const request = driver.requestOf(action);
  const registered = actionOf(target, method);
  if (isPersonal(target, method)) PERSONAL.set(request, true);
  if (registered === undefined || !isEvaluated(registered.plan)) {
    try {
      refuseUnevaluated(request, metadata);
    } catch (error) {
      throw refused(driver, action, error);
    }
  }
  if (registered === undefined) return call(args);
  wrapLate(registered, target.prototype);
  const plan = completePlanOf(registered, target);
  const run = new ActionRun(plan, request, { action, metadata, params: driver.paramsOf(action) }, args);
  RUN.set(request, run);
  request.check.deferred = true;
  return callConditionally(driver, run, call);
}

/** An action whose method was not there when it was decorated is wrapped when its first request comes. */
function wrapLate(registered: RegisteredAction, prototype: object): void {
  if (registered.wrapped !== undefined) return;
  const { method } = registered.plan;
  registered.wrapped = conditionalAction(methodOf(prototype, method));
  Object.defineProperty(prototype, method, { value: registered.wrapped, writable: true, configurable: true });
}

async function callConditionally(driver: Driver, run: ActionRun, call: Call): Promise<unknown> {
  const { action } = run.call;
  driver.begin(run);
  try {
    const result = await call([...run.args, run]);
    // A decorator above may have made a result of the rejection.
    if (run.stopped) throw new NotModified();
    requireArrival(run);
    return result;
  } catch (error) {
    if (run.stopped) driver.endNotModified(run);
    throw run.stopped ? error : refused(driver, action, error);
  } finally {
    driver.ended(run);
  }
}

/** Lets a refusal arrive as what it is. */
function refused(driver: Driver, action: Action, error: unknown): unknown {
  if (isRefusal(error)) driver.refuse(action, driver.requestOf(action), error);
  return error;
}
