import { TRY_AGAIN } from '../../application/turn-of-write';
import { discard } from '../../body/discard';
import { isConditional } from '../../http/conditions';
import { isWrite } from '../../http/methods';
import { isSuccessful } from '../../web/answer-from-response';
import { isRefusal } from '../../web/refusal';
import { unknownVersion, type ValidatorSources } from '../../web/validator-sources';
import { PreconditionFailedError, refusal } from '../errors';
import type { Method } from '../plan/action-registry';
import { isTagged } from '../tagged';
import { type ActionRun, takeRun } from './action-run';
import { appliedResult } from './applied-write';
import { policyOf } from './caching-policy';
import { learnCurrentState } from './current-version';
import { markTouchedNames } from './marked-names';
import { publishTouched } from './published-tag';
import { requirePrecondition } from './required-precondition';
import { evaluateRemembered, resultValidators } from './result-validators';
import { commitSentByAction } from './sent-by-action';
import { mixContext } from './tag-context';
import { awaitTurn } from './turn';
import { methodArguments, requireVersion } from './version-argument';
import { confirmVersions } from './versioned-tag';

/**
 * Wraps the method of an action, to carry out its plan around it. A direct call, such as from a unit test or by
 * `super`, has no run and simply calls the method. The transaction decorators of mappers require an `AsyncFunction`, so
 * the wrapper of an async method is async too.
 */
export function conditionalAction(method: Method): Method {
  const call = (controller: unknown, args: unknown[]): unknown => {
    const run = takeRun(args);
    return run === undefined ? method.apply(controller, args) : carryOut(arrive(run, controller), method);
  };
  const action: Method = isAsync(method)
    ? async function (...args) {
        return call(this, args);
      }
    : function (...args) {
        return call(this, args);
      };
  return Object.defineProperty(action, 'name', { value: method.name, configurable: true });
}

function isAsync(method: Method): boolean {
  return Object.prototype.toString.call(method) === '[object AsyncFunction]';
}

function arrive(run: ActionRun, controller: unknown): ActionRun {
  run.arrived = true;
  run.controller = controller as object;
  return run;
}

async function carryOut(run: ActionRun, method: Method): Promise<unknown> {
  await mixContext(run);
  if (run.check.isRetrieving) return read(run, method);
  return isWrite(run.exchange.method) ? write(run, method) : perform(run, method);
}

/** Answers a read. If the client is up to date, the action does not run. */
async function read(run: ActionRun, method: Method): Promise<unknown> {
  await evaluateCurrent(run);
  if (isNotModified(run)) {
    run.confirmed = true;
    return run.stop(await policyOf(run));
  }
  const result = await perform(run, method);
  try {
    await evaluateResult(run, result);
    await confirmVersions(run);
    run.policy = await policyOf(run);
  } catch (error) {
    discard(result);
    run.exchange.discardBody();
    throw error;
  }
  if (!isNotModified(run)) return result;
  discard(result);
  return run.stop(run.policy);
}

/** Makes a write in its turn, from the check of its preconditions until everything around it has ended. */
async function write(run: ActionRun, method: Method): Promise<unknown> {
  const applied = await checkWrite(run);
  const result = applied === undefined ? await perform(run, method) : applied.result;
  await publishResult(run, result);
  if (applied === undefined) await publishTouched(run);
  run.policy = await policyOf(run);
  return result;
}

/**
 * Waits for the turn of a write and checks its preconditions.
 *
 * @returns the result, if the write has been made before
 */
async function checkWrite(run: ActionRun): Promise<{ readonly result: unknown } | undefined> {
  requirePrecondition(run);
  try {
    await awaitTurn(run);
    if (isConditional(run.check.conditions)) await evaluateCurrent(run);
    return undefined;
  } catch (error) {
    const applied = await appliedResult(run, error);
    if (applied === undefined) throw error;
    return applied;
  }
}

/** Evaluates the request's preconditions against the version from `@ETag` and `@LastModified`. */
async function evaluateCurrent(run: ActionRun): Promise<void> {
  const { plan, check } = run;
  if (plan.etag === undefined && plan.lastModified === undefined) return;
  if (check.isRetrieving && plan.redirects) return;
  const { version, validators } = await learnCurrentState(run);
  if (version === unknownVersion) return evaluateUnknown(run, validators);
  const decision = check.evaluate(validators === null ? null : check.inContext(validators), plan.etag?.ifMatch);
  // The failure of a read is final only when the validators of its result are known.
  if (!(check.isRetrieving && hasResultValidators(run))) check.refuseFailed(decision);
}

/** Without a known version, a read is sent untagged, and a write that depends on it is refused. */
function evaluateUnknown({ check }: ActionRun, validators: ValidatorSources | null): void {
  if (check.isRetrieving) {
    check.evaluate(null);
    return;
  }
  const decision = check.evaluateUnknownTag(validators?.lastModified as number | undefined);
  if (decision === 'unknown') throw refusal(503, TRY_AGAIN);
  check.refuseFailed(decision);
}

async function perform(run: ActionRun, method: Method): Promise<unknown> {
  await requireVersion(run);
  await markTouchedNames(run);
  run.exchange.beforeHead(() => commitSentByAction(run));
  run.noteCachingFields();
  run.performed = true;
  run.performing = true;
  try {
    return await method.apply(run.controller, methodArguments(run));
  } catch (error) {
    const refusal = run.plan.etag?.conflict?.(error) ? new PreconditionFailedError() : error;
    if (isRefusal(refusal) && refusal.status === 412) run.check.observer?.conflicted();
    throw refusal;
  } finally {
    run.performing = false;
  }
}

/** Evaluates a read again when the validators of its result are known. */
async function evaluateResult(run: ActionRun, result: unknown): Promise<void> {
  if (await publishResult(run, result)) evaluateRemembered(run);
}

/** Remembers the validators of a result, if it is a representation. */
async function publishResult(run: ActionRun, result: unknown): Promise<boolean> {
  if (!hasResultValidators(run) || run.plan.redirects || result === null || result === undefined) return false;
  if (isTagged(result)) return false;
  const { status } = run.exchange;
  if (status !== undefined && !isSuccessful(status)) return false;
  run.check.remember(await resultValidators(run, result));
  return true;
}

function isNotModified({ check }: ActionRun): boolean {
  return check.outcome === 'not-modified';
}

function hasResultValidators({ plan }: ActionRun): boolean {
  return plan.etagFromResult !== undefined || plan.lastModifiedFromResult !== undefined;
}
