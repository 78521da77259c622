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

/**
 * A tag that keeps its field value: the response carries it, and most requests send just that. (Joined, it is one piece
 * of memory; V8 would put a template's text together when it is first compared, and compares it more slowly ever after.)
 */
class WrittenTag implements EntityTag {
  readonly #text: string;

  constructor(
    readonly value: string,
    readonly weak: boolean,
  ) {
    this.#text = [weak ? 'W/"' : '"', value, '"'].join('');
  }

  /** The field value of a tag that was made here; `undefined` for any other. */
  static textOf(tag: EntityTag): string | undefined {
    return #text in tag ? tag.#text : undefined;
  }
}

/** The content of an `If-Match` or `If-None-Match` field: `*`, or the tags it lists. */
export type EntityTagList = '*' | readonly EntityTag[];

/** Whether a list names a tag, or `malformed` if it does not follow the grammar. */
export type ListMatch = 'match' | 'no-match' | 'malformed';

type Comparison = 'strong' | 'weak';

/** `[ "W/" ] DQUOTE *etagc DQUOTE`, of RFC 9110, section 8.8.3. */
const TAG = /^(?:W\/)?"[!#-~\x80-\xff]*"$/;

/**
 * `#entity-tag`, with the white space and empty members of RFC 9110, section 5.6.1. At each character there is but one
 * way to go on, so that no text makes it go back: the time is linear. (V8 runs `(?:"|W\/")` faster than `(?:W\/)?"`, two
 * characters in a step faster than one, and one range faster than three: most tags are of `#` to `~` alone.)
 */
const TAG_LIST =
  /^[\t ,]*(?:(?:"|W\/")(?:[#-~][#-~])*[#-~]?(?:[!\x80-\xff][!#-~\x80-\xff]*)?"(?:,[\t ,]*|$|[\t ]+(?:,[\t ,]*|$)))*$/;

/** A member of a list that is well formed. */
const MEMBER = /(W\/)?"([^"]*)"/g;

const WILDCARD = /^[\t ]*\*[\t ]*$/;

const NO_OPAQUE_CHARACTER = /[^!#-~\x80-\xff]/;

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
  if (!TAG.test(text)) return undefined;
  const weak = text.startsWith('W/');
  return new WrittenTag(text.slice(weak ? 3 : 1, -1), weak);
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
  return TAG_LIST.test(list) ? members(list) : undefined;
}

function members(list: string): EntityTag[] {
  return Array.from(list.matchAll(MEMBER), ([, weak, value]) => new WrittenTag(value as string, weak !== undefined));
}

/** Whether a field is the single `*` of RFC 9110, sections 13.1.1 and 13.1.2. */
export function isWildcard(list: string): boolean {
  return list.includes('*') && WILDCARD.test(list);
}

/** Whether a list names `tag`: the whole of it is read, one that is malformed behind the match names nothing. */
export function matchEntityTagList(list: string, tag: EntityTag | undefined, comparison: Comparison): ListMatch {
  if (!TAG_LIST.test(list)) return 'malformed';
  return tag !== undefined && hasMember(list, tag, comparison, list.indexOf(tag.value)) ? 'match' : 'no-match';
}

/**
 * Whether a list names `tag` by the weak comparison, where one that is malformed names nothing. Most lists either are the
 * tag as it was sent or do not contain it; what is no longer than a strong tag names it in no other way.
 */
export function namesTag(list: string, tag: EntityTag): boolean {
  const text = WrittenTag.textOf(tag);
  if (list === text) return true;
  if (text !== undefined && !tag.weak && list.length <= text.length) return false;
  const found = list.indexOf(tag.value);
  return found !== -1 && TAG_LIST.test(list) && hasMember(list, tag, 'weak', found);
}

/**
 * Whether a list that is well formed has `tag` as a member.
 *
 * @param found where its opaque value is found first, -1 if nowhere
 */
function hasMember(list: string, tag: EntityTag, comparison: Comparison, found: number): boolean {
  const matches = comparison === 'strong' ? strongMatch : weakMatch;
  // What begins with a comma can also be found behind a closing quote.
  if (tag.value[0] === ',') return members(list).some((member) => matches(member, tag));
  if (comparison === 'strong' && tag.weak) return false;
  let start = found;
  while (start !== -1) {
    const quoted = list[start - 1] === '"' && list[start + tag.value.length] === '"';
    if (quoted && (comparison === 'weak' || list[start - 2] !== '/')) return true;
    const nextQuote = list.indexOf('"', start);
    start = nextQuote === -1 ? -1 : list.indexOf(tag.value, nextQuote + 1);
  }
  return false;
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
  return WrittenTag.textOf(checked(tag)) as string;
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
  return options?.weak === true && !tag.weak ? new WrittenTag(tag.value, true) : tag;
}

function read(source: unknown): EntityTag {
  switch (typeof source) {
    case 'string':
      return parseEntityTag(source) ?? new WrittenTag(requireOpaque(source), false);
    case 'number':
      if (!Number.isFinite(source)) throw new TypeError(`an entity tag cannot be made of the number ${source}`);
      return new WrittenTag(String(source), false);
    case 'bigint':
      return new WrittenTag(String(source), false);
    default:
      if (isEntityTag(source)) return checked(source);
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

function checked(tag: EntityTag): EntityTag {
  return WrittenTag.textOf(tag) === undefined ? new WrittenTag(requireOpaque(tag.value), tag.weak) : tag;
}

function requireOpaque(value: string): string {
  const index = value.search(NO_OPAQUE_CHARACTER);
  if (index === -1) return value;
  const code = value.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0');
  throw new TypeError(
    `${JSON.stringify(value)} cannot be an entity tag: the character at index ${index} (U+${code}) is not allowed in ` +
      'one; hash the value or encode it',
  );
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
