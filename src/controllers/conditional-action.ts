import { entityTag } from '../http/entity-tag';
import { formatHttpDate, parseHttpDate, requireHttpDate } from '../http/http-date';
import { isConditional, isRetrieving, selectsNoRepresentation } from '../http/preconditions';
import { discard } from '../koa/koa-exchange';
import { isSuccessful } from '../koa/middleware';
import type { CachingPolicy } from '../web/caching-policy';
import { describe, type ValidatorSources, type WebRequest } from '../web/web-request';
import { type ActionCall, takeCall } from './action-call';
import type { ActionFunction, ActionPlan, DateSource, TagSource } from './action-plan';
import type { Method } from './action-registry';
import { declarationsOf } from './declarations';
import { PreconditionRequiredError } from './errors';

/**
 * Wraps an action so that its plan is carried out around it. A direct call, as from a unit test or `super`, carries no
 * request and reaches the method as it was written.
 */
export function conditionalAction(plan: ActionPlan, method: Method): Method {
  const action: Method = function (...args) {
    const call = takeCall(args);
    return call === undefined ? method.apply(this, args) : run(plan, call, this as object, args, method);
  };
  return Object.defineProperty(action, 'name', { value: method.name, configurable: true });
}

async function run(plan: ActionPlan, call: ActionCall, controller: object, args: unknown[], method: Method) {
  call.arrived = true;
  const { web } = call;
  const declarations = declarationsOf(plan, call.controller as Function);
  if (plan.preconditionRequired) requirePrecondition(web);
  if (isEvaluatedBefore(plan, web) && !(declarations.redirects && isRetrieving(web.exchange.method))) {
    await evaluateBefore(plan, call, controller, args);
  }
  if (isNotModified(web)) return stop(plan, call, controller, args);
  const result = await method.apply(controller, args);
  try {
    if (!isNotModified(web) && !declarations.redirects) await evaluateResult(plan, web, controller, result);
    if (isNotModified(web)) return await stop(plan, call, controller, args);
    call.policy = await cachingPolicy(plan, call, controller, args);
    return result;
  } catch (error) {
    discard(result);
    discard(call.ctx.body);
    throw error;
  }
}

function isNotModified(web: WebRequest): boolean {
  return web.outcome === 'not-modified';
}

/** A write needs its current version only to compare it with what the client sends. */
function isEvaluatedBefore(plan: ActionPlan, web: WebRequest): boolean {
  if (plan.etag === undefined && plan.lastModified === undefined) return false;
  const { method } = web.exchange;
  return isRetrieving(method) || (!selectsNoRepresentation(method) && isConditional(web.conditions));
}

async function evaluateBefore(plan: ActionPlan, call: ActionCall, controller: object, args: unknown[]): Promise<void> {
  const { web } = call;
  const current = await currentValidators(plan, controller, args);
  if (plan.preconditionRequired) requireComparable(web, current);
  const decision = web.evaluate(current, plan.etag?.options.ifMatch);
  if (decision.outcome !== 'precondition-failed') return;
  if (hasResultValidators(plan) && isRetrieving(web.exchange.method)) return;
  web.exchange.reject(412, describe(decision));
}

async function currentValidators(
  plan: ActionPlan,
  controller: object,
  args: unknown[],
): Promise<ValidatorSources | null> {
  const etag = await tagOf('@ETag', plan.etag?.generate, plan, controller, args);
  const lastModified = await dateOf('@LastModified', plan.lastModified, plan, controller, args);
  return etag === undefined && lastModified === undefined ? null : { etag, lastModified };
}

function hasResultValidators(plan: ActionPlan): boolean {
  return plan.etagFromResult !== undefined || plan.lastModifiedFromResult !== undefined;
}

/** A read is evaluated once its validators are known; a write publishes those of the version it has made. */
async function evaluateResult(plan: ActionPlan, web: WebRequest, controller: object, result: unknown): Promise<void> {
  if (!hasResultValidators(plan) || result === null || result === undefined) return;
  const { status } = web.exchange;
  if (status !== undefined && !isSuccessful(status)) return;
  const etag = await tagOf('@ETagFromResult', plan.etagFromResult, plan, controller, [result]);
  const lastModified = await dateOf('@LastModifiedFromResult', plan.lastModifiedFromResult, plan, controller, [result]);
  web.publish({ etag, lastModified });
  if (!isRetrieving(web.exchange.method)) return;
  const decision = web.evaluate(web.validators, plan.etag?.options.ifMatch);
  if (decision.outcome === 'precondition-failed') web.exchange.reject(412, describe(decision));
}

/** Leaves the action with a 304 that carries what its 200 would. */
async function stop(plan: ActionPlan, call: ActionCall, controller: object, args: unknown[]): Promise<never> {
  call.policy = await cachingPolicy(plan, call, controller, args);
  const { fields } = declarationsOf(plan, call.controller as Function);
  for (const [name, value] of fields) call.web.exchange.setResponseField(name, value);
  return call.stop();
}

async function cachingPolicy(
  plan: ActionPlan,
  call: ActionCall,
  controller: object,
  args: unknown[],
): Promise<CachingPolicy> {
  const { policy } = declarationsOf(plan, call.controller as Function);
  if (plan.expires === undefined) return policy;
  const expires = await plan.expires.apply(controller, args as never[]);
  return { ...policy, expires: checked('@Expires', plan, () => formatHttpDate(expiryDate(expires))) };
}

function expiryDate(expires: Date | number): Date | number {
  if (typeof expires !== 'number') return expires;
  if (expires >= 0) return Date.now() + expires * 1000;
  throw new TypeError(`it takes a Date or seconds from now, 0 or more, not ${expires}`);
}

function requirePrecondition({ exchange, conditions }: WebRequest): void {
  if (isRetrieving(exchange.method) || selectsNoRepresentation(exchange.method)) return;
  const { ifMatch, ifNoneMatch, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined || ifNoneMatch !== undefined) return;
  if (ifUnmodifiedSince === undefined || parseHttpDate(ifUnmodifiedSince) === undefined) {
    throw new PreconditionRequiredError();
  }
}

/** A date that there is nothing to compare with is ignored (RFC 9110, section 13.1.4): it protects nothing. */
function requireComparable({ exchange, conditions }: WebRequest, current: ValidatorSources | null): void {
  if (isRetrieving(exchange.method) || current === null || current.lastModified !== undefined) return;
  if (conditions.ifMatch === undefined && conditions.ifNoneMatch === undefined) throw new PreconditionRequiredError();
}

async function tagOf(
  decorator: string,
  generate: ActionFunction<TagSource> | undefined,
  plan: ActionPlan,
  controller: object,
  args: unknown[],
) {
  const source = await generate?.apply(controller, args as never[]);
  return source === null || source === undefined ? undefined : checked(decorator, plan, () => entityTag(source));
}

async function dateOf(
  decorator: string,
  generate: ActionFunction<DateSource> | undefined,
  plan: ActionPlan,
  controller: object,
  args: unknown[],
) {
  const source = await generate?.apply(controller, args as never[]);
  return source === null || source === undefined ? undefined : checked(decorator, plan, () => requireHttpDate(source));
}

/** Lets an illegal value say where it comes from. */
function checked<T>(decorator: string, plan: ActionPlan, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new TypeError(`${decorator} on ${plan.action}: ${(error as Error).message}`, { cause: error });
  }
}
