import { type EntityTag, entityTagText } from './entity-tag';

/** The content of an `If-Match` or `If-None-Match` field: `*`, or the tags it lists. */
export type EntityTagList = '*' | readonly EntityTag[];

const WILDCARD = /^[\t ]*\*[\t ]*$/;

/**
 * `#entity-tag`, with the white space and empty members of RFC 9110, section 5.6.1. Deterministic: there is no
 * backtracking, so the time is linear for any text.
 */
const TAG_LIST = /^[\t ,]*(?:(?:W\/)?"[!#-~\x80-\xff]*"[\t ]*(?:,[\t ,]*|$))*$/;

/** A member of a well-formed list. */
const MEMBER = /(W\/)?"([^"]*)"/g;

/**
 * Parses the value of an `If-Match` or `If-None-Match` field. Commas inside the quotes belong to the tag, empty members
 * are skipped. Never throws, and takes time linear in the text's length.
 * @param list - the field value; several lines joined by commas
 * @returns `'*'`, the tags in their order (an empty list for an empty field), or `undefined` for a malformed field
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

/** Formats tags as a request field. Tags that a client sent may contain obs-text, so they are not checked. */
export function formatEntityTagList(tags: readonly EntityTag[]): string {
  return tags.map(entityTagText).join(', ');
}

/** Whether a field is the single `*` of RFC 9110, sections 13.1.1 and 13.1.2. */
export function isWildcard(field: string): boolean {
  return WILDCARD.test(field);
}

/** Whether a field is a well-formed list, which may be empty. */
export function isTagList(field: string): boolean {
  return TAG_LIST.test(field);
}

/** Whether a well-formed list has no member. */
export function isEmptyList(list: string): boolean {
  return !list.includes('"');
}

/**
 * Whether a well-formed list has `tag` as a member.
 *
 * This is the fast path: a list may contain hundreds of tags, so no objects are created for them. A tag contains no
 * quotes, so the search from quote to quote visits each member once. A `/` before the opening quote means a weak tag.
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
 * Whether a field contains `tag` by weak comparison; a malformed field contains nothing. Most fields either lack the
 * tag or consist of it: both cases are answered without parsing the list.
 */
export function namesTag(field: string, tag: EntityTag): boolean {
  const found = field.indexOf(tag.value);
  if (found === -1) return false;
  return isTagAlone(field, found, tag) || (isTagList(field) && hasMember(field, tag, 'weak'));
}

/** Whether a field consists of `"value"` or `W/"value"`; `found` is the index of the value. */
function isTagAlone(field: string, found: number, { value }: EntityTag): boolean {
  const opening = field.slice(0, found);
  return (opening === '"' || opening === 'W/"') && field.slice(found + value.length) === '"';
}
