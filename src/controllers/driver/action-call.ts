import type { Action, ActionMetadata } from 'routing-controllers';
import { isRefusal } from '../../web/refusal';
import { isEvaluated } from '../plan/action-plan';
import { actionOf, completePlanOf, methodOf, type RegisteredAction } from '../plan/action-registry';
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
import { type Driver, driverOf } from './driver';

type Call = (args: unknown[]) => unknown;

/** Calls an action with its run as an additional last argument, and makes the framework answer a refusal with its own status, whoever has thrown it. */
export async function callAction(
  metadata: ActionMetadata,
  action: Action,
  args: unknown[],
  call: Call,
): Promise<unknown> {
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
