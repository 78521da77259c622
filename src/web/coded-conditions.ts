import type { Conditions } from '../http/conditions';
import { type CodingMarks, withAcceptedForms, withUncodedForms } from '../http/content-coding';
import type { EntityTag } from '../http/entity-tag';
import { formatEntityTagList, parseEntityTagList } from '../http/entity-tag-list';

/**
 * Adds the uncoded form of each marked tag: a client that holds `"v1--gzip"` holds the version `"v1"`.
 *
 * @param acceptEncoding - returns the `Accept-Encoding` of a read; `undefined` for a write, which changes the
 *   representation in every coding
 * @param marks - which marks are recognized
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

/** Most tags have no mark: they are not parsed. */
function mayBeCoded(field: string | undefined): boolean {
  return field !== undefined && MAY_BE_CODED.test(field);
}

/** Treats the tags of `If-Match` as strong, for a server behind a proxy that weakens tags. */
export function withStrongIfMatch(conditions: Conditions): Conditions {
  return { ...conditions, ifMatch: mapTags(conditions.ifMatch, (tags) => tags.map(strengthened)) };
}

/** Replaces each tag of the conditions. */
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

/** `*` and a malformed field stay as they are. */
function mapTags(field: string | undefined, map: (tags: readonly EntityTag[]) => EntityTag[]): string | undefined {
  const list = field === undefined ? undefined : parseEntityTagList(field);
  return list === undefined || list === '*' ? field : formatEntityTagList(map(list));
}
