import { endsWithin } from '../stores/ends-within';
import type { HttpExchange } from '../web/http-exchange';

/** A task to run when a write has ended. It never throws. */
export type EndTask = () => void | PromiseLike<void>;

/**
 * The end of a write: the moment when everything around it has ended, not when its method returns. Its marks are
 * settled and its turn is given up then.
 *
 * If `conditionalRequests()` surrounds the write on Koa, that middleware calls {@link end} when everything inside it is
 * done. Otherwise the write has ended when the visible code has ended *and* the response's head is written or its
 * connection has closed: code around it that commits does so before the head.
 */
export class WriteEnd {
  readonly #tasks: EndTask[] = [];
  readonly #exchange: HttpExchange;
  #surrounded = false;
  #over = false;
  #answered = false;
  #ended: Promise<void> | undefined;
  #stopListening: (() => void) | undefined;
  #whenEnded: (() => void) | undefined;
  /** Whether the response can be held back, and whether it has to be. */
  #canHold = false;
  #holds = false;

  constructor(exchange: HttpExchange) {
    this.#exchange = exchange;
  }

  /**
   * Adds a task. Tasks run one after the other in reverse order. If the write has ended already, the task runs at once.
   */
  async add(task: EndTask): Promise<void> {
    if (this.#ended !== undefined) return task();
    this.#tasks.push(task);
    if (!this.#surrounded) this.#listen();
  }

  /**
   * Adds a task that runs after all others, including those of the turn. The response waits for it if it can be held.
   */
  async addLast(task: EndTask): Promise<void> {
    this.#holds = true;
    if (this.#ended !== undefined) return task();
    this.#tasks.unshift(task);
    if (!this.#surrounded) this.#listen();
  }

  /**
   * Lets the response wait for the tasks of {@link addLast}, for at most `bound` milliseconds. It is for drivers on which
   * {@link end} is not called before the response is sent. Outer middleware has already done its work by then.
   */
  holdResponse(bound: number): void {
    if (this.#surrounded || this.#canHold) return;
    this.#canHold = true;
    this.#exchange.hold(() => {
      if (!this.#holds) return undefined;
      this.#answered = true;
      this.#endIfDone();
      return this.#endedWithin(bound);
    });
  }

  /** Waits for a call of {@link end} instead of finding the end itself. */
  surround(): void {
    this.#surrounded = true;
  }

  /** Notes that the visible code around the write has ended. */
  over(): void {
    this.#over = true;
    this.#endIfDone();
  }

  /** Ends the write, once. */
  end(): Promise<void> {
    this.#ended ??= this.#run();
    return this.#ended;
  }

  async #endedWithin(bound: number): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#whenEnded = resolve;
    });
    await endsWithin(this.#ended ?? ended, bound);
  }

  #listen(): void {
    if (this.#stopListening !== undefined) return;
    this.#answered = this.#exchange.headSent || this.#exchange.closed;
    const answered = () => {
      this.#answered = true;
      this.#endIfDone();
    };
    this.#stopListening = this.#exchange.onClose(answered);
    if (!this.#exchange.headSent) this.#exchange.beforeHead(answered);
  }

  #endIfDone(): void {
    if (this.#over && this.#answered && !this.#surrounded) void this.end();
  }

  async #run(): Promise<void> {
    this.#stopListening?.();
    for (let task = this.#tasks.pop(); task !== undefined; task = this.#tasks.pop()) await task();
    this.#whenEnded?.();
  }
}
