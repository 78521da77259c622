/** What names the versions that an action's representation is made of; `null` or `undefined` if there is no representation. */
export type Names = string | readonly string[] | null | undefined;

/** One name or several, as a list. */
export function listed(names: string | readonly string[]): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}
