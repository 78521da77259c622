import type { Action, ActionMetadata } from 'routing-controllers';
import type { ConditionalRequest } from '../../application/conditional-request';
import { isSuccessful } from '../../web/answer-from-response';
import type { CachingPolicy } from '../../web/caching-policy';
import type { HttpExchange } from '../../web/http-exchange';
import type { PreconditionCheck } from '../../web/precondition-check';
import { RequestSlot } from '../../web/request-slot';
import { refusal } from '../errors';
import type { CompletePlan } from '../plan/complete-plan';
import { warnOfAction } from '../warning';
import { CachingFields } from './caching-fields';
import type { CurrentRepresentation } from './current-representation';
import { NOT_MODIFIED } from './not-modified';
import { shareWhenSent } from './shared-storing';
import { takeVersionArguments } from './version-argument';
import type { NamedVersions } from './versioned-tag';

/** A call of an action as routing-controllers sees it. */
export interface ActionCall {
  readonly action: Action;
  readonly metadata: ActionMetadata;
  /** The path parameters as they were sent. */
  readonly params: Readonly<Record<string, unknown>>;
}

const MARK = Symbol.for('routing-controllers-etag/run');

/** The run that a request is on, if its action is conditional. */
export const RUN = new RequestSlot<ActionRun>('action-run');

/**
 * One request on its way through a conditional action. The driver makes it and hands it to the action as its last argument; the
 * steps of the action leave in it what the driver commits to the response.
 */
export class ActionRun {
  /** Tells a run, also one made by another copy of this package, from the action's own arguments. */
  readonly [MARK] = true;
  readonly exchange: HttpExchange;
  readonly check: PreconditionCheck;
  /** The positions of the arguments that are the current version. */
  readonly versionArguments: readonly number[];
  /** The controller that was called; known once the run has arrived at the action. */
  controller: object = {};
  /** Whether the run has arrived at the action: a decorator above may have answered in its place. */
  arrived = false;
  /** The decorators whose functions have given `undefined`. */
  readonly missing: string[] = [];
  /** Whether the action's method was called. */
  performed = false;
  /** Whether the action's method is at work. */
  performing = false;
  /** Whether the action was left with a 304. */
  stopped = false;
  /** What the response is to carry in the place of a plain 412. */
  representation: CurrentRepresentation | undefined;
  /** What is declared of the response's caching; `undefined` until the action has succeeded. */
  policy: CachingPolicy | undefined;
  /** The versions of names that the tag was made of, to be looked up again when a read has ended. */
  versioned: NamedVersions | undefined;
  /** Whether they were found to be the same when the response was made. */
  confirmed = false;
  /** The versions that the names which the action touches get when it has ended. */
  touched: NamedVersions | undefined;
  /** What the response said of its caching before the action ran. */
  #before: CachingFields | undefined;
  #committed = false;

  private constructor(
    readonly plan: CompletePlan,
    readonly request: ConditionalRequest,
    /** The request and its action as routing-controllers sees them. */
    readonly call: ActionCall,
    /** The action's own arguments, without the current version. */
    readonly args: unknown[],
  ) {
    this.exchange = request.exchange;
    this.check = request.check;
    this.versionArguments = plan.currentVersion === true ? takeVersionArguments(args) : [];
  }

  /** Makes the run of a request: from now on it says what becomes of the response. */
  static start(plan: CompletePlan, request: ConditionalRequest, call: ActionCall, args: unknown[]): ActionRun {
    const run = new ActionRun(plan, request, call, args);
    RUN.set(request, run);
    shareWhenSent(run);
    run.check.deferred = true;
    run.check.reject = (status, message) => {
      throw refusal(status, message);
    };
    return run;
  }

  /** Whether what was decided has been written to the response. */
  get committed(): boolean {
    return this.#committed;
  }

  /** Notes what the response says of its caching before the action runs: what differs afterwards is the action's. */
  noteCachingFields(): void {
    if (this.check.isRetrieving) this.#before = CachingFields.of(this.exchange);
  }

  /** Decorators may make a key of all arguments. */
  toJSON(): null {
    return null;
  }

  /** Ends the action with a 304: nobody gets its result. */
  stop(policy: CachingPolicy): never {
    this.stopped = true;
    this.policy = policy;
    throw NOT_MODIFIED;
  }

  /**
   * Writes what was decided to the response, if it is a 304, carries what a write has failed on, or has succeeded. From then on
   * middleware around the controllers may evaluate the response.
   */
  commit(): void {
    this.check.deferred = false;
    this.check.reject = (status, message) => this.exchange.reject(status, message);
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
      `answered without a validator, as the function of its ${decorator} returned undefined: it may lack a return. Let it ` +
        'return null where there is nothing, and `untagged` (of @ETag) where there is something without a tag',
    );
  }

  /** An interceptor may have failed meanwhile. */
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

/** Takes the run off the end of an action's arguments. */
export function takeRun(args: unknown[]): ActionRun | undefined {
  const last = args.at(-1);
  if (typeof last !== 'object' || last === null || !(MARK in last)) return undefined;
  args.pop();
  return last as ActionRun;
}
