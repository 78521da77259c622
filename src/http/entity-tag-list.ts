import { type EntityTag, entityTagText } from './entity-tag';

/** The content of an `If-Match` or `If-None-Match` field: `*`, or the tags it lists. */
export type EntityTagList = '*' | readonly EntityTag[];

const WILDCARD = /^[\t ]*\*[\t ]*$/;

/**
 * `#entity-tag`, with the white space and empty members of RFC 9110, section 5.6.1. At each character there is but one
 * way to go on, so that the time is linear whatever the text is.
 */
const TAG_LIST = /^[\t ,]*(?:(?:W\/)?"[!#-~\x80-\xff]*"[\t ]*(?:,[\t ,]*|$))*$/;

/** A member of a list that is well formed. */
const MEMBER = /(W\/)?"([^"]*)"/g;

/**
 * Parses the value of an `If-Match` or `If-None-Match` field. Commas inside the quotes belong to the tag, empty members
 * are skipped. Never throws, and takes time linear in the text's length.
 *
 * @returns `'*'`, the tags in their order (none for an empty field), or `undefined` for a malformed field
 * @see RFC 9110, sections 13.1.1, 13.1.2 and 5.6.1
 * @example
 * ```ts
 * import { parseEntityTagList } from 'routing-controllers-etag/http';
 *
 * parseEntityTagList('"a,b", W/"c"'); // [{ value: 'a,b', weak: false }, { value: 'c', weak: true }]
 * parseEntityTagList('"a" "b"'); // undefined
 * ```
 */
export function parseEntityTagList(list: string): EntityTagList | undefined {
  if (isWildcard(list)) return '*';
  if (!isTagList(list)) return undefined;
  return Array.from(list.matchAll(MEMBER), ([, weak, value]) => ({ value: value as string, weak: weak !== undefined }));
}

/** Writes tags as a request's field holds them: those of a request may have obs-text. */
export function formatEntityTagList(tags: readonly EntityTag[]): string {
  return tags.map(entityTagText).join(', ');
}

/** Whether a field is the single `*` of RFC 9110, sections 13.1.1 and 13.1.2. */
export function isWildcard(field: string): boolean {
  return WILDCARD.test(field);
}

/** Whether a field follows the grammar of a list, which may be empty. */
export function isTagList(field: string): boolean {
  return TAG_LIST.test(field);
}

/** Whether a list that is well formed has no member. */
export function isEmptyList(list: string): boolean {
  return !list.includes('"');
}

/**
 * Whether a list that is well formed has `tag` as a member.
 *
 * The fast walk: a list may name hundreds of tags, so none of them is made. No tag holds a quote, so the quotes pair up, and
 * going from quote to quote visits each member once. What stands in front of an opening quote tells a weak tag.
 */
export function hasMember(list: string, tag: EntityTag, comparison: 'strong' | 'weak'): boolean {
  if (comparison === 'strong' && tag.weak) return false;
  const { length } = tag.value;
  let open = list.indexOf('"');
  while (open !== -1) {
    const close = list.indexOf('"', open + 1);
    const isEqual = close - open - 1 === length && list.startsWith(tag.value, open + 1);
    if (isEqual && (comparison === 'weak' || list[open - 1] !== '/')) return true;
    open = list.indexOf('"', close + 1);
  }
  return false;
}

/**
 * Whether a field names `tag` by the weak comparison, where one that is malformed names nothing. Most fields either do not
 * contain the tag or are the tag alone: neither takes a walk.
 */
export function namesTag(field: string, tag: EntityTag): boolean {
  const found = field.indexOf(tag.value);
  if (found === -1) return false;
  return isTagAlone(field, found, tag) || (isTagList(field) && hasMember(field, tag, 'weak'));
}

/** Whether a field is `"value"` or `W/"value"`, and nothing else; the value is at `found`. */
function isTagAlone(field: string, found: number, { value }: EntityTag): boolean {
  const opening = field.slice(0, found);
  return (opening === '"' || opening === 'W/"') && field.slice(found + value.length) === '"';
}
