import { type EntityTag, entityTag } from '../http/entity-tag';
import { requireHttpDate } from '../http/http-date';
import type { Validators } from '../http/preconditions';

/**
 * Says that a representation exists and has no entity tag, such as a row whose version column is NULL. `null` and `undefined`
 * say that there is no representation.
 *
 * @see RFC 9110, section 13.1.1
 * @example
 * ```ts
 * @Get('/:id')
 * @ETag(async function (this: ArticleController, id: number) {
 *   const row = await this.articles.find(id);
 *   return row && (row.version ?? untagged);
 * })
 * show(@Param('id') id: number) { return this.articles.find(id); }
 * ```
 */
export const untagged: unique symbol = Symbol.for('routing-controllers-etag/untagged');

/** What an entity tag is made of: a version, a hash or a tag; {@link untagged} for what exists without one. */
export type TagValue = string | number | bigint | EntityTag | typeof untagged;

/** Stands for the version of what exists, where nobody can tell it now. */
export const unknownVersion: unique symbol = Symbol.for('routing-controllers-etag/unknown-version');

/** The current version as the application gives it; `null` if there is no representation. */
export type CurrentVersion = TagValue | null | typeof unknownVersion;

/** Validators as an application gives them: a version, a hash or a tag; a `Date` or milliseconds since the epoch. */
export interface ValidatorSources {
  readonly etag?: TagValue | undefined;
  readonly lastModified?: Date | number | undefined;
}

/** {@link Validators} of a representation that exists, checked. */
export interface CheckedValidators extends Validators {
  readonly etag: EntityTag | undefined;
  readonly lastModified: number | undefined;
}

/**
 * Makes validators of their sources.
 *
 * @throws TypeError for an illegal tag or date
 */
export function checkedValidators({ etag, lastModified }: ValidatorSources): CheckedValidators {
  return {
    etag: etag === undefined || etag === untagged ? undefined : entityTag(etag),
    lastModified: lastModified === undefined ? undefined : requireHttpDate(lastModified),
  };
}

/** Milliseconds of a year that is 1970 are in truth seconds since the epoch, if they are no small number. */
const LIKELY_SECONDS = { from: 100_000_000, to: 31_536_000_000 };

/** The code of the warning of a date that is likely to be seconds. */
export const DATE_IN_SECONDS = 'ETAG_DATE_IN_SECONDS';

/** What is likely to be wrong with a date, as the end of a sentence. */
export function mistakeInDate(date: unknown): string | undefined {
  if (typeof date !== 'number' || date <= LIKELY_SECONDS.from || date >= LIKELY_SECONDS.to) return undefined;
  return `${date}, a date in 1970: it takes milliseconds, so multiply seconds by 1000`;
}

/**
 * Reads the arguments of `checkNotModified`.
 *
 * @returns `null` where there is no representation
 * @throws TypeError for what is no validator
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
      ? `checkNotModified(${current}): is it a version or a time? Say { etag: ${current} } or { lastModified: ${current} }`
      : `checkNotModified takes a tag, a Date, { etag, lastModified } or null, not ${String(current)}`,
  );
}
