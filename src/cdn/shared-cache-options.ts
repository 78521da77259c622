import { isToken } from '../http/field';
import { requireBound } from '../stores/require-bound';
import type { Purge } from './purger';
import type { TagField } from './tag-field';

/**
 * Options for shared caches. Times are milliseconds, whole and above 0. `tags` or `cacheGroups` is required.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { conditionalRequests, MemoryVersions } from 'routing-controllers-etag';
 * import { purgeVarnish, type SharedCacheOptions, varnish } from 'routing-controllers-etag/cdn';
 *
 * const sharedCache: SharedCacheOptions = {
 *   tags: varnish,
 *   purge: purgeVarnish({ url: 'http://varnish:6081/' }),
 * };
 * const app = new Koa();
 * app.use(conditionalRequests({ versions: new MemoryVersions(), sharedCache }));
 * ```
 */
export interface SharedCacheOptions {
  /**
   * Whether reads send `Cache-Groups` and writes send `Cache-Group-Invalidation`. Default `false`.
   *
   * @see RFC 9875
   */
  readonly cacheGroups?: boolean;
  /**
   * The field of a vendor, or a list of them: `cloudflare`, `fastly`, `cloudFront`, `akamai`, `varnish`, or your own.
   */
  readonly tags?: TagField | readonly TagField[];
  /**
   * Whether names are sent as hashes. A hash reveals no id and fits the alphabet and the length of every vendor.
   * Default `true`.
   */
  readonly hashed?: boolean;
  /**
   * Removes the responses with these tags from the shared cache: `purgeVarnish({ url })`, or a function that calls
   * your CDN. It gets the tags as they were sent. It is called when the marks of a write are settled, and after `touch` of the
   * version store. If it fails, it is called again, three times in all. Tags that arrive during a call go together into
   * the next one.
   */
  readonly purge?: Purge;
  /**
   * Whether a write is answered before its purge has ended. Until then, readers may get the old response. Default
   * `false`.
   */
  readonly purgeInBackground?: boolean;
  /** How long a purge may take, including its retries, and how long a write waits for it. Default 5,000. */
  readonly purgeTimeout?: number;
  /**
   * When the same tags are purged once more, for responses that were on their way to the cache when the write began.
   * `false` turns it off. Default 1,000.
   */
  readonly purgeAgain?: number | false;
}

/** The options with their defaults. */
export interface SharedCacheSettings {
  readonly cacheGroups: boolean;
  readonly tags: readonly TagField[];
  readonly hashed: boolean;
  readonly purge: Purge | undefined;
  readonly purgeInBackground: boolean;
  readonly purgeTimeout: number;
  readonly purgeAgain: number | false;
}

const KNOWN = ['cacheGroups', 'tags', 'hashed', 'purge', 'purgeInBackground', 'purgeTimeout', 'purgeAgain'];

/**
 * Checks the options and adds the defaults.
 *
 * @throws TypeError for invalid options, and for options that would send nothing
 */
export function sharedCacheSettings(options: SharedCacheOptions): SharedCacheSettings {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('sharedCache takes an object of options, such as { cacheGroups: true }');
  }
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`sharedCache: unknown option ${unknown}; the options are ${KNOWN.join(', ')}`);
  }
  const { cacheGroups = false, hashed = true, purgeInBackground = false } = options;
  for (const [option, value] of Object.entries({ cacheGroups, hashed, purgeInBackground })) {
    if (typeof value !== 'boolean') throw new TypeError(`sharedCache: ${option} takes true or false`);
  }
  const { purge, purgeTimeout = 5_000, purgeAgain = 1_000 } = options;
  if (purge !== undefined && typeof purge !== 'function') {
    throw new TypeError('sharedCache: purge takes a function, such as purgeVarnish({ url })');
  }
  requireBound('sharedCache: purgeTimeout', purgeTimeout);
  if (purgeAgain !== false) requireBound('sharedCache: purgeAgain', purgeAgain);
  const tags = [options.tags ?? []].flat();
  for (const each of tags) requireTagField(each);
  if (!cacheGroups && tags.length === 0) {
    throw new TypeError('sharedCache: no field would carry the names: add cacheGroups: true, or tags, such as varnish');
  }
  return { cacheGroups, tags, hashed, purge, purgeInBackground, purgeTimeout, purgeAgain };
}

function requireTagField(tags: TagField): void {
  const { field, separator, limits } = Object(tags) as Partial<TagField>;
  if (!isToken(field) || (separator !== ' ' && !/^[,;] ?$/.test(String(separator)))) {
    throw new TypeError(
      "sharedCache: tags takes a field and its separator, a space or a comma, such as { field: 'Cache-Tag', separator: ',' }",
    );
  }
  if (limits === undefined) return;
  const { tags: count, length, bytes, pattern } = limits;
  for (const [name, value] of Object.entries({ tags: count, length, bytes })) {
    if (value !== undefined) requireBound(`sharedCache: the limit ${name} of ${field}`, value);
  }
  // With these flags a regular expression remembers its last match.
  if (pattern !== undefined && (!(pattern instanceof RegExp) || pattern.global || pattern.sticky)) {
    throw new TypeError(
      `sharedCache: the limit pattern of ${field} takes a regular expression without the flags g and y`,
    );
  }
}
