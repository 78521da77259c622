import { changedFields, type Field, type Text } from './article';

/** The merge of two editors' changes to one text. */
export interface Merge {
  /** All changes to different fields, and mine where both changed the same field. */
  readonly merged: Text;
  /** The fields that only the other editor has changed; they are taken over. */
  readonly taken: readonly Field[];
  /** The fields that both have changed differently; somebody has to choose. */
  readonly disputed: readonly Field[];
}

/** Merges field by field, compared with the text from which both started. */
export function mergeText(base: Text, mine: Text, theirs: Text): Merge {
  const theirFields = changedFields(base, theirs);
  const myFields = changedFields(base, mine);
  const taken = theirFields.filter((field) => !myFields.includes(field));
  const disputed = theirFields.filter((field) => myFields.includes(field) && mine[field] !== theirs[field]);
  return { merged: { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) }, taken, disputed };
}
