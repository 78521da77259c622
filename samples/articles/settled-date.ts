/**
 * A modification date that can stand for one version; `undefined` while its second is not over.
 *
 * HTTP dates have whole seconds. A client that got a date within the second of the change would not notice another
 * change within the same second (RFC 9110, section 8.8.2.2): until then it gets none.
 */
export function settledDate(date: Date): Date | undefined {
  return Math.floor(date.getTime() / 1000) < Math.floor(Date.now() / 1000) ? date : undefined;
}
