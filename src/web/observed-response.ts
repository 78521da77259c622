import type { ServerResponse } from 'node:http';
import type { ResponseObserver } from './http-exchange';
import { writtenContent } from './written-content';

/** Tells an observer what is written to a response. */
export class ObservedResponse {
  readonly #write: ServerResponse['write'];
  readonly #end: ServerResponse['end'];
  #headTold = false;
  #ending = false;

  constructor(
    private readonly res: ServerResponse,
    private readonly observer: ResponseObserver,
  ) {
    this.#write = res.write;
    this.#end = res.end;
  }

  /** Replaces `write` and `end` of the response. */
  watch(): void {
    this.res.write = this.#writeAndTell.bind(this) as ServerResponse['write'];
    this.res.end = this.#endAndTell.bind(this) as ServerResponse['end'];
  }

  #writeAndTell(...args: Parameters<ServerResponse['write']>): boolean {
    const sent = this.#write.apply(this.res, args);
    // Over HTTP/2 `end` calls `write` with its content.
    if (this.#ending) return sent;
    this.#tellHead();
    const content = writtenContent(args);
    if (content !== undefined) this.observer.sendsPart(content);
    return sent;
  }

  #endAndTell(...args: Parameters<ServerResponse['end']>): ServerResponse {
    if (this.#ending) return this.#end.apply(this.res, args);
    this.#ending = true;
    const content = writtenContent(args);
    if (content !== undefined) {
      if (this.#headTold) this.observer.sendsPart(content);
      else this.observer.sendsWhole(content);
    }
    const ended = this.#end.apply(this.res, args);
    this.#tellHead();
    this.observer.ended();
    return ended;
  }

  #tellHead(): void {
    if (this.#headTold || !this.res.headersSent) return;
    this.#headTold = true;
    this.observer.headSent(this.res.statusCode);
  }
}
