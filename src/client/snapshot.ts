/** Settings of a read. */
export interface ReadOptions {
  /** Aborts the request. */
  readonly signal?: AbortSignal | undefined;
}

/** Settings of a write. */
export interface WriteOptions extends ReadOptions {
  /**
   * `true` sends `If-Match: *`: whatever version is there is overwritten. `false` by default.
   */
  readonly force?: boolean | undefined;
}

/**
 * A value, and the tag with which it was read. A snapshot never changes: reading again gives another one, and leaves the
 * tag of this one alone.
 *
 * All writes reject with `PreconditionFailedError` for a 412, `ResponseError` for other error statuses,
 * `LostAnswerError` if no answer arrived, and `MissingTagError`, before anything is sent, if there is no strong tag.
 *
 * @see RFC 9110, section 13.1.1
 */
export interface Snapshot<T, Changes = Partial<T>> {
  /** What was read, or what the server answered a write with. */
  readonly value: T;
  /** The `ETag` that came with the value, as it was sent; `undefined` if there was none. */
  readonly etag: string | undefined;

  /**
   * Replaces the value on the server by `PUT`, if it is still the one that was read.
   *
   * @param next - the whole new value; it is sent as JSON
   * @returns the new value with its tag: from the body of a 200 or 201 in JSON; otherwise `next`
   */
  save(next: T, options?: WriteOptions): Promise<Snapshot<T, Changes>>;

  /**
   * Changes parts of the value on the server by `PATCH`, if it is still the one that was read.
   *
   * @param changes - what the server expects of a `PATCH`; it is sent as JSON
   * @returns the new value with its tag. If the answer does not hold it, it is read by a second request
   */
  patch(changes: Changes, options?: WriteOptions): Promise<Snapshot<T, Changes>>;

  /** Removes the resource by `DELETE`, if its value is still the one that was read. */
  remove(options?: WriteOptions): Promise<void>;
}
