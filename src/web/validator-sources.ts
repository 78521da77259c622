import { type EntityTag, entityTag } from '../http/entity-tag';
import { requireHttpDate } from '../http/http-date';
import type { Validators } from '../http/preconditions';

/**
 * Return it from a tag function for a representation that exists without a tag, such as a row whose version column is
 * NULL. `null` and `undefined` mean that there is no representation.
 *
 * @see RFC 9110, section 13.1.1
 * @example
 * ```ts
 * import { Get, JsonController, Param } from 'routing-controllers';
 * import { ETag, untagged } from 'routing-controllers-etag';
 *
 * // `null` where a row was there before its column of versions.
 * const versions = new Map<string, number | null>([
 *   ['7', null],
 *   ['8', 3],
 * ]);
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Get('/:id')
 *   @ETag((id: string) => (versions.has(id) ? (versions.get(id) ?? untagged) : null))
 *   show(@Param('id') id: string) {
 *     return { version: versions.get(id) };
 *   }
 * }
 * ```
 */
export const untagged: unique symbol = Symbol.for('routing-controllers-etag/untagged');

/** The source of an entity tag: a version, a hash or a tag; {@link untagged} for a representation without a tag. */
export type TagValue = string | number | bigint | EntityTag | typeof untagged;

/** The version is unknown at the moment: a name is marked, or the version store cannot be reached. */
export const unknownVersion: unique symbol = Symbol.for('routing-controllers-etag/unknown-version');

/** The current version as the application provides it; `null` if there is no representation. */
export type CurrentVersion = TagValue | null | typeof unknownVersion;

/** The sources of validators: a version, a hash or a tag; a `Date` or milliseconds since the epoch. */
export interface ValidatorSources {
  /** A version, a hash or a tag; {@link untagged} for a representation without a tag. */
  readonly etag?: TagValue | undefined;
  /** A `Date` or milliseconds since the epoch. */
  readonly lastModified?: Date | number | undefined;
}

/** The checked {@link Validators} of a representation that exists. */
export interface CheckedValidators extends Validators {
  readonly etag: EntityTag | undefined;
  readonly lastModified: number | undefined;
}

/**
 * Makes validators from their sources.
 *
 * @throws TypeError for an illegal tag or date
 */
export function checkedValidators({ etag, lastModified }: ValidatorSources): CheckedValidators {
  return {
    etag: etag === undefined || etag === untagged ? undefined : entityTag(etag),
    lastModified: lastModified === undefined ? undefined : requireHttpDate(lastModified),
  };
}

/** Numbers in this range are dates of 1970 as milliseconds, so they are probably seconds. */
const LIKELY_SECONDS = { from: 100_000_000, to: 31_536_000_000 };

/** The code of the warning about a date that is probably in seconds. */
export const DATE_IN_SECONDS = 'ETAG_DATE_IN_SECONDS';

/** What is likely to be wrong with a date, as the end of a sentence. */
export function mistakeInDate(date: unknown): string | undefined {
  if (typeof date !== 'number' || date <= LIKELY_SECONDS.from || date >= LIKELY_SECONDS.to) return undefined;
  return `${date}, a date in 1970: it takes milliseconds, so multiply seconds by 1000`;
}

/**
 * Reads the arguments of `checkNotModified`.
 *
 * @returns `null` if there is no representation
 * @throws TypeError for arguments that are not validators
 */
export function readValidatorSources(current: unknown, lastModified: unknown): ValidatorSources | null {
  if (current === null) return null;
  if (typeof current === 'string' || current === untagged) return { etag: current, lastModified: lastModified as Date };
  if (typeof current === 'object') {
    if (Object.prototype.toString.call(current) === '[object Date]') return { lastModified: current as Date };
    if ('value' in current && 'weak' in current) {
      return { etag: current as EntityTag, lastModified: lastModified as Date };
    }
    if (typeof (current as PromiseLike<unknown>).then === 'function') {
      throw new TypeError('checkNotModified takes a tag, not a promise of one: await it first');
    }
    return current as ValidatorSources;
  }
  throw new TypeError(
    typeof current === 'number' || typeof current === 'bigint'
      ? `checkNotModified(${current}) is ambiguous: pass { etag: ${current} } for a version, or { lastModified: ${current} } for a time`
      : `checkNotModified takes a tag, a Date, { etag, lastModified } or null, not ${String(current)}`,
  );
}
