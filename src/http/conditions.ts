/**
 * The preconditions of a request: the values of its `If-*` fields as received, `undefined` if a field was not sent.
 *
 * @see RFC 9110, section 13.1
 */
export interface Conditions {
  /** `If-Match`: `*` or a list of tags. */
  readonly ifMatch: string | undefined;
  /** `If-Unmodified-Since`: an HTTP-date. */
  readonly ifUnmodifiedSince: string | undefined;
  /** `If-None-Match`: `*` or a list of tags. */
  readonly ifNoneMatch: string | undefined;
  /** `If-Modified-Since`: an HTTP-date. */
  readonly ifModifiedSince: string | undefined;
}

/**
 * Returns the line or lines of a request field by its lower-case name; `undefined` or an empty list if it was not sent.
 */
export type FieldLines = (name: string) => string | readonly string[] | undefined;

/**
 * Reads the `If-*` fields of a request.
 *
 * Several lines of `If-Match` or `If-None-Match` count as one list. A date field that was sent in several lines is
 * invalid and is ignored. Pass the lines of `req.headersDistinct`: Node's `req.headers` keeps only the first line of a
 * date.
 *
 * @param lines - a function from a lower-case field name to its line or lines
 * @see RFC 9110, sections 5.3 and 13.1
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { entityTag, evaluatePreconditions, readConditions } from 'routing-controllers-etag/http';
 *
 * createServer((req, res) => {
 *   const conditions = readConditions((name) => req.headersDistinct[name]);
 *   const { outcome } = evaluatePreconditions(req.method ?? 'GET', conditions, { etag: entityTag('v1') });
 *   res.end(outcome);
 * }).listen(3000);
 * ```
 */
export function readConditions(lines: FieldLines): Conditions {
  return {
    ifMatch: list(lines('if-match')),
    ifUnmodifiedSince: singleton(lines('if-unmodified-since')),
    ifNoneMatch: list(lines('if-none-match')),
    ifModifiedSince: singleton(lines('if-modified-since')),
  };
}

/** Whether any precondition was sent. */
export function isConditional(conditions: Conditions): boolean {
  return (
    conditions.ifNoneMatch !== undefined ||
    conditions.ifMatch !== undefined ||
    conditions.ifModifiedSince !== undefined ||
    conditions.ifUnmodifiedSince !== undefined
  );
}

function list(lines: string | readonly string[] | undefined): string | undefined {
  if (typeof lines !== 'object') return lines;
  return lines.length > 1 ? lines.join(', ') : lines[0];
}

function singleton(lines: string | readonly string[] | undefined): string | undefined {
  if (typeof lines !== 'object') return lines;
  return lines.length > 1 ? undefined : lines[0];
}
