import type { HttpExchange } from '../web/http-exchange';

/** Something that is to be done when a write has ended. It never throws. */
export type EndTask = () => void | PromiseLike<void>;

/**
 * The end of a write: when everything around it has ended, and not when its method returns. Its marks are settled then, and
 * its turn is given up.
 *
 * Where `conditionalRequests()` surrounds the write, that middleware calls {@link end} once all inside of it is done. Elsewhere
 * the write has ended when the code that we can see is over, *and* the response's head is written or its connection has closed:
 * what commits around that code does so before the head.
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

  /** Adds a task; tasks run in the reverse order, one after the other, and at once if the write has ended already. */
  async add(task: EndTask): Promise<void> {
    if (this.#ended !== undefined) return task();
    this.#tasks.push(task);
    if (!this.#surrounded) this.#listen();
  }

  /** Adds a task that runs when all others have, those of the turn too; the response waits for it where it can be held. */
  async addLast(task: EndTask): Promise<void> {
    this.#holds = true;
    if (this.#ended !== undefined) return task();
    this.#tasks.unshift(task);
    if (!this.#surrounded) this.#listen();
  }

  /**
   * Lets the response wait until the write has ended or the bound has passed, if it is to wait: where {@link end} is not called
   * before the response goes out. What middleware does before it sends is done then.
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

  /** Leaves the end to who calls {@link end}. */
  surround(): void {
    this.#surrounded = true;
  }

  /** The code around the write that we can see is over. */
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
    let timer: NodeJS.Timeout | undefined;
    const passed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, bound);
    });
    const ended = new Promise<void>((resolve) => {
      this.#whenEnded = resolve;
    });
    await Promise.race([this.#ended ?? ended, passed]);
    clearTimeout(timer);
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
