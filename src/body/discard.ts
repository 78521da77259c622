/** Releases the source of a body that will not be sent. */
export function discard(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  if (body instanceof ReadableStream) {
    if (!body.locked) void body.cancel().catch(() => {});
  } else if (body instanceof Response) {
    discard(body.body);
  } else if ('pipe' in body && 'destroy' in body && typeof body.destroy === 'function') {
    body.destroy();
  }
}
