/**
 * One key for all spellings of a path that a router treats alike. Merging two paths costs only waiting; separating one
 * would lose a write.
 */
export function pathKey(path: string): string {
  const plain = path.replace(/(?:%[0-9a-f]{2})+/gi, decoded).toLowerCase();
  let end = plain.length;
  while (plain[end - 1] === '/') end--;
  return plain.slice(0, end);
}

/** Escapes that are not valid UTF-8 stay as they are. Each run of escapes is decoded separately, as a router does. */
function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}
