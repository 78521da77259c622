import type { EntityTag } from './entity-tag';
import type { EntityTagList } from './entity-tag-list';

/** Which marks at the end of a tag are taken for those of a coding. */
export interface CodingMarks {
  /**
   * Whether those that Apache puts on, `-gzip` and `;gzip`, count beside our own. Default `false`: a version that ends in
   * `-br` is a version.
   */
  readonly apacheMarks?: boolean | undefined;
}

const CODINGS = '(gzip|x-gzip|br|zstd|deflate|compress|x-compress|dcb|dcz)';

/** `--gzip`: what {@link codedTag} puts on. */
const OWN_MARK = new RegExp(`--${CODINGS}$`);

/** `-gzip`, and `;gzip` of older releases. */
const OWN_OR_APACHE_MARK = new RegExp(`(?:--|-|;)${CODINGS}$`);

/**
 * The tag of a representation in a content coding. Two codings of one representation differ in their bytes, so they must
 * not share a strong tag; a weak one they may. With a coding that has no mark, or several of them, the tag becomes weak.
 *
 * @param coding - the value of `Content-Encoding`
 * @see RFC 9110, section 8.8.3.3
 * @example
 * ```ts
 * codedTag({ value: 'v1', weak: false }, 'gzip'); // { value: 'v1--gzip', weak: false }
 * ```
 */
export function codedTag(tag: EntityTag, coding: string): EntityTag {
  const name = coding.trim().toLowerCase();
  if (tag.weak || name === 'identity') return tag;
  const marked = { value: `${tag.value}--${name}`, weak: false };
  return codingOf(marked) === name ? marked : { value: tag.value, weak: true };
}

/** The mark of a coding at the end of an opaque value, such as `--gzip`. */
export function markOf(value: string, marks?: CodingMarks): string | undefined {
  return findMark(value, marks)?.[0];
}

/** The coding whose mark a tag has. */
export function codingOf(tag: EntityTag, marks?: CodingMarks): string | undefined {
  return findMark(tag.value, marks)?.[1];
}

/** The tag without the mark of its coding; `undefined` if it has none. */
export function uncodedTag(tag: EntityTag, marks?: CodingMarks): EntityTag | undefined {
  const mark = markOf(tag.value, marks);
  return mark === undefined ? undefined : { value: tag.value.slice(0, -mark.length), weak: tag.weak };
}

function findMark(value: string, marks: CodingMarks | undefined): RegExpExecArray | null {
  return (marks?.apacheMarks === true ? OWN_OR_APACHE_MARK : OWN_MARK).exec(value);
}

/** The tags, each with a coding's mark preceded by its uncoded form. */
export function withUncodedForms(tags: readonly EntityTag[], marks?: CodingMarks): EntityTag[] {
  return tags.flatMap((tag) => {
    const uncoded = uncodedTag(tag, marks);
    return uncoded === undefined ? [tag] : [uncoded, tag];
  });
}

/**
 * As {@link withUncodedForms}, of the tags alone whose coding the request accepts: a cache names all that it has stored,
 * and must not be told to use what the client behind it cannot read.
 *
 * @param acceptEncoding - the request's `Accept-Encoding`; every coding is accepted where it was not sent
 * @see RFC 9110, section 12.5.3, and RFC 9111, section 4.1
 */
export function withAcceptedForms(
  tags: readonly EntityTag[],
  acceptEncoding: string | undefined,
  marks?: CodingMarks,
): EntityTag[] {
  const isAccepted = acceptance(acceptEncoding, marks);
  return tags.flatMap((tag) => (isAccepted(tag) ? withUncodedForms([tag], marks) : [tag]));
}

/** The form in which a client holds the tag `current`, if its list names it otherwise: weakened, or with a mark. */
export function heldForm(
  list: EntityTagList,
  current: EntityTag,
  acceptEncoding: string | undefined,
  marks?: CodingMarks,
): EntityTag | undefined {
  if (list === '*' || list.some((tag) => tag.value === current.value && tag.weak === current.weak)) return undefined;
  const isAccepted = acceptance(acceptEncoding, marks);
  return list.find(
    (tag) => tag.value === current.value || (uncodedTag(tag, marks)?.value === current.value && isAccepted(tag)),
  );
}

/** Tells whether the coding of a tag is accepted. The field is read once, however many tags there are. */
function acceptance(acceptEncoding: string | undefined, marks: CodingMarks | undefined): (tag: EntityTag) => boolean {
  if (acceptEncoding === undefined) return () => true;
  const codings = readAcceptEncoding(acceptEncoding);
  return (tag) => {
    const coding = codingOf(tag, marks);
    return coding === undefined || (codings.get(withoutPrefix(coding)) ?? codings.get('*') ?? false);
  };
}

/** The codings that `Accept-Encoding` names, each with whether it is acceptable. */
function readAcceptEncoding(field: string): ReadonlyMap<string, boolean> {
  const codings = new Map<string, boolean>();
  for (const member of field.toLowerCase().split(',')) {
    const [name, ...parameters] = member.split(';').map((part) => part.trim());
    const key = withoutPrefix(name as string);
    if (!codings.has(key)) codings.set(key, !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)));
  }
  return codings;
}

/** `x-gzip` and `x-compress` are older names (RFC 9110, section 8.4.1). */
function withoutPrefix(coding: string): string {
  return coding.startsWith('x-') ? coding.slice(2) : coding;
}
