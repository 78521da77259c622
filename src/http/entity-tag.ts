import { markOf } from './content-coding';

/**
 * An entity tag: an opaque name for one version of a representation.
 *
 * A strong tag promises that all representations with this tag are identical byte for byte; a weak tag (`W/"…"`)
 * promises only that they are equivalent.
 *
 * @see RFC 9110, section 8.8.3
 */
export interface EntityTag {
  /** The opaque tag without its quotes. */
  readonly value: string;
  /** Whether the tag is weak. */
  readonly weak: boolean;
}

/** `entity-tag` (RFC 9110, section 8.8.3). */
const ENTITY_TAG = /^(W\/)?"([!#-~\x80-\xff]*)"$/;

/** Node sends obs-text as UTF-8 or Latin-1, depending on the body: such a tag would not come back unchanged. */
const NOT_EMITTED = /[^!#-~]/;

/**
 * Parses one entity tag, such as the value of an `ETag` field.
 * @param text - the whole field value
 * @returns the tag; `undefined` for anything else, such as `w/"x"`, `x`, `"a" ` and a character above U+00FF
 * @see RFC 9110, section 8.8.3
 * @example
 * ```ts
 * import { parseEntityTag } from 'routing-controllers-etag/http';
 *
 * parseEntityTag('W/"v1"'); // { value: 'v1', weak: true }
 * parseEntityTag('v1'); // undefined
 * ```
 */
export function parseEntityTag(text: string): EntityTag | undefined {
  const parts = ENTITY_TAG.exec(text);
  return parts === null ? undefined : { value: parts[2] as string, weak: parts[1] !== undefined };
}

/**
 * Formats an entity tag as a field value: `"v1"` or `W/"v1"`.
 * @param tag - the tag to format
 * @throws TypeError if the opaque value has a character other than U+0021 and U+0023 to U+007E, or if the argument is
 *   not an {@link EntityTag}
 * @see RFC 9110, section 8.8.3
 * @example
 * ```ts
 * import { formatEntityTag } from 'routing-controllers-etag/http';
 *
 * formatEntityTag({ value: 'v1', weak: true }); // 'W/"v1"'
 * ```
 */
export function formatEntityTag(tag: EntityTag): string {
  requireCharacters(requireEntityTag(tag).value);
  return entityTagText(tag);
}

/**
 * Formats a parsed tag without checking it: a tag of a request, or of a response that somebody else made, may contain
 * characters that we do not emit.
 */
export function entityTagText({ value, weak }: EntityTag): string {
  return weak ? `W/"${value}"` : `"${value}"`;
}

/**
 * Makes an entity tag from a version, a hash, or a formatted tag.
 *
 * @param source - a formatted tag (`"v1"`, `W/"v1"`, `""`) is parsed; any other string, number or bigint becomes the
 *   opaque value; an {@link EntityTag} is checked
 * @param options - `weak: true` makes the tag weak
 * @throws TypeError if the value has a character other than U+0021 and U+0023 to U+007E (such as a space, a double
 *   quote or an accented letter), if it ends in a mark that this library adds to the tags of coded responses (such as
 *   `--gzip`), or if it is a number that is not finite
 * @see RFC 9110, section 8.8.3
 * @example
 * ```ts
 * import { entityTag } from 'routing-controllers-etag/http';
 *
 * entityTag(7); // { value: '7', weak: false }
 * entityTag('W/"v1"'); // { value: 'v1', weak: true }
 * entityTag('v1', { weak: true }); // { value: 'v1', weak: true }
 * ```
 */
export function entityTag(source: string | number | bigint | EntityTag, options?: { weak?: boolean }): EntityTag {
  const { value, weak } = read(source);
  requireCharacters(value);
  requireNoMark(value);
  return { value, weak: weak || options?.weak === true };
}

function read(source: string | number | bigint | EntityTag): EntityTag {
  switch (typeof source) {
    case 'string':
      return parseEntityTag(source) ?? { value: source, weak: false };
    case 'number':
      if (!Number.isFinite(source)) throw new TypeError(`an entity tag cannot be made of the number ${source}`);
      return { value: String(source), weak: false };
    case 'bigint':
      return { value: String(source), weak: false };
    default:
      return requireEntityTag(source);
  }
}

/** Whether a value has the shape of an {@link EntityTag}; its characters are not checked. */
export function isEntityTag(value: unknown): value is EntityTag {
  const tag = value as EntityTag | null | undefined;
  return typeof tag === 'object' && typeof tag?.value === 'string' && typeof tag.weak === 'boolean';
}

function requireEntityTag(source: unknown): EntityTag {
  if (isEntityTag(source)) return source;
  throw new TypeError(`an entity tag is a string, a number, a bigint or { value, weak }, not ${kindOf(source)}`);
}

function kindOf(source: unknown): string {
  if (source === null) return 'null';
  if (typeof (source as PromiseLike<unknown> | undefined)?.then === 'function') return 'a promise: await it';
  return `a value of type ${Array.isArray(source) ? 'array' : typeof source}`;
}

function requireCharacters(value: string): void {
  const index = value.search(NOT_EMITTED);
  if (index === -1) return;
  if (value.includes('[object ')) {
    throw new TypeError(
      `${JSON.stringify(value)} cannot be an entity tag: an object was put into a string; put its version there, and ` +
        'await it if it is a promise',
    );
  }
  const code = value.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0');
  throw new TypeError(
    `${JSON.stringify(value)} cannot be an entity tag: the character at index ${index} (U+${code}) is not allowed in ` +
      'one; hash the value or encode it, such as with encodeURIComponent()',
  );
}

/** A client that sends such a tag back would appear to hold a coding of another version. */
function requireNoMark(value: string): void {
  const mark = markOf(value);
  if (mark === undefined) return;
  throw new TypeError(
    `${JSON.stringify(value)} cannot be an entity tag: ${JSON.stringify(mark)} is the mark of a coded response; leave ` +
      'it out (the library adds it where needed), or end the value in something else',
  );
}

/**
 * Strong comparison: both tags are strong and have the same opaque value. `If-Match` uses it.
 *
 * @param a - one tag
 * @param b - the other tag
 * @see RFC 9110, section 8.8.3.2
 * @example
 * ```ts
 * import { strongMatch } from 'routing-controllers-etag/http';
 *
 * strongMatch({ value: '1', weak: false }, { value: '1', weak: true }); // false
 * ```
 */
export function strongMatch(a: EntityTag, b: EntityTag): boolean {
  return !a.weak && !b.weak && a.value === b.value;
}

/**
 * Weak comparison: both tags have the same opaque value. `If-None-Match` uses it.
 *
 * @param a - one tag
 * @param b - the other tag
 * @see RFC 9110, section 8.8.3.2
 * @example
 * ```ts
 * import { weakMatch } from 'routing-controllers-etag/http';
 *
 * weakMatch({ value: '1', weak: false }, { value: '1', weak: true }); // true
 * ```
 */
export function weakMatch(a: EntityTag, b: EntityTag): boolean {
  return a.value === b.value;
}
