/** A request and its response, as a line of the page. */
export interface RequestLine {
  readonly id: number;
  /** When it was answered, in milliseconds since the epoch. */
  readonly time: number;
  /** Who has sent it, as the page says: `Ada`. */
  readonly who: string;
  readonly method: string;
  readonly path: string;
  /** The pattern of its route, `/articles/:slug`; the path where the route is unknown. */
  readonly route: string;
  /** Its precondition, as `If-Match: "…"`. */
  readonly condition: string | undefined;
  readonly status: number;
  /** The tag of the response. */
  readonly tag: string | undefined;
  /** The bytes of the content that was sent, and those that a 304 has spared. */
  readonly bytes: number;
  readonly bytesSpared: number;
  readonly milliseconds: number;
  /** The queries that it ran, and those that a 304 has spared. */
  readonly queries: number;
  readonly queriesSpared: number;
  /** Why it ended so, in a word and in a sentence; `undefined` where the library had no part in it. */
  readonly reason: string | undefined;
  readonly sentence: string | undefined;
}
