import { tell } from './events';
import { GuardUnavailableError } from './guard';

/** A wait for a turn that ends when the client disconnects or the time is up. */
export class BoundedWait {
  readonly #stop = new AbortController();
  readonly #clientLeft: AbortSignal;
  readonly #leave = () => this.#stop.abort(this.#clientLeft.reason);
  readonly #timer: NodeJS.Timeout;

  /**
   * @param bound - how long to wait, in milliseconds
   * @throws the reason of `clientLeft` if the client has left already
   */
  constructor(keys: readonly string[], bound: number, clientLeft: AbortSignal) {
    clientLeft.throwIfAborted();
    this.#clientLeft = clientLeft;
    clientLeft.addEventListener('abort', this.#leave, { once: true });
    this.#timer = setTimeout(() => {
      tell({ code: 'ETAG_GUARD_BUSY', keys, waited: bound });
      this.#stop.abort(new GuardUnavailableError(`The resource was busy for ${bound} ms`, { reason: 'busy' }));
    }, bound);
  }

  /** Aborts when the wait ends without a turn; its reason is the error of the waiting request. */
  get over(): AbortSignal {
    return this.#stop.signal;
  }

  /** Ends the wait, with or without a turn. */
  end(): void {
    clearTimeout(this.#timer);
    this.#clientLeft.removeEventListener('abort', this.#leave);
  }
}
