import { createHash, type Hash } from 'node:crypto';
import { isConditional } from '../http/conditions';
import { formatEntityTag } from '../http/entity-tag';
import { formatHttpDate } from '../http/http-date';
import { isRetrieving, isWrite } from '../http/methods';
import type { Decision, Validators } from '../http/preconditions';
import { isSuccessful } from './answer-from-response';
import type { CurrentValidators, EvaluationEvent } from './evaluation-event';
import {
  type EvaluationFacts,
  type Reasoned,
  type RefusalReason,
  reasonOf,
  type UntaggedReason,
} from './evaluation-reason';
import type { ResponseObserver } from './http-exchange';
import type { PreconditionCheck } from './precondition-check';
import { type SeenNames, type SeenResponses, seenResponses } from './seen-responses';

/**
 * Collects what happens to one request and makes its event. It is created only while somebody observes evaluations.
 */
export class EvaluationObserver implements ResponseObserver {
  /** The controller and its method. */
  action: string | undefined;
  /** The names that the tag depends on. */
  versioned: SeenNames | undefined;
  #dateTooRecent = false;
  #touched: readonly string[] = [];
  #decision: Decision | undefined;
  #refusal: Decision | undefined;
  #compared: Validators | null | undefined;
  #judged: Validators | null | undefined;
  #untagged: UntaggedReason | undefined;
  #refusedFor: RefusalReason | undefined;
  #waited: number | undefined;
  /** The content, if all of it is sent at once. */
  #content: string | Uint8Array | undefined;
  #digestOfContent: string | undefined;
  #digestOfParts: Hash | undefined;
  #bytesOfParts = 0;
  readonly #seen: SeenResponses = seenResponses();

  /** @param publish - called with the event when the head of the response has been written */
  constructor(
    private readonly check: PreconditionCheck,
    private readonly publish: (event: EvaluationEvent) => void,
  ) {}

  evaluated(compared: Validators | null, decision: Decision): void {
    this.#compared = compared;
    this.#decision = decision;
  }

  /** The comparison before a write's turn: it counts only if it fails. */
  judged(current: Validators | null): void {
    this.#judged = current;
  }

  refused(decision: Decision): void {
    if (decision !== this.#decision) this.#compared = this.#judged;
    this.#refusal = decision;
  }

  /** Notes why there is no tag. The first reason is the most specific, so it is kept. */
  untagged(reason: UntaggedReason | undefined): void {
    this.#untagged ??= reason;
  }

  /** Notes that this response is not tagged or evaluated. */
  leftAlone(): void {
    if (!this.check.isRetrieving) this.untagged('method');
  }

  /** Notes why the request is refused, for a reason other than a comparison. */
  refusedFor(reason: RefusalReason): void {
    this.#refusedFor = reason;
  }

  /** Notes that a date was omitted because its second is not over. */
  omittedDate(): void {
    this.#dateTooRecent = true;
  }

  /** Notes that the action threw a 412, unless its {@link PreconditionCheck} did. */
  conflicted(): void {
    if (this.#refusal === undefined) this.#refusedFor = 'conflict';
  }

  touched(names: readonly string[]): void {
    this.#touched = names;
  }

  /** @returns a function to call when the write has its turn, or will not get one */
  waits(): () => void {
    const start = performance.now();
    return () => {
      this.#waited = performance.now() - start;
    };
  }

  sendsWhole(content: string | Uint8Array): void {
    this.#content = content;
  }

  headSent(status: number): void {
    if (isWrite(this.check.exchange.method) && isSuccessful(status)) this.#seen.noteWrite();
    const event = this.eventOf(status);
    if (event === undefined) return;
    this.#remember(event);
    this.publish(event);
  }

  /**
   * The event as far as it is known, for a response with a status; `undefined` if the request is neither conditional
   * nor taggable.
   */
  eventOf(status: number): EvaluationEvent | undefined {
    return this.#concerns() ? this.#event(status) : undefined;
  }

  sendsPart(content: string | Uint8Array): void {
    this.#digestOfParts?.update(content);
    this.#bytesOfParts += Buffer.byteLength(content);
  }

  ended(): void {
    if (this.#digestOfParts !== undefined)
      this.#rememberResponse(this.#digestOfParts.digest('base64'), this.#bytesOfParts);
  }

  #event(status: number): EvaluationEvent {
    const { exchange, sent } = this.check;
    const { method, path, route } = exchange;
    const response = {
      etag: exchange.responseField('etag'),
      lastModified: exchange.responseField('last-modified'),
      cacheControl: exchange.responseField('cache-control'),
    };
    const { reason, field } = this.#reason(status, response);
    return {
      method,
      path,
      route,
      action: this.action,
      status,
      outcome: this.#refusal?.outcome ?? this.#decision?.outcome,
      reason,
      field,
      sent,
      current: this.#current(response),
      waited: this.#waited,
      bytes: this.#bytes(status),
      bytesNotSent: status === 304 ? this.#seen.bytesOf(this.#url) : undefined,
    };
  }

  #reason(status: number, response: EvaluationFacts['response']): Reasoned {
    const { exchange, sent, marks } = this.check;
    return reasonOf({
      method: exchange.method,
      status,
      sent,
      decision: this.#decision,
      compared: this.#compared,
      refusal: this.#refusal,
      untagged: this.#untagged,
      refusedFor: this.#refusedFor,
      dateTooRecent: this.#dateTooRecent,
      tagUnstable: this.#isTagUnstable(),
      untouched: this.#isUntouched(status),
      marks,
      response,
    });
  }

  /** Whether the request is conditional, or its response could be tagged. */
  #concerns(): boolean {
    const { check } = this;
    return check.isRetrieving || isConditional(check.sent) || this.action !== undefined || this.#decision !== undefined;
  }

