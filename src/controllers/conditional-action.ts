import { hash } from 'node:crypto';
import { isConditional } from '../http/conditions';
import { formatHttpDate } from '../http/http-date';
import { discard } from '../koa/koa-exchange';
import { isSuccessful } from '../koa/middleware';
import { type Awaitable, orElse, whenKnown } from '../web/awaitable';
import type { CachingPolicy } from '../web/caching-policy';
import { describe, type ValidatorSources, type WebRequest } from '../web/web-request';
import { takeCall } from './action-call';
import type { ActionFunction, ActionPlan } from './action-plan';
import type { Method } from './action-registry';
import { type ActionRun, isRead, isWrite } from './action-run';
import type { Declarations } from './declarations';
import { PreconditionFailedError } from './errors';
import { currentValidators, legal, resultValidators } from './generated-validators';
import { inTurn } from './guarded-turn';
import { withMarkedNames } from './marked-names';
import { requireComparable, requirePrecondition } from './required-precondition';

/**
 * Wraps an action so that its plan is carried out around it. A direct call, as from a unit test or `super`, carries no
 * request and reaches the method as it was written.
 */
export function conditionalAction(plan: ActionPlan, method: Method): Method {
  const action: Method = function (...args) {
    const call = takeCall(args);
    if (call === undefined) return method.apply(this, args);
    call.arrived = true;
    const declarations = call.declarations as Declarations;
    const run = { plan, declarations, call, web: call.web, controller: this as object, args, method };
    return call.carry(() => (isRead(run) ? checkAndRun(run) : checkAndRunInTurn(run)));
  };
  return Object.defineProperty(action, 'name', { value: method.name, configurable: true });
}

async function checkAndRunInTurn(run: ActionRun): Promise<unknown> {
  requirePrecondition(run);
  run.web.beforeEvaluation = requireComparable.bind(undefined, run);
  return inTurn(run, () => checkAndRun(run));
}

function checkAndRun(run: ActionRun): Awaitable<unknown> {
  return whenKnown(check(run), () => {
    const { plan, declarations, web } = run;
    if (!isNotModified(web) || plan.expires !== undefined) return runAndAnswer(run);
    answer(run, declarations.policy);
    return undefined;
  });
}

function check(run: ActionRun): Awaitable<void> {
  return whenKnown(run.declarations.contexts.length > 0 ? mixContext(run) : undefined, () => {
    if (!isEvaluatedBefore(run)) return undefined;
    return whenKnown(currentValidators(run), (current) => evaluateBefore(run, current));
  });
}

function runAndAnswer(run: ActionRun): Awaitable<unknown> {
  const made = isNotModified(run.web) ? undefined : withMarkedNames(run, () => perform(run));
  return whenKnown(made, (result) => orElse(() => answerWith(run, result), discarding(run, result)));
}

function answerWith(run: ActionRun, result: unknown): Awaitable<unknown> {
  const { plan, declarations, web } = run;
  const judged = !isNotModified(web) && hasResultValidators(plan) ? evaluateResult(run, result) : undefined;
  return whenKnown(judged, () =>
    whenKnown(plan.expires === undefined ? declarations.policy : expiringPolicy(run, plan.expires), (policy) => {
      answer(run, policy);
      if (isNotModified(web)) discard(result);
      return result;
    }),
  );
}

/** Frees what an action has made before its answer fails. */
function discarding({ call }: ActionRun, result: unknown): (error: unknown) => never {
  return (error) => {
    discard(result);
    discard(call.ctx.response.body);
    throw error;
  };
}

function isNotModified(web: WebRequest): boolean {
  return web.outcome === 'not-modified';
}

/** What shapes the representation may tell of the user: it goes into the tag as a hash. */
async function mixContext({ declarations, call, web, controller }: ActionRun): Promise<void> {
  const values: string[] = [];
  for (const context of declarations.contexts)
    values.push(String(await context.call(controller, call.action as never)));
  web.tagContext = hash('sha256', JSON.stringify(values), 'base64url').slice(0, 16);
}

/** A write needs its current version only to compare it with what the client sends. */
function isEvaluatedBefore(run: ActionRun): boolean {
  if (run.plan.etag === undefined && run.plan.lastModified === undefined) return false;
  return isRead(run) ? !run.declarations.redirects : isWrite(run) && isConditional(run.web.conditions);
}

/** A read that fails by the validators known so far is judged when those of its result are known. */
function evaluateBefore(run: ActionRun, current: ValidatorSources | null): void {
  const { plan, web } = run;
  const decision = web.evaluate(current === null ? null : web.inContext(current), plan.etag?.options.ifMatch);
  if (decision.outcome !== 'precondition-failed' || (hasResultValidators(plan) && isRead(run))) return;
  web.exchange.reject(412, describe(decision));
}

function perform({ plan, controller, args, method }: ActionRun): Awaitable<unknown> {
  const conflict = plan.etag?.options.conflict;
  if (conflict === undefined) return method.apply(controller, args);
  return orElse(
    () => method.apply(controller, args),
    (error) => {
      throw conflict(error) ? new PreconditionFailedError() : error;
    },
  );
}

function hasResultValidators(plan: ActionPlan): boolean {
  return plan.etagFromResult !== undefined || plan.lastModifiedFromResult !== undefined;
}

/** A read is evaluated once its validators are known; a write publishes those of the version it has made. */
async function evaluateResult(run: ActionRun, result: unknown): Promise<void> {
  const { plan, web, declarations } = run;
  if (declarations.redirects || result === null || result === undefined) return;
  const { status } = web.exchange;
  if (status !== undefined && !isSuccessful(status)) return;
  web.publish(await resultValidators(run, result));
  if (!isRead(run)) return;
  const decision = web.evaluate(web.validators, plan.etag?.options.ifMatch);
  if (decision.outcome === 'precondition-failed') web.exchange.reject(412, describe(decision));
}

/** Leaves in the call what is declared of its answer. A 304 carries what its 200 would. */
function answer({ call, web, declarations }: ActionRun, policy: CachingPolicy): void {
  call.policy = policy;
  if (!isNotModified(web)) return;
  for (const [name, value] of declarations.fields) web.exchange.setResponseField(name, value);
  call.stop();
}

async function expiringPolicy(run: ActionRun, expiry: ActionFunction<Date | number>): Promise<CachingPolicy> {
  const expires = await expiry.apply(run.controller, run.args as never[]);
  return { ...run.declarations.policy, expires: legal('@Expires', run, () => formatHttpDate(expiryDate(expires))) };
}

function expiryDate(expires: Date | number): Date | number {
  if (typeof expires !== 'number') return expires;
  if (expires >= 0) return Date.now() + expires * 1000;
  throw new TypeError(`it takes a Date or seconds from now, 0 or more, not ${expires}`);
}
