import type { CacheRulesByPath } from 'routing-controllers-etag/koa';

/**
 * How long browsers and caches keep what they have got. A name with a hash never gets another content, so nobody asks for it
 * again; the licence may be an hour old while it is asked for anew; all the rest is asked for at each use, and costs a 304.
 */
export const cacheRules: CacheRulesByPath = {
  '/assets/*': { public: true, maxAge: 31_536_000, immutable: true },
  '/licence.txt': { maxAge: 60, staleWhileRevalidate: 3600 },
  '/*': { noCache: true },
};
