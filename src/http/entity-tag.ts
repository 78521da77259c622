/**
 * An entity tag: an opaque name for one version of a representation.
 *
 * A strong tag promises that representations with this tag are equal byte for byte; a weak one (`W/"…"`) only that
 * they mean the same.
 *
 * @see RFC 9110, section 8.8.3
 */
export interface EntityTag {
  /** The opaque tag without its quotes. */
  readonly value: string;
  readonly weak: boolean;
}

/** The content of an `If-Match` or `If-None-Match` field: `*`, or the tags it lists. */
export type EntityTagList = '*' | readonly EntityTag[];

/** Whether a list names a tag, or `malformed` if it does not follow the grammar. */
export type ListMatch = 'match' | 'no-match' | 'malformed';

const HTAB = 0x09;
const SP = 0x20;
const QUOTE = 0x22;
const ASTERISK = 0x2a;
const COMMA = 0x2c;
const SLASH = 0x2f;
const CAPITAL_W = 0x57;

/** `etagc` of RFC 9110, section 8.8.3: visible characters but the double quote, and obs-text. */
function isOpaqueCharacter(code: number): boolean {
  return code === 0x21 || (code >= 0x23 && code <= 0x7e) || (code >= 0x80 && code <= 0xff);
}

/** `OWS` of RFC 9110, section 5.6.3. */
function isSpace(code: number): boolean {
  return code === SP || code === HTAB;
}

/** The index behind the entity tag that starts at `start`, or -1 if none does. */
function endOfTag(text: string, start: number): number {
  let end = start;
  if (text.charCodeAt(end) === CAPITAL_W && text.charCodeAt(end + 1) === SLASH) end += 2;
  if (text.charCodeAt(end) !== QUOTE) return -1;
  do end++;
  while (isOpaqueCharacter(text.charCodeAt(end)));
  return text.charCodeAt(end) === QUOTE ? end + 1 : -1;
}

/**
 * The index of the next list member behind `end`, the end of the member before it (0 for the first). The length of the
 * text if there is none; -1 if something other than a comma follows. Empty members and white space are skipped
 * (RFC 9110, section 5.6.1.2).
 */
function nextMember(list: string, end: number): number {
  let separated = end === 0;
  for (let index = end; index < list.length; index++) {
    const code = list.charCodeAt(index);
    if (code === COMMA) separated = true;
    else if (!isSpace(code)) return separated ? index : -1;
  }
  return list.length;
}

function tagBetween(text: string, start: number, end: number): EntityTag {
  const weak = text.charCodeAt(start) === CAPITAL_W;
  return { value: text.slice(start + (weak ? 3 : 1), end - 1), weak };
}

/**
 * Parses one entity tag, as an `ETag` field holds it.
 *
 * @returns `undefined` for anything that is not exactly one tag (`w/"x"`, `x`, `"a" `, a character above U+00FF …)
 * @see RFC 9110, section 8.8.3
 * @example
 * ```ts
 * parseEntityTag('W/"v1"'); // { value: 'v1', weak: true }
 * parseEntityTag('v1'); // undefined
 * ```
 */
export function parseEntityTag(text: string): EntityTag | undefined {
  const end = endOfTag(text, 0);
  return end !== -1 && end === text.length ? tagBetween(text, 0, end) : undefined;
}

/**
 * Parses the value of an `If-Match` or `If-None-Match` field. Commas inside the quotes belong to the tag, empty members
 * are skipped. Never throws, and takes time linear in the text's length.
 *
 * @returns `'*'`, the tags in their order (none for an empty field), or `undefined` for a malformed field
 * @see RFC 9110, sections 13.1.1, 13.1.2 and 5.6.1
 * @example
 * ```ts
 * parseEntityTagList('"a,b", W/"c"'); // [{ value: 'a,b', weak: false }, { value: 'c', weak: true }]
 * parseEntityTagList('"a" "b"'); // undefined
 * ```
 */
export function parseEntityTagList(list: string): EntityTagList | undefined {
  if (isWildcard(list)) return '*';
  const tags: EntityTag[] = [];
  let start = nextMember(list, 0);
  while (start !== -1 && start < list.length) {
    const end = endOfTag(list, start);
    if (end === -1) return undefined;
    tags.push(tagBetween(list, start, end));
    start = nextMember(list, end);
  }
  return start === -1 ? undefined : tags;
}

/** Whether a field is the single `*` of RFC 9110, sections 13.1.1 and 13.1.2. */
export function isWildcard(list: string): boolean {
  if (list === '*') return true;
  const start = skipSpace(list, 0);
  return list.charCodeAt(start) === ASTERISK && skipSpace(list, start + 1) === list.length;
}

function skipSpace(text: string, start: number): number {
  let index = start;
  while (isSpace(text.charCodeAt(index))) index++;
  return index;
}

