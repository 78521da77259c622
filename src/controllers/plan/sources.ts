import type { TagValue } from '../../web/validator-sources';

/**
 * The result of a tag function: a version, a hash, a tag or `untagged`; `null` or `undefined` if there is no
 * representation.
 */
export type TagSource = TagValue | null | undefined;

/** A modification date: a `Date` or milliseconds since the epoch; `null` or `undefined` if there is none. */
export type DateSource = Date | number | null | undefined;

/** The key of a resource for whose writes there are turns. */
export type GuardKey = string | number | bigint;
