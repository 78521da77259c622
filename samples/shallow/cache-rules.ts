import type { CacheRulesByPath } from 'routing-controllers-etag/koa';

/**
 * How long browsers and caches use a response. The content of a file with a hash in its name never changes, so it is
 * not requested again. The licence may be an hour old while a new one is fetched. Everything else is revalidated before
 * each use, which costs a 304.
 */
export const cacheRules: CacheRulesByPath = {
  '/assets/*': { public: true, maxAge: 31_536_000, immutable: true },
  '/licence.txt': { maxAge: 60, staleWhileRevalidate: 3600 },
  '/*': { noCache: true },
};
