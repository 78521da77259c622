/** Settings of a read. */
export interface ReadOptions {
  /** Aborts the request. */
  readonly signal?: AbortSignal | undefined;
}

/** Settings of a write. */
export interface WriteOptions extends ReadOptions {
  /** `true` sends `If-Match: *`, which overwrites any version. Default `false`. */
  readonly force?: boolean | undefined;
}

/**
 * A value and the tag with which it was read. A snapshot never changes: reading again returns a new one.
 *
 * All writes reject with `PreconditionFailedError` for a 412, `ResponseError` for other error statuses,
 * `LostAnswerError` if no answer arrived, and `MissingTagError`, before anything is sent, if there is no strong tag.
 *
 * @see RFC 9110, section 13.1.1
 */
export interface Snapshot<T, Changes = Partial<T>> {
  /** The value that was read, or that the server sent with the response to a write. */
  readonly value: T;
  /** The `ETag` of the value as sent; `undefined` if there was none. */
  readonly etag: string | undefined;

  /**
   * Replaces the value on the server with `PUT`, if it is still the one that was read.
   *
   * @param next - the whole new value; it is sent as JSON
   * @returns the new value with its tag: the JSON body of a 200 or 201, otherwise `next`
   */
  save(next: T, options?: WriteOptions): Promise<Snapshot<T, Changes>>;

  /**
   * Changes parts of the value on the server with `PATCH`, if it is still the one that was read.
   *
   * @param changes - the body that the server expects of a `PATCH`; it is sent as JSON
   * @returns the new value with its tag. If the response does not contain it, it is read with a second request
   */
  patch(changes: Changes, options?: WriteOptions): Promise<Snapshot<T, Changes>>;

  /** Deletes the resource with `DELETE`, if its value is still the one that was read. */
  remove(options?: WriteOptions): Promise<void>;
}
