import type { Guard } from '../stores/guard';
import { InProcessGuard } from '../stores/in-process-guard';
import { MemoryVersions } from '../stores/memory-versions';
import type { VersionStore } from '../stores/version-store';
import { isObserved, publishEvaluation } from '../web/diagnostics';
import { EvaluationObserver } from '../web/evaluation-observer';
import type { HttpExchange } from '../web/http-exchange';
import { PreconditionCheck } from '../web/precondition-check';
import { RequestSlot } from '../web/request-slot';
import { writeServerTiming } from '../web/server-timing';
import { WebRequest } from '../web/web-request';
import type { ConditionalRequestsOptions } from './conditional-requests-options';
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

  get end(): WriteEnd {
    this.#end ??= new WriteEnd(this.exchange);
    return this.#end;
  }

  /** Notes that the visible code around the write has ended. */
  over(): void {
    this.#end?.over();
  }
}
