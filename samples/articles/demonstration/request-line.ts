/** A request and its response as a line on the page. */
export interface RequestLine {
  readonly id: number;
  /** When it was answered, in milliseconds since the epoch. */
  readonly time: number;
  /** The sender that the page names, such as `Ada`. */
  readonly who: string;
  readonly method: string;
  readonly path: string;
  /** The pattern of its route, such as `/articles/:slug`; the path if the route is unknown. */
  readonly route: string;
  /** Its precondition, such as `If-Match: "…"`. */
  readonly condition: string | undefined;
  readonly status: number;
  /** The tag of the response. */
  readonly tag: string | undefined;
  /** The bytes of the content that was sent, and those that a 304 saved. */
  readonly bytes: number;
  readonly bytesSpared: number;
  readonly milliseconds: number;
  /** The queries that it ran, and those that a 304 saved. */
  readonly queries: number;
  readonly queriesSpared: number;
  /** Why it ended so, as a word and as a sentence; `undefined` if the library was not involved. */
  readonly reason: string | undefined;
  readonly sentence: string | undefined;
}
