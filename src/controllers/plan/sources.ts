import type { TagValue } from '../../web/validator-sources';

/** What can be an entity tag: a version, a hash, a tag or `untagged`; `null` or `undefined` if there is no representation. */
export type TagSource = TagValue | null | undefined;

/** What can be a modification date: a `Date` or milliseconds since the epoch; `null` or `undefined` if there is none. */
export type DateSource = Date | number | null | undefined;

/** What names a resource for which writes take turns. */
export type GuardKey = string | number | bigint;
