/** The fields of an article that the editors edit. */
export const FIELDS = ['title', 'summary', 'body'] as const;

export type Field = (typeof FIELDS)[number];
export type Text = Readonly<Record<Field, string>>;

export const LABELS: Readonly<Record<Field, string>> = { title: 'Title', summary: 'Summary', body: 'Text' };

/** An article as the server sends it. */
export interface Article extends Text {
  readonly slug: string;
  readonly author: string;
  readonly topics: readonly string[];
  readonly version: number;
}

export function textOf({ title, summary, body }: Text): Text {
  return { title, summary, body };
}

/** The fields in which two texts differ. */
export function changedFields(before: Text, after: Text): Field[] {
  return FIELDS.filter((field) => before[field] !== after[field]);
}
