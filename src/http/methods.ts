/** Whether a method asks for the representation itself, so that 304 answers it (RFC 9110, section 13.1.2; RFC 10008). */
export function isRetrieving(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'QUERY';
}

/** Whether a method may change the resource: every one that neither retrieves nor {@link selectsNoRepresentation}. */
export function isWrite(method: string): boolean {
  return !isRetrieving(method) && !selectsNoRepresentation(method);
}

/** Whether preconditions mean nothing to a method (RFC 9110, section 13.2.1). */
export function selectsNoRepresentation(method: string): boolean {
  return method === 'OPTIONS' || method === 'TRACE' || method === 'CONNECT';
}
