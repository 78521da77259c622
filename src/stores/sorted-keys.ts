/** The keys in sorted order, without duplicates. Writes that take them in this order cannot deadlock. */
export function sortedKeys(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].sort();
}
