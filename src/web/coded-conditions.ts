import type { Conditions } from '../http/conditions';
import { type CodingMarks, withAcceptedForms, withUncodedForms } from '../http/content-coding';
import type { EntityTag } from '../http/entity-tag';
import { formatEntityTagList, parseEntityTagList } from '../http/entity-tag-list';

/**
 * Understands tags that a content coding has marked: a client that holds `"v1--gzip"` holds the version `"v1"`.
 *
 * @param acceptEncoding - the codings that a read accepts; `undefined` for a write, which changes them all
 * @param marks - which marks are understood
 */
export function withUncodedTags(
  conditions: Conditions,
  acceptEncoding: () => string | undefined,
  marks: CodingMarks,
): Conditions {
  const { ifMatch, ifNoneMatch } = conditions;
  if (!mayBeCoded(ifMatch) && !mayBeCoded(ifNoneMatch)) return conditions;
  return {
    ...conditions,
    ifMatch: mapTags(ifMatch, (tags) => withUncodedForms(tags, marks)),
    ifNoneMatch: mapTags(ifNoneMatch, (tags) => withAcceptedForms(tags, acceptEncoding(), marks)),
  };
}

const MAY_BE_CODED = /(?:gzip|br|zstd|deflate|compress|dcb|dcz)"/;

/** Most tags bear no mark, and are not taken apart. */
function mayBeCoded(field: string | undefined): boolean {
  return field !== undefined && MAY_BE_CODED.test(field);
}

/** Takes the tags of `If-Match` as strong: those of a server behind a proxy that weakens them. */
export function withStrongIfMatch(conditions: Conditions): Conditions {
  return { ...conditions, ifMatch: mapTags(conditions.ifMatch, (tags) => tags.map(strengthened)) };
}

/** Takes other tags for those of the conditions. */
export function withMappedTags(conditions: Conditions, map: (tag: EntityTag) => EntityTag): Conditions {
  const { ifMatch, ifNoneMatch } = conditions;
  return {
    ...conditions,
    ifMatch: mapTags(ifMatch, (tags) => tags.map(map)),
    ifNoneMatch: mapTags(ifNoneMatch, (tags) => tags.map(map)),
  };
}

/** The strong tag with the same opaque value. */
export function strengthened(tag: EntityTag): EntityTag {
  return { value: tag.value, weak: false };
}

/** A field that is no list, or a malformed one, stays as it is. */
function mapTags(field: string | undefined, map: (tags: readonly EntityTag[]) => EntityTag[]): string | undefined {
  const list = field === undefined ? undefined : parseEntityTagList(field);
  return list === undefined || list === '*' ? field : formatEntityTagList(map(list));
}