  #current(response: CurrentValidators): CurrentValidators {
    const compared = this.#compared;
    if (compared === undefined) return { etag: response.etag, lastModified: response.lastModified };
    return {
      etag: compared?.etag && formatEntityTag(compared.etag),
      lastModified: compared?.lastModified === undefined ? undefined : formatHttpDate(compared.lastModified),
    };
  }

  #bytes(status: number): number | undefined {
    const { exchange } = this.check;
    if (status === 304 || status === 204 || exchange.method === 'HEAD') return 0;
    if (this.#content !== undefined) return Buffer.byteLength(this.#content);
    const length = exchange.responseField('content-length');
    return length === undefined ? undefined : Number(length);
  }

  /** Includes the host and the query, because responses may differ by both. */
  get #url(): string {
    const { exchange } = this.check;
    return `${exchange.requestField('host')}${exchange.target}`;
  }

  get #path(): string {
    const { exchange } = this.check;
    return `${exchange.requestField('host')}${exchange.path}`;
  }

  #isTagUnstable(): boolean {
    const { exchange } = this.check;
    if (exchange.method !== 'GET') return false;
    return this.#seen.isUnstable(this.#url, { tag: exchange.responseField('etag'), digest: this.#digest });
  }

  /** Whether a write left unchanged the versions that the tag of its path depends on. */
  #isUntouched(status: number): boolean {
    if (!isWrite(this.check.exchange.method) || !isSuccessful(status)) return false;
    const known = this.#seen.names.get(this.#path);
    return known !== undefined && !known.names.some((name) => this.#touched.includes(name)) && known.isCurrent();
  }

  #remember({ method, status, bytes }: EvaluationEvent): void {
    if (this.versioned !== undefined && isRetrieving(method)) this.#seen.names.set(this.#path, this.versioned);
    if (status !== 200 || method !== 'GET') return;
    if (this.#digest === undefined) this.#digestOfParts = createHash('sha256');
    else this.#rememberResponse(this.#digest, bytes);
  }

  #rememberResponse(digest: string, bytes: number | undefined): void {
    this.#seen.remember(this.#url, { tag: this.check.exchange.responseField('etag'), digest, bytes });
  }

  get #digest(): string | undefined {
    if (this.#content === undefined) return undefined;
    this.#digestOfContent ??= createHash('sha256').update(this.#content).digest('base64');
    return this.#digestOfContent;
  }
}
