import type { Action, ActionMetadata } from 'routing-controllers';
import type { ConditionalRequest } from '../../application/conditional-request';
import { isWrite } from '../../http/methods';
import type { Validators } from '../../http/preconditions';
import { isSuccessful } from '../../web/answer-from-response';
import type { CachingPolicy } from '../../web/caching-policy';
import type { HttpExchange, RefusalStatus } from '../../web/http-exchange';
import type { PreconditionCheck } from '../../web/precondition-check';
import { RequestSlot } from '../../web/request-slot';
import type { Responder } from '../../web/responder';
import { refusal } from '../errors';
import type { CompletePlan } from '../plan/complete-plan';
import { warnOfAction } from '../warning';
import { CachingFields } from './caching-fields';
import type { CurrentRepresentation } from './current-representation';
import { NOT_MODIFIED } from './not-modified';
import { requireComparable } from './required-precondition';
import { shareWhenSent } from './shared-storing';
import { takeVersionArguments } from './version-argument';
import type { NamedVersions } from './versioned-tag';

/** A call of an action by routing-controllers. */
export interface ActionCall {
  readonly action: Action;
  readonly metadata: ActionMetadata;
  /** The path parameters as sent. */
  readonly params: Readonly<Record<string, unknown>>;
}

const MARK = Symbol.for('routing-controllers-etag/run');

/** The run of a request, if its action is conditional. */
export const RUN = new RequestSlot<ActionRun>('action-run');

/**
 * The state of one request to a conditional action. The driver creates it and passes it to the action as the last
 * argument; the steps of the action record in it what the driver commits to the response.
 */
export class ActionRun implements Responder {
  /** Distinguishes a run, including one of another copy of this package, from the action's own arguments. */
  readonly [MARK] = true;
  readonly exchange: HttpExchange;
  readonly check: PreconditionCheck;
  /** The positions of the arguments with `@CurrentVersion()`. */
  readonly versionArguments: readonly number[];
  /** The controller; set when the wrapped method is called. */
  controller: object = {};
  /**
   * Whether the wrapped method received this run; `false` if a decorator above answered in its place or dropped the
   * argument.
   */
  arrived = false;
  /** The decorators whose functions have returned `undefined`. */
  readonly missing: string[] = [];
  /** Whether the action's method was called. */
  performed = false;
  /** Whether the action's method is running. */
  performing = false;
  /** Whether the action has been ended with a 304. */
  stopped = false;
  /** The representation that a 412 carries. */
  representation: CurrentRepresentation | undefined;
  /** The declared caching policy; `undefined` until the action has succeeded. */
  policy: CachingPolicy | undefined;
  /** The names and versions from which the tag was made, to be looked up again when a read has ended. */
  versioned: NamedVersions | undefined;
  /** Whether the second look-up found the same versions. */
  confirmed = false;
  /** The touched names, with the versions that they get when the write has ended. */
  touched: NamedVersions | undefined;
  /** The caching fields before the action ran. */
  #before: CachingFields | undefined;
  #committed = false;

  private constructor(
    readonly plan: CompletePlan,
    readonly request: ConditionalRequest,
    /** The request and its action in routing-controllers. */
    readonly call: ActionCall,
    /** The action's own arguments, without the current version. */
    readonly args: unknown[],
  ) {
    this.exchange = request.exchange;
    this.check = request.check;
    this.versionArguments = plan.currentVersion === true ? takeVersionArguments(args) : [];
  }

  /** Makes the run of a request, which commits the response from now on. */
  static start(plan: CompletePlan, request: ConditionalRequest, call: ActionCall, args: unknown[]): ActionRun {
    const run = new ActionRun(plan, request, call, args);
    RUN.set(request, run);
    shareWhenSent(run);
    run.check.deferred = true;
    run.check.responder = run;
    return run;
  }

  /** After the commit, middleware around the controllers evaluates, and the framework refuses. */
  reject(status: RefusalStatus, message: string): never {
    if (!this.check.deferred) return this.exchange.reject(status, message);
    throw refusal(status, message);
  }

  warn(code: string, message: string): void {
    warnOfAction(this.call.metadata, code, message);
  }

  beforeEvaluation(current: Validators | null): void {
    if (isWrite(this.exchange.method)) requireComparable(this, current);
  }

  /** Whether what was decided has been written to the response. */
  get committed(): boolean {
    return this.#committed;
  }

  /** Notes the caching fields before the action runs, to find those that the action sets itself. */
  noteCachingFields(): void {
    if (this.check.isRetrieving) this.#before = CachingFields.of(this.exchange);
  }

  /** A caching decorator may make its key from all arguments as JSON. */
  toJSON(): null {
    return null;
  }

  /** Answers with a 304; the action's result is discarded. */
  stop(policy: CachingPolicy): never {
    this.stopped = true;
    this.policy = policy;
    throw NOT_MODIFIED;
  }

  /**
   * Writes the decision to the response: a 304, a 412 with the current representation, or a successful response. From
   * then on, middleware around the controllers may evaluate the response.
   */
  commit(): void {
    this.check.deferred = false;
    this.check.responder = this;
    if (this.#committed || this.exchange.headSent) return;
    if (this.stopped) this.#commitNotModified();
    else if (this.representation !== undefined) this.#commitRefused(this.representation);
    else this.#commitSuccess();
  }

  #commitSuccess(): void {
    if (this.policy === undefined || !isSuccessful(this.exchange.status)) return;
    this.#committed = true;
    this.#warnOfMissingTag();
    if (this.#before !== undefined) this.plan.caching.learn(CachingFields.of(this.exchange).differing(this.#before));
    this.check.commit(this.policy);
  }

  #warnOfMissingTag(): void {
    const { isRetrieving, validators } = this.check;
    if (!isRetrieving || validators.etag !== undefined || validators.lastModified !== undefined) return;
    const [decorator] = this.missing;
    if (decorator === undefined) return;
    warnOfAction(
      this.call.metadata,
      'ETAG_NO_TAG',
      `answered without a tag or a date, because the function of its ${decorator} returned undefined: is a return missing? ` +
        'Return null if the resource does not exist, and `untagged` (in @ETag) if it exists without a tag',
    );
  }

  /** Skipped if an interceptor has failed meanwhile. */
  #commitRefused({ etag }: CurrentRepresentation): void {
    if (!isSuccessful(this.exchange.status)) return;
    this.#committed = true;
    this.exchange.setStatus(412);
    this.check.describeCurrent(etag);
  }

  #commitNotModified(): void {
    this.#committed = true;
    for (const [name, value] of this.plan.fields) this.exchange.setResponseField(name, value);
    this.check.commit(this.policy);
  }
}

/** Removes the run from the end of an action's arguments. */
export function takeRun(args: unknown[]): ActionRun | undefined {
  const last = args.at(-1);
  if (typeof last !== 'object' || last === null || !(MARK in last)) return undefined;
  args.pop();
  return last as ActionRun;
}