/**
 * Whether a list names `tag`. Reads the field in place, to the end: a list that is malformed behind the match
 * names nothing.
 */
export function matchEntityTagList(list: string, tag: EntityTag | undefined, comparison: 'strong' | 'weak'): ListMatch {
  let match: ListMatch = 'no-match';
  let start = nextMember(list, 0);
  while (start !== -1 && start < list.length) {
    const end = endOfTag(list, start);
    if (end === -1) return 'malformed';
    if (tag !== undefined && match === 'no-match' && equals(list, start, end, tag, comparison)) match = 'match';
    start = nextMember(list, end);
  }
  return start === -1 ? 'malformed' : match;
}

function equals(list: string, start: number, end: number, tag: EntityTag, comparison: 'strong' | 'weak'): boolean {
  const weak = list.charCodeAt(start) === CAPITAL_W;
  if (comparison === 'strong' && (weak || tag.weak)) return false;
  const opaqueStart = start + (weak ? 3 : 1);
  return end - 1 - opaqueStart === tag.value.length && list.startsWith(tag.value, opaqueStart);
}

/**
 * Writes an entity tag as a field value: `"v1"` or `W/"v1"`.
 *
 * @throws TypeError if the opaque value has a character that no tag can hold
 * @see RFC 9110, section 8.8.3
 * @example
 * ```ts
 * formatEntityTag({ value: 'v1', weak: true }); // 'W/"v1"'
 * ```
 */
export function formatEntityTag(tag: EntityTag): string {
  requireOpaque(tag.value);
  return tag.weak ? `W/"${tag.value}"` : `"${tag.value}"`;
}

/**
 * Makes an entity tag of a version, a hash, or a tag already written out.
 *
 * @param source a legal tag (`"v1"`, `W/"v1"`, `""`) is taken as it is; any other string, number or bigint is the
 *   opaque value; an {@link EntityTag} is checked
 * @param options `weak: true` makes the tag weak
 * @throws TypeError if the value has a double quote, a space, a control character or a character above U+00FF, or is a
 *   number that is not finite
 * @see RFC 9110, section 8.8.3
 * @example
 * ```ts
 * entityTag(7); // { value: '7', weak: false }
 * entityTag('W/"v1"'); // { value: 'v1', weak: true }
 * entityTag('v1', { weak: true }); // { value: 'v1', weak: true }
 * ```
 */
export function entityTag(source: string | number | bigint | EntityTag, options?: { weak?: boolean }): EntityTag {
  const tag = read(source);
  return options?.weak === true && !tag.weak ? { value: tag.value, weak: true } : tag;
}

function read(source: unknown): EntityTag {
  switch (typeof source) {
    case 'string':
      return parseEntityTag(source) ?? { value: requireOpaque(source), weak: false };
    case 'number':
      if (!Number.isFinite(source)) throw new TypeError(`an entity tag cannot be made of the number ${source}`);
      return { value: String(source), weak: false };
    case 'bigint':
      return { value: String(source), weak: false };
    default:
      if (isEntityTag(source)) {
        requireOpaque(source.value);
        return source;
      }
      throw new TypeError(
        `an entity tag is a string, a number, a bigint or { value, weak }, not ${
          source === null ? 'null' : `a value of type ${Array.isArray(source) ? 'array' : typeof source}`
        }`,
      );
  }
}

function isEntityTag(source: unknown): source is EntityTag {
  return (
    typeof source === 'object' &&
    source !== null &&
    typeof (source as EntityTag).value === 'string' &&
    typeof (source as EntityTag).weak === 'boolean'
  );
}

function requireOpaque(value: string): string {
  for (let index = 0; index < value.length; index++) {
    if (!isOpaqueCharacter(value.charCodeAt(index))) {
      throw new TypeError(
        `${JSON.stringify(value)} cannot be an entity tag: the character at index ${index} (U+${value
          .charCodeAt(index)
          .toString(16)
          .toUpperCase()
          .padStart(4, '0')}) is not allowed in one; hash the value or encode it`,
      );
    }
  }
  return value;
}

/**
 * Strong comparison: both tags are strong and equal. `If-Match` needs it.
 *
 * @see RFC 9110, section 8.8.3.2
 * @example
 * ```ts
 * strongMatch({ value: '1', weak: false }, { value: '1', weak: true }); // false
 * ```
 */
export function strongMatch(a: EntityTag, b: EntityTag): boolean {
  return !a.weak && !b.weak && a.value === b.value;
}

/**
 * Weak comparison: the opaque values are equal. `If-None-Match` needs it.
 *
 * @see RFC 9110, section 8.8.3.2
 * @example
 * ```ts
 * weakMatch({ value: '1', weak: false }, { value: '1', weak: true }); // true
 * ```
 */
export function weakMatch(a: EntityTag, b: EntityTag): boolean {
  return a.value === b.value;
}
