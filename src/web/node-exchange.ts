import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import onHeaders from 'on-headers';
import type { HttpExchange, RefusalStatus, ResponseObserver } from './http-exchange';
import { ObservedResponse } from './observed-response';

/** The part of an {@link HttpExchange} that is common to all frameworks on Node's `http` and `http2`. */
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

  /** A mounted Express router removes its mount path from `url`. */
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
   * Node's `headers` keeps only the first of several lines of a date over HTTP/1.1, and of every precondition over
   * HTTP/2, whose requests have no `headersDistinct`.
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

  /** The response to a pipelined request does not emit `close` when its connection ends. */
  get closed(): boolean {
    return this.res.destroyed || this.req.socket?.destroyed === true;
  }

  /** `on-headers` calls its listeners in reverse order, so a single one calls all of ours in order. */
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

  /** `on-headers` calls the first listener last, which may be the one of {@link beforeHead}. */
  lastBeforeHead(listener: (status: number) => void): void {
    const { res } = this;
    onHeaders(res, () => {
      if (this.#headListeners === undefined || this.#headListenersCalled) listener(res.statusCode);
      else this.#lastListeners.push(() => listener(res.statusCode));
    });
  }

  /** Observes what this library and everything inside it send; outer middleware may still compress it. */
  observe(observer: ResponseObserver): void {
    new ObservedResponse(this.res, observer).watch();
  }

  /** Compression middleware reads the request's `Accept-Encoding`. */
  refuseCodings(): void {
    this.req.headers['accept-encoding'] = 'identity';
  }

  /** Outer middleware that compresses with `on-headers` sets the coding after our listeners have run. */
  whenCodedLate(listener: () => void): void {
    if (this.#codingListeners !== undefined) {
      this.#codingListeners.push(listener);
      return;
    }
    const listeners = [listener];
    this.#codingListeners = listeners;
    const { res } = this;
    res.setHeader = setHeaderAndTellCoding.bind(undefined, res, res.setHeader, listeners);
  }

  /**
   * The response to a pipelined HTTP/1.1 request does not emit `close` while it waits behind another; its socket does.
   */
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

/**
 * Bound to a response instead of being a closure, because V8 keeps all that such a closure holds until its next full
 * collection: under load, each minor collection took 9 ms instead of 0.4.
 */
function setHeaderAndTellCoding(
  res: ServerResponse,
  setHeader: ServerResponse['setHeader'],
  listeners: (() => void)[],
  ...[name, value]: Parameters<ServerResponse['setHeader']>
): ServerResponse {
  setHeader.call(res, name, value);
  if (name.toLowerCase() === 'content-encoding') {
    res.setHeader = setHeader;
    for (const each of listeners.splice(0)) each();
  }
  return res;
}

const socketListeners = new WeakMap<Socket, Set<() => void>>();

/** Adds at most one listener to a socket, however many requests it carries: more would cause Node's leak warning. */
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

/** The lines of a field, from alternating names and values. */
function linesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}
