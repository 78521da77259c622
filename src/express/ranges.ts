import type { ServerResponse } from 'node:http';
import { pipeline, type Readable, Writable } from 'node:stream';
import { requireFactoryCall } from '../application/factory-call';
import type { Bytes } from '../body/body-digest';
import { type ByteSource, byteSource, hasRanges } from '../body/byte-source';
import { rangedContent } from '../body/ranged-content';
import type { HttpExchange } from '../web/http-exchange';
import {
  acceptRanges,
  answerRange,
  asksForRanges,
  lengthOfAnswer,
  type RangeAnswer,
  type RangesOptions,
  requireRangesOptions,
  takesRanges,
} from '../web/range-answer';
import { writtenContent } from '../web/written-content';

import { requestOf } from './express-exchange';
import type { ExpressMiddleware } from './express-middleware';
import type { ExpressResponse } from './own-evaluation';

/**
 * Middleware that answers the `Range` of a GET: with a 206, which is a multipart response for several ranges, or with a
 * 416 if no requested range exists. Clients can resume downloads and seek in media. If the request has an `If-Range`,
 * parts are sent only if it has the current strong tag or date, so that parts of two versions are never joined.
 *
 * It applies to 200 responses with a string, a Buffer, a JSON value or an `fs.ReadStream` of a whole file, from which
 * only the part is read. Compressed content is always sent whole. Register it after compression middleware, and before
 * {@link shallowEtag}, {@link conditionalGet} and the routes, because other preconditions come first. `express.static`
 * answers ranges itself, even for weak tags, unless you switch that off:
 * `express.static(folder, { acceptRanges: false })`.
 *
 * @param options - `maxRanges`: a `Range` with more ranges is ignored. Default: 100
 * @throws TypeError for invalid options
 * @see RFC 9110, sections 13.1.5, 14 and 15.3.7
 * @example
 * ```ts
 * import express from 'express';
 * import { ranges, shallowEtag } from 'routing-controllers-etag/express';
 *
 * const app = express();
 * app.use(ranges());
 * app.use(shallowEtag());
 * app.get('/report', (_req, res) => {
 *   res.json({ items: [1, 2, 3] });
 * });
 * app.listen(3000);
 * ```
 */
export function ranges(options?: RangesOptions): ExpressMiddleware;
export function ranges(options: RangesOptions = {}, ...others: readonly unknown[]): ExpressMiddleware {
  requireFactoryCall('ranges', [options, ...others]);
  requireRangesOptions(options);
  return (req, res, next) => {
    const { exchange } = requestOf(req, res);
    if (exchange.method === 'GET') new RangedResponse(exchange, res, options).watch();
    else if (exchange.method === 'HEAD') exchange.beforeHead(() => acceptIfLengthIsKnown(exchange));
    sendFilesWhole(res);
    next();
  };
}

/** A response to HEAD has no body, so only its `Content-Length` shows that ranges are possible. */
function acceptIfLengthIsKnown(exchange: HttpExchange): void {
  if (takesRanges(exchange) && exchange.responseField('content-length') !== undefined) acceptRanges(exchange);
}

/** `sendFile` would answer the range itself, even for the file's weak tag. */
function sendFilesWhole(res: ExpressResponse): void {
  const { sendFile } = res;
  if (sendFile === undefined) return;
  res.sendFile = function (path, ...args) {
    const [options, ...others] = typeof args[0] === 'object' ? args : [undefined, ...args];
    return sendFile.call(this, path, { ...(options as object | undefined), acceptRanges: false }, ...others);
  };
}

/** The response to a GET, of which ranges may be sent. Whether they are is decided when the head is written. */
class RangedResponse {
  readonly #write: (...args: readonly unknown[]) => boolean;
  readonly #end: (...args: readonly unknown[]) => ServerResponse;
  /** The stream that is piped into the response. */
  #piped: Readable | undefined;
  /** The whole body, if it is sent at once. */
  #whole: Bytes | undefined;
  #source: ByteSource | undefined;
  #answer: RangeAnswer | undefined;
  #sending = false;

  constructor(
    readonly exchange: HttpExchange,
    readonly res: ServerResponse,
    readonly options: RangesOptions,
  ) {
    this.#write = res.write.bind(res) as (...args: readonly unknown[]) => boolean;
    this.#end = res.end.bind(res) as (...args: readonly unknown[]) => ServerResponse;
  }

  watch(): void {
    const { res, exchange } = this;
    res.on('pipe', (source) => {
      this.#piped = source;
    });
    // A nested listener runs after the one with which an action commits.
    exchange.beforeHead(() => exchange.beforeHead(() => this.#decide()));

    res.write = (...args: readonly unknown[]) => {
      if (this.#piped !== undefined) this.#writeHead();
      return this.#replace() || this.#write(...args);
    };

    res.end = (...args: readonly unknown[]) => {
      const bytes = writtenContent(args);
      if (bytes !== undefined && !res.headersSent) {
        this.#whole = bytes;
        this.#writeHead();
      }
      return this.#replace(args) ? res : this.#end(...args);
    };
  }

  /** Writes the head before the first bytes, because that decides whether these bytes are sent. */
  #writeHead(): void {
    const { res } = this;
    if (!res.headersSent && takesRanges(this.exchange)) res.writeHead(res.statusCode);
  }

  #decide(): void {
    const { exchange } = this;
    if (!takesRanges(exchange)) return;
    const body = this.#whole ?? this.#piped;
    if (!hasRanges(body)) return;
    acceptRanges(exchange);
    if (this.#whole !== undefined) setLength(exchange, Buffer.byteLength(this.#whole));
    if (!asksForRanges(exchange)) return;
    const source = byteSource(body);
    this.#answer = source && answerRange(exchange, source.length, this.options);
    if (this.#answer === undefined) source?.close();
    else setLength(exchange, lengthOfAnswer(this.#answer));
    this.#source = source;
  }

  /** Sends the ranges instead of the whole; returns `false` if the whole is sent. */
  #replace(args: readonly unknown[] = []): boolean {
    const { res } = this;
    const answer = this.#answer;
    const source = this.#source;
    if (answer === undefined || source === undefined) return false;
    if (this.#sending) return true;
    this.#sending = true;
    this.#piped?.unpipe(res);
    this.#piped?.destroy();
    const done = args.findLast((each) => typeof each === 'function') as (() => void) | undefined;
    if (done !== undefined) res.once('finish', done);
    if (answer.ranges.length === 0) {
      source.close();
      this.#end();
    } else this.#send(rangedContent(source, answer.ranges, answer.multipart));
    return true;
  }

  #send(content: Readable): void {
    const { res } = this;
    const sink = new Writable({
      write: (chunk, _encoding, written) => void this.#write(chunk, written),
      final: (ended) => {
        this.#end();
        ended();
      },
    });
    res.once('close', () => content.destroy());
    pipeline(content, sink, (error) => {
      if (error) res.destroy();
    });
  }
}

function setLength(exchange: HttpExchange, length: number): void {
  exchange.setResponseField('Content-Length', String(length));
}
