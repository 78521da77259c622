import { type CodingMarks, codedTag, codingOf } from '../http/content-coding';
import { entityTagText, parseEntityTag } from '../http/entity-tag';
import type { HttpExchange } from './http-exchange';

/** The fields that are written, with their lower-case names for reading. */
const WRITTEN = {
  'Cache-Control': 'cache-control',
  'Content-Location': 'content-location',
  ETag: 'etag',
  Expires: 'expires',
  'Last-Modified': 'last-modified',
} as const;

type WrittenField = keyof typeof WRITTEN;

/**
 * The response fields that this library writes. It never overwrites a field of the action, and takes its own fields
 * back if the response becomes an error.
 */
export class ResponseFields {
  readonly #written: Record<WrittenField, string | undefined> = {
    'Cache-Control': undefined,
    'Content-Location': undefined,
    ETag: undefined,
    Expires: undefined,
    'Last-Modified': undefined,
  };
  readonly #exchange: HttpExchange;
  #vary: { readonly before: string | undefined; readonly after: string | undefined } | undefined;

  constructor(exchange: HttpExchange) {
    this.#exchange = exchange;
  }

  /** Writes a field, unless somebody else has set it. */
  write(name: WrittenField, value: string): void {
    if (this.#exchange.responseField(WRITTEN[name]) !== this.#written[name]) return;
    this.#exchange.setResponseField(name, value);
    this.#written[name] = value;
  }

  /** Adds names to `Vary`. */
  vary(names: readonly string[]): void {
    const before = this.#exchange.responseField('vary');
    this.#exchange.vary(names);
    const after = this.#exchange.responseField('vary');
    this.#vary = { before: this.#vary?.after === before ? this.#vary?.before : before, after };
  }

  /** Removes a field, if it still has the value that was written here. */
  withdraw(name: WrittenField): void {
    const written = this.#written[name];
    if (written === undefined) return;
    if (this.#exchange.responseField(WRITTEN[name]) === written) this.#exchange.removeResponseField(name);
    this.#written[name] = undefined;
  }

  /** Replaces a field, whoever has set it. */
  replace(name: WrittenField, value: string): void {
    const own = this.#exchange.responseField(WRITTEN[name]) === this.#written[name];
    this.#exchange.setResponseField(name, value);
    if (own) this.#written[name] = value;
  }

  /**
   * Makes the last changes before the head is sent: marks the tag if outer middleware has compressed the content, or
   * takes the fields back if the response has become an error.
   *
   * @param expected - the status outside 2xx that keeps the fields
   */
  complete(marks: CodingMarks, expected = 304): void {
    const { status } = this.#exchange;
    if (status === undefined || status < 200 || (status > 299 && status !== expected)) this.#takeBack();
    else this.#markCoding(marks);
  }

  #takeBack(): void {
    for (const name of Object.keys(WRITTEN) as WrittenField[]) {
      this.withdraw(name);
    }
    if (this.#vary === undefined || this.#exchange.responseField('vary') !== this.#vary.after) return;
    if (this.#vary.before === undefined) this.#exchange.removeResponseField('Vary');
    else this.#exchange.setResponseField('Vary', this.#vary.before);
  }

  /**
   * Two codings of a representation must not share a strong tag (RFC 9110, section 8.8.3.3). A tag that somebody else
   * has set may already have the mark.
   */
  #markCoding(marks: CodingMarks): void {
    const coding = this.#exchange.responseField('content-encoding');
    if (coding === undefined) {
      this.#exchange.whenCodedLate(() => this.#markCoding(marks));
      return;
    }
    const field = this.#exchange.responseField('etag');
    const tag = field === undefined ? undefined : parseEntityTag(field);
    if (tag === undefined) return;
    const marked = field !== this.#written.ETag && codingOf(tag, marks) === coding;
    if (!marked) this.#exchange.setResponseField('ETag', entityTagText(codedTag(tag, coding)));
  }
}
