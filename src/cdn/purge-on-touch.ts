import type { VersionStore } from '../stores/version-store';
import { SharedCache } from './shared-cache';
import type { SharedCacheOptions } from './shared-cache-options';

/**
 * Lets a version store purge the names that it is told to touch, in a process that has no `conditionalRequests()`, such as a worker
 * for jobs. `touch` then ends when the purge has ended. `conditionalRequests({ versions, sharedCache })` does so by itself.
 *
 * @param versions - the store
 * @param sharedCache - what the application gives to `conditionalRequests()`
 * @returns the store
 * @throws TypeError for options that are not what their types say, or that have no `purge`
 * @example
 * ```ts
 * import { MemoryVersions } from 'routing-controllers-etag';
 * import { purgeOnTouch, purgeVarnish, varnish } from 'routing-controllers-etag/cdn';
 *
 * const purge = purgeVarnish({ url: 'http://varnish:6081/' });
 * const versions = purgeOnTouch(new MemoryVersions(), { tags: varnish, purge });
 * versions.touch('articles');
 * ```
 */
export function purgeOnTouch<Store extends VersionStore>(versions: Store, sharedCache: SharedCacheOptions): Store {
  if (sharedCache?.purge === undefined) throw new TypeError('purgeOnTouch: there is no purge: give it the function');
  new SharedCache(sharedCache).watch(versions);
  return versions;
}
