/** The content in the arguments of `write` or `end`, without a needless copy. */
export function writtenContent([chunk, encoding]: readonly unknown[]): string | Uint8Array | undefined {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk !== 'string') return undefined;
  const isUtf8 = typeof encoding !== 'string' || /^utf-?8$/i.test(encoding);
  return isUtf8 ? chunk : Buffer.from(chunk, encoding as BufferEncoding);
}
