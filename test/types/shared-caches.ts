/** Compiled, never run. */
import { CacheControl, conditionalRequests, MemoryVersions } from 'routing-controllers-etag';
import {
  cloudFront,
  fastly,
  type Purge,
  purgeOnTouch,
  purgeVarnish,
  type TagField,
} from 'routing-controllers-etag/cdn';

const own: TagField = { field: 'X-Tags', separator: ',', limits: { tags: 10, pattern: /^[a-z]+$/ } };
const purge: Purge = (tags) => void tags.push('more');

conditionalRequests({ sharedCache: { cacheGroups: true } });
conditionalRequests({ sharedCache: { tags: [fastly, own], hashed: false, purge, purgeAgain: false } });
conditionalRequests({
  sharedCache: {
    tags: { ...cloudFront, field: 'Cache-Tag' },
    purge: async (tags, signal) => {
      await fetch('https://example.com', { body: tags.join(), signal });
    },
  },
});
// @ts-expect-error: unknown option
conditionalRequests({ sharedCache: { cacheGroup: true } });
// @ts-expect-error: true is not a time
conditionalRequests({ sharedCache: { cacheGroups: true, purgeAgain: true } });
// @ts-expect-error: the separator is missing
conditionalRequests({ sharedCache: { tags: { field: 'X-Tags' } } });
// @ts-expect-error: a URL is not a purge
conditionalRequests({ sharedCache: { tags: fastly, purge: 'http://varnish' } });

/** The store keeps its type. */
export const versions: MemoryVersions = purgeOnTouch(new MemoryVersions(), {
  tags: own,
  purge: purgeVarnish({ url: ['http://varnish/'] }),
});

export class SharedController {
  @CacheControl({ maxAge: 0 }, { cdn: { maxAge: 3600, staleWhileRevalidate: 60, extensions: { 'x-mine': 7 } } })
  declared(): void {}

  @CacheControl((id: number) => ({ maxAge: id }), { cdn: { maxAge: 3600, withoutNames: true } })
  made(_id: number): void {}
}

// @ts-expect-error: private is not a directive for a CDN
CacheControl({ maxAge: 0 }, { cdn: { private: true } });
// @ts-expect-error: times are numbers
CacheControl({ maxAge: 0 }, { cdn: { maxAge: '3600' } });
