import { expect } from 'chai';
import { CacheControl, conditionalRequests, MemoryVersions } from 'routing-controllers-etag';
import { purgeOnTouch, purgeVarnish, varnish } from 'routing-controllers-etag/cdn';
import { conditionalRequests as onExpress } from 'routing-controllers-etag/express';
import { conditionalRequests as onKoa } from 'routing-controllers-etag/koa';

const refused: readonly { readonly sharedCache: unknown; readonly says: string }[] = [
  { sharedCache: null, says: 'takes an object of options' },
  { sharedCache: 'varnish', says: 'takes an object of options' },
  { sharedCache: {}, says: 'no field would carry the names: add cacheGroups: true, or tags' },
  { sharedCache: { purge() {} }, says: 'no field would carry the names' },
  { sharedCache: { cacheGroup: true }, says: 'unknown option cacheGroup; the options are cacheGroups, tags' },
  { sharedCache: { cacheGroups: 'yes' }, says: 'cacheGroups takes true or false' },
  { sharedCache: { tags: varnish, hashed: 'sha256' }, says: 'hashed takes true or false' },
  { sharedCache: { tags: varnish, purgeInBackground: 1 }, says: 'purgeInBackground takes true or false' },
  { sharedCache: { tags: 'Cache-Tag' }, says: 'tags takes a field and its separator' },
  { sharedCache: { tags: { field: 'Cache Tag', separator: ',' } }, says: 'tags takes a field and its separator' },
  { sharedCache: { tags: { field: 'Cache-Tag' } }, says: 'tags takes a field and its separator' },
  {
    sharedCache: { tags: { ...varnish, limits: { tags: 0 } } },
    says: 'the limit tags of xkey takes a whole number above 0',
  },
  {
    sharedCache: { tags: { ...varnish, limits: { pattern: '.' } } },
    says: 'pattern of xkey takes a regular expression',
  },
  {
    sharedCache: { tags: { ...varnish, limits: { pattern: /^[a-z]+$/g } } },
    says: 'pattern of xkey takes a regular expression without the flags g and y',
  },
  { sharedCache: { tags: varnish, purge: 'http://varnish' }, says: 'purge takes a function, such as purgeVarnish' },
  { sharedCache: { tags: varnish, purgeTimeout: -1 }, says: 'purgeTimeout takes a whole number above 0' },
  { sharedCache: { tags: varnish, purgeAgain: 0 }, says: 'purgeAgain takes a whole number above 0' },
];

describe('conditionalRequests({ sharedCache })', () => {
  for (const { sharedCache, says } of refused) {
    it(`refuses ${JSON.stringify(sharedCache)}`, () => {
      for (const make of [conditionalRequests, onKoa, onExpress]) {
        expect(() => make({ sharedCache: sharedCache as never })).to.throw(TypeError, says);
      }
    });
  }
});

describe('purgeVarnish', () => {
  for (const url of ['varnish:6081', '', 'ftp://varnish/', ['http://varnish/', 'no URL']]) {
    it(`refuses ${JSON.stringify(url)}, which is not an HTTP URL`, () => {
      expect(() => purgeVarnish({ url })).to.throw(TypeError, 'is not an HTTP URL, such as http://varnish:6081/');
    });
  }

  it('refuses an empty list, which would purge nothing', () => {
    expect(() => purgeVarnish({ url: [] })).to.throw(TypeError, 'the list of URLs is empty');
  });
});

describe('purgeOnTouch', () => {
  it('refuses options without a purge', () => {
    expect(() => purgeOnTouch(new MemoryVersions(), { tags: varnish })).to.throw(
      TypeError,
      'the options have no purge',
    );
  });
});

describe('@CacheControl(…, { cdn })', () => {
  const options: readonly { readonly given: object; readonly says: string }[] = [
    { given: { cnd: {} }, says: 'unknown option cnd; the option is cdn' },
    { given: { cdn: 'max-age=60' }, says: 'cdn takes directives, such as { maxAge: 3600 }' },
    { given: { cdn: { withoutNames: 'yes', maxAge: 1 } }, says: 'withoutNames takes true or false' },
    { given: { cdn: { withoutNames: true } }, says: 'needs at least one directive' },
    { given: { cdn: { maxAge: -1 } }, says: 'whole seconds, 0 or more, not -1' },
  ];
  for (const { given, says } of options) {
    it(`refuses ${JSON.stringify(given)} when the class is defined`, () => {
      expect(() => CacheControl({ maxAge: 1 }, given)).to.throw(TypeError, says);
    });
  }
});
