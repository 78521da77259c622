/** One key for all spellings of a path that a router takes for the same: a turn too much costs time, not a write. */
export function pathKey(path: string): string {
  const plain = path.replace(/(?:%[0-9a-f]{2})+/gi, decoded).toLowerCase();
  let end = plain.length;
  while (plain[end - 1] === '/') end--;
  return plain.slice(0, end);
}

/** Escapes that are no UTF-8 stay as they are, alone: a router decodes each part of a path by itself. */
function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}
