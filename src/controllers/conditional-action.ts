import { hash } from 'node:crypto';
import { GuardUnavailableError } from '../guards/guard';
import { type EntityTag, entityTag } from '../http/entity-tag';
import { formatHttpDate, parseHttpDate, requireHttpDate } from '../http/http-date';
import { isConditional, isRetrieving, selectsNoRepresentation } from '../http/preconditions';
import { discard } from '../koa/koa-exchange';
import { isSuccessful } from '../koa/middleware';
import { guardOf, versionsOf } from '../koa/services';
import type { Mark } from '../versions/version-store';
import type { CachingPolicy } from '../web/caching-policy';
import { describe, type ValidatorSources, type WebRequest } from '../web/web-request';
import { type ActionCall, takeCall } from './action-call';
import type { ActionFunction, ActionPlan, DateSource, TagSource } from './action-plan';
import type { Method } from './action-registry';
import { declarationsOf } from './declarations';
import { PreconditionFailedError, PreconditionRequiredError, WriteUnavailableError } from './errors';
import { listed, namesOf, readableTag, tagOfNames } from './version-of';

/** An action under way: its plan, and what it is called with. */
interface Run {
  readonly plan: ActionPlan;
  readonly call: ActionCall;
  readonly web: WebRequest;
  readonly controller: object;
  readonly args: unknown[];
  readonly method: Method;
}

/**
 * Wraps an action so that its plan is carried out around it. A direct call, as from a unit test or `super`, carries no
 * request and reaches the method as it was written.
 */
export function conditionalAction(plan: ActionPlan, method: Method): Method {
  const action: Method = function (...args) {
    const call = takeCall(args);
    if (call === undefined) return method.apply(this, args);
    call.arrived = true;
    return takeTurn({ plan, call, web: call.web, controller: this as object, args, method });
  };
  return Object.defineProperty(action, 'name', { value: method.name, configurable: true });
}

/** A conditional write checks and runs in one turn, so that nothing changes between the two. */
async function takeTurn(run: Run): Promise<unknown> {
  const { plan, call, web } = run;
  if (plan.preconditionRequired) requirePrecondition(web);
  if (!isGuarded(run)) return carryOut(run);
  try {
    return await guardOf(call.ctx).run(guardKey(run), () => carryOut(run), call.clientLeft);
  } catch (error) {
    throw error instanceof GuardUnavailableError ? unavailable(run, error) : error;
  }
}

function isGuarded({ plan, web }: Run): boolean {
  if (plan.etag?.options.guard === false) return false;
  const { method } = web.exchange;
  const evaluated = plan.etag !== undefined || plan.lastModified !== undefined || plan.imperative === true;
  return evaluated && isWriting(method) && isConditional(web.conditions);
}

function isWriting(method: string): boolean {
  return !isRetrieving(method) && !selectsNoRepresentation(method);
}

function guardKey({ plan, call, controller, args }: Run): string {
  const key = plan.etag?.options.guard;
  return key ? String(key.apply(controller, args as never[])) : sameRoute(call.ctx.path);
}

