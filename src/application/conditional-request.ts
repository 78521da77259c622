import type { SharedCache } from '../cdn/shared-cache';
import { isWrite } from '../http/methods';
import type { Guard } from '../stores/guard';
import { InProcessGuard } from '../stores/in-process-guard';
import { MemoryVersions } from '../stores/memory-versions';
import type { VersionStore } from '../stores/version-store';
import { isSuccessful } from '../web/answer-from-response';
import { isObserved, publishEvaluation } from '../web/diagnostics';
import { EvaluationObserver } from '../web/evaluation-observer';
import type { HttpExchange } from '../web/http-exchange';
import { PreconditionCheck } from '../web/precondition-check';
import { RequestSlot } from '../web/request-slot';
import { writeServerTiming } from '../web/server-timing';
import { WebRequest } from '../web/web-request';
import type { ConditionalRequestsOptions } from './conditional-requests-options';
import { sharedCacheOf } from './shared-cache';
import { WriteEnd } from './write-end';

/** One of each for the process, even with two copies of this package. They are created on first use. */
const defaultGuard = new RequestSlot<Guard>('default-guard');
const defaultVersions = new RequestSlot<VersionStore>('default-versions');

/** The state of one request: its preconditions, the options of the application, and the end of its write. */
export class ConditionalRequest {
  readonly check: PreconditionCheck;
  readonly web: WebRequest;
  /** The options of `conditionalRequests()`; `undefined` for a request that has not passed it. */
  options: ConditionalRequestsOptions | undefined;
  #end: WriteEnd | undefined;
  /** Adds the fields for shared caches to the response. */
  #completeShared: (() => void) | undefined;
  #completesShared = false;

  constructor(readonly exchange: HttpExchange) {
    this.check = new PreconditionCheck(exchange);
    this.web = WebRequest.of(this.check);
    if (isObserved()) this.#observe();
  }

  /** Adds the options of one `conditionalRequests()`; an inner one overrides the outer one option by option. */
  configure(options: ConditionalRequestsOptions): void {
    this.options = { ...this.options, ...options };
    this.check.marks = { apacheMarks: this.options.apacheMarks };
    if (options.serverTiming === true) this.#showServerTiming();
    if (options.sharedCache !== undefined) this.#prepareSharedCache();
  }

  /**
   * Calls the listener just before the head of a 2xx or 304 is written, after everything that is registered inside the
   * `conditionalRequests()` with the shared cache. Until then, it may still change who can store the response.
   */
  whenShared(listener: () => void): void {
    this.#completeShared = listener;
    this.#completeSharedLast();
  }

  /** Wraps the response before inner middleware does, so that its commits come before the wait. */
  #prepareSharedCache(): void {
    this.#completeSharedLast();
    const wait = this.sharedCache?.wait;
    if (wait !== undefined && isWrite(this.exchange.method)) this.end.holdResponse(wait);
  }

  #completeSharedLast(): void {
    if (this.#completesShared) return;
    this.#completesShared = true;
    this.exchange.lastBeforeHead((status) => {
      if (isSuccessful(status) || status === 304) this.#completeShared?.();
    });
  }

  #observe(): EvaluationObserver {
    const observer = new EvaluationObserver(this.check, publishEvaluation);
    this.check.observer = observer;
    this.exchange.observe(observer);
    return observer;
  }

  #showServerTiming(): void {
    const { exchange } = this;
    const observer = this.check.observer ?? this.#observe();
    exchange.lastBeforeHead((status) => {
      const event = observer.eventOf(status);
      if (event !== undefined) writeServerTiming(exchange, event);
    });
  }

  get guard(): Guard {
    return this.options?.guard ?? defaultGuard.get(globalThis) ?? defaultGuard.set(globalThis, new InProcessGuard());
  }

  get versions(): VersionStore {
    return (
      this.options?.versions ?? defaultVersions.get(globalThis) ?? defaultVersions.set(globalThis, new MemoryVersions())
    );
  }

  /** The shared caches that the application was told of. */
  get sharedCache(): SharedCache | undefined {
    const { sharedCache } = this.options ?? {};
    return sharedCache && sharedCacheOf(sharedCache);
  }

  get end(): WriteEnd {
    this.#end ??= new WriteEnd(this.exchange);
    return this.#end;
  }

  /** Notes that the visible code around the write has ended. */
  over(): void {
    this.#end?.over();
  }
}
