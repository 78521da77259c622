import type { SharedCache } from '../cdn/shared-cache';
import type { SharedCacheOptions } from '../cdn/shared-cache-options';
import type { ConditionalRequestsOptions } from './conditional-requests-options';

const made = new WeakMap<SharedCacheOptions, SharedCache>();

/**
 * Returns the same `SharedCache` for the same options, so that all requests of an application merge their purges.
 * `src/cdn` is loaded by the first call.
 *
 * @throws TypeError for invalid options
 */
export function sharedCacheOf(options: SharedCacheOptions): SharedCache {
  const known = typeof options === 'object' && options !== null ? made.get(options) : undefined;
  if (known !== undefined) return known;
  const cdn: typeof import('../cdn/shared-cache') = require('../cdn/shared-cache');
  const cache = new cdn.SharedCache(options);
  made.set(options, cache);
  return cache;
}

/** Makes `touch` of the store purge too, so that changes by jobs reach the shared caches. */
export function purgeTouched({ sharedCache, versions }: ConditionalRequestsOptions): void {
  if (sharedCache !== undefined && versions !== undefined) sharedCacheOf(sharedCache).watch(versions);
}
