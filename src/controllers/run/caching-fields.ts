import type { HttpExchange } from '../../web/http-exchange';

/** The fields that a 304 must repeat from its 200 (RFC 9110, section 15.4.5), and that an action may set itself. */
const FIELDS = ['cache-control', 'expires', 'vary', 'content-location'] as const;

/** The caching fields of a response at one moment. */
export class CachingFields {
  readonly #values: readonly (string | undefined)[];

  private constructor(values: readonly (string | undefined)[]) {
    this.#values = values;
  }

  static of(exchange: HttpExchange): CachingFields {
    return new CachingFields(FIELDS.map((name) => exchange.responseField(name)));
  }

  /** The names of the fields that have changed since `before`. */
  differing(before: CachingFields): readonly string[] {
    return FIELDS.filter((_, index) => this.#values[index] !== before.#values[index]);
  }
}
