import type { VersionStore } from '../stores/version-store';
import { SharedCache } from './shared-cache';
import type { SharedCacheOptions } from './shared-cache-options';

/**
 * Makes `touch` of a version store purge the names too. Use it in a process without `conditionalRequests()`, such as a
 * worker for jobs. `conditionalRequests({ versions, sharedCache })` does the same for its store.
 *
 * @param versions - the store. Its `touch` ends when the purge has ended
 * @param sharedCache - the same options as those of the application
 * @returns the same store
 * @throws TypeError for invalid options, and for options without `purge`
 * @example
 * ```ts
 * import { createClient } from 'redis';
 * import { purgeOnTouch, purgeVarnish, varnish } from 'routing-controllers-etag/cdn';
 * import { RedisVersions } from 'routing-controllers-etag/redis';
 *
 * const client = createClient({ url: 'redis://localhost:6379' }).on('error', console.error);
 * const purge = purgeVarnish({ url: 'http://varnish:6081/' });
 * const versions = purgeOnTouch(new RedisVersions(client), { tags: varnish, purge });
 *
 * client.connect().then(() => versions.touch('articles'));
 * ```
 */
export function purgeOnTouch<Store extends VersionStore>(versions: Store, sharedCache: SharedCacheOptions): Store {
  if (sharedCache?.purge === undefined)
    throw new TypeError('purgeOnTouch: the options have no purge: add the function of the application');
  new SharedCache(sharedCache).watch(versions);
  return versions;
}
