import type { EntityTag } from './entity-tag';
import type { EntityTagList } from './entity-tag-list';

/** Which suffixes of a tag count as the mark of a content coding. */
export interface CodingMarks {
  /**
   * Whether Apache's marks, `-gzip` and `;gzip`, count in addition to our own. Default `false`: an application's own
   * version may end in `-br`.
   */
  readonly apacheMarks?: boolean | undefined;
}

const CODINGS = '(gzip|x-gzip|br|zstd|deflate|compress|x-compress|dcb|dcz)';

/** `--gzip`: the mark that {@link codedTag} adds. */
const OWN_MARK = new RegExp(`--${CODINGS}$`);

/** `-gzip`, and `;gzip` of older Apache releases. */
const OWN_OR_APACHE_MARK = new RegExp(`(?:--|-|;)${CODINGS}$`);

/**
 * The tag of a representation in a content coding. Two codings of one representation have different bytes, so they must
 * not share a strong tag; they may share a weak one. If the coding has no mark, or if there are several codings, the
 * tag becomes weak.
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

/** The mark of a coding at the end of an opaque value, such as `--gzip`; `undefined` if there is none. */
export function markOf(value: string, marks?: CodingMarks): string | undefined {
  return findMark(value, marks)?.[0];
}

/** The coding that a tag's mark names; `undefined` if the tag has no mark. */
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

/** The tags; each marked tag is preceded by its uncoded form. */
export function withUncodedForms(tags: readonly EntityTag[], marks?: CodingMarks): EntityTag[] {
  return tags.flatMap((tag) => {
    const uncoded = uncodedTag(tag, marks);
    return uncoded === undefined ? [tag] : [uncoded, tag];
  });
}

/**
 * Like {@link withUncodedForms}, but only for tags whose coding the request accepts: a cache lists every response that
 * it has stored, and must not be told to use one that its client cannot decode.
 *
 * @param acceptEncoding - the request's `Accept-Encoding`; if it was not sent, every coding is accepted
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

/**
 * The form of the tag `current` that a client holds, if its list has it only in another form: weakened, or with a mark.
 */
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

/** Returns a function that tells whether a tag's coding is accepted. The field is parsed once for all tags. */
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
