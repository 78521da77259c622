import { type CodingMarks, codedTag, codingOf } from '../http/content-coding';
import { entityTagText, parseEntityTag } from '../http/entity-tag';
import type { HttpExchange } from './http-exchange';

/** The fields that are written, with the names by which they are read. */
const WRITTEN = {
  'Cache-Control': 'cache-control',
  'Content-Location': 'content-location',
  ETag: 'etag',
  Expires: 'expires',
  'Last-Modified': 'last-modified',
} as const;

type WrittenField = keyof typeof WRITTEN;

/**
 * The response fields that this library writes: never over what the action has set itself, and to be taken back when the
 * response turns out to be an error.
 */
export class ResponseFields {
  readonly #written: Record<WrittenField, string | undefined> = {
    'Cache-Control': undefined,
    'Content-Location': undefined,
    ETag: undefined,
    Expires: undefined,
    'Last-Modified': undefined,
  };
  #vary: { readonly before: string | undefined; readonly after: string | undefined } | undefined;

  /** Writes a field, or replaces what was written before. */
  write(exchange: HttpExchange, name: WrittenField, value: string): void {
    if (exchange.responseField(WRITTEN[name]) !== this.#written[name]) return;
    exchange.setResponseField(name, value);
    this.#written[name] = value;
  }

  /** Adds names to `Vary`. */
  vary(exchange: HttpExchange, names: readonly string[]): void {
    const before = exchange.responseField('vary');
    exchange.vary(names);
    const after = exchange.responseField('vary');
    this.#vary = { before: this.#vary?.after === before ? this.#vary?.before : before, after };
  }

  /** Takes a field back, if it is ours. */
  withdraw(exchange: HttpExchange, name: WrittenField): void {
    const written = this.#written[name];
    if (written === undefined) return;
    if (exchange.responseField(WRITTEN[name]) === written) exchange.removeResponseField(name);
    this.#written[name] = undefined;
  }

  /** Replaces a field that is there, whoever has set it. */
  replace(exchange: HttpExchange, name: WrittenField, value: string): void {
    const own = exchange.responseField(WRITTEN[name]) === this.#written[name];
    exchange.setResponseField(name, value);
    if (own) this.#written[name] = value;
  }

  /**
   * Puts the last hand to a response whose head is about to be sent: outer middleware may have coded its content, or
   * made an error of it.
   *
   * @param expected - the status that the fields belong to, if it is no 2xx
   */
  complete(exchange: HttpExchange, marks: CodingMarks, expected = 304): void {
    const { status } = exchange;
    if (status === undefined || status < 200 || (status > 299 && status !== expected)) this.#takeBack(exchange);
    else this.#markCoding(exchange, marks);
  }

  #takeBack(exchange: HttpExchange): void {
    for (const name of Object.keys(WRITTEN) as WrittenField[]) {
      this.withdraw(exchange, name);
    }
    if (this.#vary === undefined || exchange.responseField('vary') !== this.#vary.after) return;
    if (this.#vary.before === undefined) exchange.removeResponseField('Vary');
    else exchange.setResponseField('Vary', this.#vary.before);
  }

  /**
   * Two codings of a representation must not share a strong tag (RFC 9110, section 8.8.3.3). A tag that was set by others
   * may have the mark already.
   */
  #markCoding(exchange: HttpExchange, marks: CodingMarks): void {
    const coding = exchange.responseField('content-encoding');
    if (coding === undefined) {
      exchange.whenCodedLate(() => this.#markCoding(exchange, marks));
      return;
    }
    const field = exchange.responseField('etag');
    const tag = field === undefined ? undefined : parseEntityTag(field);
    if (tag === undefined) return;
    const marked = field !== this.#written.ETag && codingOf(tag, marks) === coding;
    if (!marked) exchange.setResponseField('ETag', entityTagText(codedTag(tag, coding)));
  }
}
