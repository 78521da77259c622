import { changedFields, type Field, type Text } from './article';

/** What two editors have made of one text. */
export interface Merge {
  /** All changes that do not touch the same field; where they do, mine. */
  readonly merged: Text;
  /** The fields that only the other one has changed: they are taken over. */
  readonly taken: readonly Field[];
  /** The fields that both have changed, in different ways: somebody has to choose. */
  readonly disputed: readonly Field[];
}

/** Merges field by field, as seen from what both have started with. */
export function mergeText(base: Text, mine: Text, theirs: Text): Merge {
  const theirFields = changedFields(base, theirs);
  const myFields = changedFields(base, mine);
  const taken = theirFields.filter((field) => !myFields.includes(field));
  const disputed = theirFields.filter((field) => myFields.includes(field) && mine[field] !== theirs[field]);
  return { merged: { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) }, taken, disputed };
}
