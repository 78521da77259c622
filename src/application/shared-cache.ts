import type { SharedCache } from '../cdn/shared-cache';
import type { SharedCacheOptions } from '../cdn/shared-cache-options';
import type { ConditionalRequestsOptions } from './conditional-requests-options';

const made = new WeakMap<SharedCacheOptions, SharedCache>();

/**
 * The shared caches that an application was told of: one for each object of options, so that all of its requests share their purges.
 * Nothing of src/cdn is loaded before it is asked for.
 *
 * @throws TypeError for options that are not what their types say
 */
export function sharedCacheOf(options: SharedCacheOptions): SharedCache {
  const known = typeof options === 'object' && options !== null ? made.get(options) : undefined;
  if (known !== undefined) return known;
  const cdn: typeof import('../cdn/shared-cache') = require('../cdn/shared-cache');
  const cache = new cdn.SharedCache(options);
  made.set(options, cache);
  return cache;
}

/** Lets the store's `touch` purge too: changes from jobs reach the shared caches as those of requests do. */
export function purgeTouched({ sharedCache, versions }: ConditionalRequestsOptions): void {
  if (sharedCache !== undefined && versions !== undefined) sharedCacheOf(sharedCache).watch(versions);
}
