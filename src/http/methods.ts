/**
 * Whether a method retrieves the representation, so that a 304 can answer it (RFC 9110, section 13.1.2; RFC 10008).
 */
export function isRetrieving(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'QUERY';
}

/** Whether a method may change the resource: every method that neither retrieves nor ignores preconditions. */
export function isWrite(method: string): boolean {
  return !isRetrieving(method) && !selectsNoRepresentation(method);
}

/** Whether a method ignores preconditions (RFC 9110, section 13.2.1). */
export function selectsNoRepresentation(method: string): boolean {
  return method === 'OPTIONS' || method === 'TRACE' || method === 'CONNECT';
}
