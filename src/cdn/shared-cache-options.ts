import { isToken } from '../http/field';
import { requireBound } from '../stores/require-bound';
import type { Purge } from './purger';
import type { TagField } from './tag-field';

/** How shared caches learn which names a response is made of, and which ones a write has changed. */
export interface SharedCacheOptions {
  /**
   * Whether reads send `Cache-Groups`, and writes `Cache-Group-Invalidation`. Default `false`.
   *
   * @see RFC 9875
   */
  readonly cacheGroups?: boolean;
  /** The field of one vendor, or of several: `cloudflare`, `fastly`, `cloudFront`, `akamai` and `varnish` of `./cdn`, or your own. */
  readonly tags?: TagField | readonly TagField[];
  /**
   * Whether names are sent as hashes: they show no ids, and fit the alphabet and the length that every vendor takes. Default `true`.
   */
  readonly hashed?: boolean;
  /**
   * Takes the responses with these tags out of the shared cache: `purgeVarnish` of `./cdn`, or your call of a CDN. It is called with
   * the tags as they were sent, when the marks of a write are settled, and when the version store's `touch` was called. It is called
   * again where it fails, three times in all. The tags of other requests that come meanwhile go into the next call.
   */
  readonly purge?: Purge;
  /** Whether a write is answered before its purge has ended; a reader may then get what the write has changed. Default `false`. */
  readonly purgeInBackground?: boolean;
  /** How long a purge may take with its retries, and a write wait for it, in milliseconds. Default 5,000. */
  readonly purgeTimeout?: number;
  /**
   * After how many milliseconds the same tags are purged once more, for responses that were on their way to the cache when the write
   * began; `false` turns it off. Default 1,000.
   */
  readonly purgeAgain?: number | false;
}

/** The options, checked and with their defaults. */
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
 * Checks the options.
 *
 * @throws TypeError for options that are not what their types say, and for those that would send nothing
 */
export function sharedCacheSettings(options: SharedCacheOptions): SharedCacheSettings {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('sharedCache takes an object of options, such as { cacheGroups: true }');
  }
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`sharedCache: there is no option ${unknown}; there are ${KNOWN.join(', ')}`);
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
    throw new TypeError(
      'sharedCache: nothing tells caches the names: give it cacheGroups: true, or tags, such as varnish',
    );
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
  if (pattern !== undefined && !(pattern instanceof RegExp)) {
    throw new TypeError(`sharedCache: the limit pattern of ${field} takes a regular expression`);
  }
}
