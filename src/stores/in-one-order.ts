/** Keys sorted and without doubles: who takes several in this order never waits for one that waits for them. */
export function inOneOrder(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].sort();
}