/** One key for all the ways to write a path: to share a turn with another resource costs time, not to share it a write. */
function sameRoute(path: string): string {
  return decoded(path).toLowerCase().replace(/\/+$/, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function carryOut(run: Run): Promise<unknown> {
  const { plan, web, controller } = run;
  const { redirects } = declarationsOf(plan, controller.constructor);
  await mixContext(run);
  if (isEvaluatedBefore(run) && !(redirects && isRetrieving(web.exchange.method))) await evaluateBefore(run);
  if (isNotModified(web)) return stop(run);
  const result = await perform(run);
  if (!isNotModified(web) && !redirects) await evaluateResult(run, result);
  if (isNotModified(web)) {
    discard(result);
    return stop(run);
  }
  run.call.policy = await cachingPolicy(run);
  return result;
}

function isNotModified(web: WebRequest): boolean {
  return web.outcome === 'not-modified';
}

async function mixContext({ plan, call, web, controller }: Run): Promise<void> {
  const { contexts } = declarationsOf(plan, controller.constructor);
  if (contexts.length === 0) return;
  const values = [];
  for (const context of contexts) values.push((await context.call(controller, call.action as never)) ?? '');
  web.tagContext = hash('sha256', JSON.stringify(values.map(String)), 'base64url').slice(0, 16);
}

/** A write needs its current version only to compare it with what the client sends. */
function isEvaluatedBefore({ plan, web }: Run): boolean {
  if (plan.etag === undefined && plan.lastModified === undefined) return false;
  const { method } = web.exchange;
  return isRetrieving(method) || (isWriting(method) && isConditional(web.conditions));
}

async function evaluateBefore(run: Run): Promise<void> {
  const { plan, web } = run;
  const current = await currentValidators(run);
  if (plan.preconditionRequired) requireComparable(web, current);
  const decision = web.evaluate(current === null ? null : web.inContext(current), plan.etag?.options.ifMatch);
  if (decision.outcome !== 'precondition-failed') return;
  if (hasResultValidators(plan) && isRetrieving(web.exchange.method)) return;
  web.exchange.reject(412, describe(decision));
}

/** `null` where there is no representation; also where a read cannot be told its version, and so is not evaluated. */
async function currentValidators(run: Run): Promise<ValidatorSources | null> {
  const { plan, web } = run;
  const etag = await currentTag(run);
  if (etag === 'unknown' && isRetrieving(web.exchange.method)) return null;
  const lastModified = await dateOf('@LastModified', plan.lastModified, run, run.args);
  if (etag === undefined && lastModified === undefined) return null;
  return { etag: etag === 'unknown' ? undefined : etag, lastModified };
}

async function currentTag(run: Run): Promise<EntityTag | 'unknown' | undefined> {
  const generate = run.plan.etag?.generate;
  const names = generate === undefined ? undefined : namesOf(generate);
  if (names === undefined) return tagOf('@ETag', generate, run, run.args);
  const versioned = await names.apply(run.controller, run.args as never[]);
  if (versioned === null || versioned === undefined) return undefined;
  const tag = await versionTag(run, listed(versioned));
  return tag === undefined ? 'unknown' : { value: tag, weak: false };
}

/** Nothing tells whether a write may be made if its version cannot be had. */
async function versionTag(run: Run, names: readonly string[]): Promise<string | undefined> {
  const store = versionsOf(run.call.ctx);
  if (isRetrieving(run.web.exchange.method)) return readableTag(store, names);
  return Promise.resolve(tagOfNames(store, names)).catch((error) => {
    throw unavailable(run, error);
  });
}

/** Runs the action, with the names that it changes marked. */
async function perform(run: Run): Promise<unknown> {
  const { plan, controller, args, method } = run;
  const mark = plan.touches === undefined ? undefined : await markNames(run, plan.touches);
  try {
    return await method.apply(controller, args);
  } catch (error) {
    throw plan.etag?.options.conflict?.(error) ? new PreconditionFailedError() : error;
  } finally {
    await settle(mark);
  }
}

async function markNames(run: Run, touches: NonNullable<ActionPlan['touches']>): Promise<Mark> {
  const names = listed(await touches.apply(run.controller, run.args as never[]));
  try {
    return await versionsOf(run.call.ctx).mark(names);
  } catch (error) {
    throw unavailable(run, error);
  }
}

/** The write is done; a mark that cannot be settled keeps its names untagged until it expires. */
async function settle(mark: Mark | undefined): Promise<void> {
  try {
    await mark?.settle();
  } catch (error) {
    process.emitWarning(`A mark was left to expire, the version store cannot be asked: ${String(error)}`);
  }
}

/** The error handler of routing-controllers sends no fields of the error. */
function unavailable({ call }: Run, cause: unknown): WriteUnavailableError {
  const error = new WriteUnavailableError(`Retry later: ${cause instanceof Error ? cause.message : String(cause)}`);
  for (const [name, value] of Object.entries(error.headers)) call.ctx.set(name, value);
  return error;
}

function hasResultValidators(plan: ActionPlan): boolean {
  return plan.etagFromResult !== undefined || plan.lastModifiedFromResult !== undefined;
}

/** A read is evaluated once its validators are known; a write publishes those of the version it has made. */
async function evaluateResult(run: Run, result: unknown): Promise<void> {
  const { plan, web } = run;
  if (!hasResultValidators(plan) || result === null || result === undefined) return;
  const { status } = web.exchange;
  if (status !== undefined && !isSuccessful(status)) return;
  const etag = await tagOf('@ETagFromResult', plan.etagFromResult, run, [result]);
  const lastModified = await dateOf('@LastModifiedFromResult', plan.lastModifiedFromResult, run, [result]);
  web.publish({ etag, lastModified });
  if (!isRetrieving(web.exchange.method)) return;
  const decision = web.evaluate(web.validators, plan.etag?.options.ifMatch);
  if (decision.outcome === 'precondition-failed') {
    discard(result);
    web.exchange.reject(412, describe(decision));
  }
}

/** Leaves the action with a 304 that carries what its 200 would. */
async function stop(run: Run): Promise<never> {
  const { plan, call, web, controller } = run;
  call.policy = await cachingPolicy(run);
  for (const [name, value] of declarationsOf(plan, controller.constructor).fields) {
    if (web.exchange.responseField(name) === undefined) web.exchange.setResponseField(name, value);
  }
  return call.stop();
}

async function cachingPolicy(run: Run): Promise<CachingPolicy> {
  const { plan, controller, args } = run;
  const { policy } = declarationsOf(plan, controller.constructor);
  if (plan.expires === undefined) return policy;
  const expires = await plan.expires.apply(controller, args as never[]);
  return { ...policy, expires: checked('@Expires', run, () => formatHttpDate(expiryDate(expires))) };
}

function expiryDate(expires: Date | number): Date | number {
  if (typeof expires !== 'number') return expires;
  if (expires >= 0) return Date.now() + expires * 1000;
  throw new TypeError(`it takes a Date or seconds from now, 0 or more, not ${expires}`);
}

function requirePrecondition({ exchange, conditions }: WebRequest): void {
  if (!isWriting(exchange.method)) return;
  const { ifMatch, ifNoneMatch, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined || ifNoneMatch !== undefined) return;
  if (ifUnmodifiedSince === undefined || parseHttpDate(ifUnmodifiedSince) === undefined) {
    throw new PreconditionRequiredError();
  }
}

/** A date that there is nothing to compare with is ignored (RFC 9110, section 13.1.4): it protects nothing. */
function requireComparable({ exchange, conditions }: WebRequest, current: ValidatorSources | null): void {
  if (!isWriting(exchange.method) || current === null || current.lastModified !== undefined) return;
  if (conditions.ifMatch === undefined && conditions.ifNoneMatch === undefined) throw new PreconditionRequiredError();
}

async function tagOf(
  decorator: string,
  generate: ActionFunction<TagSource> | undefined,
  run: Run,
  args: unknown[],
): Promise<EntityTag | undefined> {
  const source = await generate?.apply(run.controller, args as never[]);
  return source === null || source === undefined ? undefined : checked(decorator, run, () => entityTag(source));
}

async function dateOf(
  decorator: string,
  generate: ActionFunction<DateSource> | undefined,
  run: Run,
  args: unknown[],
): Promise<number | undefined> {
  const source = await generate?.apply(run.controller, args as never[]);
  return source === null || source === undefined ? undefined : checked(decorator, run, () => requireHttpDate(source));
}

/** Lets an illegal value say where it comes from. */
function checked<T>(decorator: string, { plan }: Run, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new TypeError(`${decorator} on ${plan.action}: ${(error as Error).message}`, { cause: error });
  }
}
