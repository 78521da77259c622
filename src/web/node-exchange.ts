import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import onHeaders from 'on-headers';
import type { HttpExchange, RefusalStatus, ResponseObserver } from './http-exchange';

/** What all frameworks on Node's `http` and `http2` have in common of an {@link HttpExchange}. */
export abstract class NodeExchange implements HttpExchange {
  #headListeners: (() => void)[] | undefined;
  #headListenersCalled = false;
  readonly #lastListeners: (() => void)[] = [];
  #codingListeners: (() => void)[] | undefined;

  constructor(
    protected readonly req: IncomingMessage,
    protected readonly res: ServerResponse,
  ) {}

  get method(): string {
    return this.req.method as string;
  }

  /** A router of Express that is mounted cuts the path of its mount off `url`. */
  get target(): string {
    const { originalUrl, url } = this.req as IncomingMessage & { readonly originalUrl?: string };
    return originalUrl ?? (url as string);
  }

  abstract readonly path: string;
  abstract readonly inController: boolean;
  abstract readonly route: string | undefined;
  abstract readonly status: number | undefined;
  abstract setStatus(status: number): void;
  abstract discardBody(): void;
  abstract respondWithoutBody(status: 304): void;
  abstract complete(): void;
  abstract hold(sent: () => Promise<void> | undefined): void;
  abstract reject(status: RefusalStatus, message: string): never;

  /**
   * Node keeps only the first of several lines in `headers`: of a date over HTTP/1.1, and of every precondition over HTTP/2,
   * whose requests have no `headersDistinct`.
   */
  requestField(name: string): string | readonly string[] | undefined {
    const { req } = this;
    const value = req.headers[name];
    if (value === undefined || !name.startsWith('if-')) return value;
    return req.httpVersionMajor >= 2 || name.endsWith('-since') ? linesOf(req.rawHeaders, name) : value;
  }

  responseField(name: string): string | undefined {
    const value = this.res.getHeader(name);
    return value === undefined ? undefined : String(value);
  }

  setResponseField(name: string, value: string): void {
    this.res.setHeader(name, value);
  }

  removeResponseField(name: string): void {
    this.res.removeHeader(name);
  }

  abstract vary(names: readonly string[]): void;

  get headSent(): boolean {
    return this.res.headersSent;
  }

  /** A request that came in behind another one on its connection has a response that is not told of the connection's end. */
  get closed(): boolean {
    return this.res.destroyed || this.req.socket?.destroyed === true;
  }

  /** `on-headers` calls its listeners in reverse order, so one of them calls all of ours. */
  beforeHead(listener: () => void): void {
    if (this.#headListeners === undefined) {
      const listeners: (() => void)[] = [];
      this.#headListeners = listeners;
      onHeaders(this.res, () => {
        for (const each of listeners) each();
        this.#headListenersCalled = true;
        for (const each of this.#lastListeners) each();
      });
    }
    this.#headListeners.push(listener);
  }

  /** `on-headers` calls the listener that was added first last: that may be the one of {@link beforeHead}. */
  lastBeforeHead(listener: (status: number) => void): void {
    const { res } = this;
    onHeaders(res, () => {
      if (this.#headListeners === undefined || this.#headListenersCalled) listener(res.statusCode);
      else this.#lastListeners.push(() => listener(res.statusCode));
    });
  }

  /** What is observed is what this library and everything inside of it send: middleware outside may still code it. */
  observe(observer: ResponseObserver): void {
    const { res } = this;
    const { write, end } = res;
    let headTold = false;
    let ending = false;
    const tellHead = () => {
      if (headTold || !res.headersSent) return;
      headTold = true;
      observer.headSent(res.statusCode);
    };
    res.write = ((...args: Parameters<typeof write>) => {
      const sent = write.apply(res, args);
      // Over HTTP/2 `end` sends its content by `write`.
      if (ending) return sent;
      tellHead();
      const content = contentOf(args);
      if (content !== undefined) observer.sendsPart(content);
      return sent;
    }) as typeof write;
    res.end = ((...args: Parameters<typeof end>) => {
      if (ending) return end.apply(res, args);
      ending = true;
      const content = contentOf(args);
      if (content !== undefined && headTold) observer.sendsPart(content);
      if (content !== undefined && !headTold) observer.sendsWhole(content);
      const ended = end.apply(res, args);
      tellHead();
      observer.ended();
      return ended;
    }) as typeof end;
  }

  /** Middleware that compresses asks the request what its client accepts. */
  refuseCodings(): void {
    this.req.headers['accept-encoding'] = 'identity';
  }

  /** Middleware outside of this library that compresses with `on-headers` sets the coding after its listeners. */
  whenCodedLate(listener: () => void): void {
    if (this.#codingListeners !== undefined) {
      this.#codingListeners.push(listener);
      return;
    }
    const listeners = [listener];
    this.#codingListeners = listeners;
    const { res } = this;
    const { setHeader } = res;
    res.setHeader = (name, value) => {
      setHeader.call(res, name, value);
      if (name.toLowerCase() === 'content-encoding') {
        res.setHeader = setHeader;
        for (const each of listeners.splice(0)) each();
      }
      return res;
    };
  }

  /** A response over HTTP/1.1 that waits behind another one is not told that the connection has closed; its socket is. */
  onClose(listener: () => void): () => void {
    const { req, res } = this;
    res.once('close', listener);
    const stopAtSocket = req.httpVersionMajor >= 2 ? undefined : onSocketClose(req.socket, listener);
    return () => {
      res.off('close', listener);
      stopAtSocket?.();
    };
  }
}

const socketListeners = new WeakMap<Socket, Set<() => void>>();

/** A socket carries one listener of ours, however many requests are on their way on it. */
function onSocketClose(socket: Socket, listener: () => void): () => void {
  const listeners = socketListeners.get(socket) ?? new Set();
  if (!socketListeners.has(socket)) {
    socketListeners.set(socket, listeners);
    socket.once('close', () => {
      for (const each of listeners) each();
    });
  }
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The lines of a field, from names and values in turn. */
function linesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

function contentOf([chunk, encoding]: readonly unknown[]): string | Uint8Array | undefined {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk !== 'string') return undefined;
  const isUtf8 = typeof encoding !== 'string' || /^utf-?8$/i.test(encoding);
  return isUtf8 ? chunk : Buffer.from(chunk, encoding as BufferEncoding);
}
