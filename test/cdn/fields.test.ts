import { expect } from 'chai';
import fc from 'fast-check';
import { akamai, cloudFront, cloudflare, fastly, type TagField, varnish } from 'routing-controllers-etag/cdn';
import { parseDictionary, parseList } from 'structured-headers';
import type { NameFieldsOptions } from '../../dist/cdn/name-fields';
import { lint } from './lint';

const { formatCdnCacheControl } =
  require('../../../dist/cdn/cdn-cache-control.js') as typeof import('../../dist/cdn/cdn-cache-control');
const { NameFields } = require('../../../dist/cdn/name-fields.js') as typeof import('../../dist/cdn/name-fields');
const { isListable, stringList } =
  require('../../../dist/cdn/string-list.js') as typeof import('../../dist/cdn/string-list');

const vendors: readonly TagField[] = [cloudflare, fastly, cloudFront, akamai, varnish];

/** The values of the fields by their names; the reason if a limit is exceeded. */
function described(names: readonly string[], options: Partial<NameFieldsOptions>): Record<string, string> | string {
  const fields = new NameFields({ cacheGroups: false, tags: [], hashed: false, ...options }).describe(names);
  return typeof fields === 'string' ? fields : Object.fromEntries(fields.map(({ field, value }) => [field, value]));
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `name-${index}`);

describe('Cache-Groups', () => {
  it('is a List of Strings, as a parser of structured fields reads it (RFC 9651)', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme-ascii' }).filter(isListable)), (texts) => {
        expect(parseList(stringList(texts)).map(([text]) => text)).to.deep.equal(texts);
      }),
    );
  });

  it('has no parameters, and lists a repeated name once', () => {
    const { 'Cache-Groups': groups } = described(['a', 'b', 'a'], { cacheGroups: true }) as Record<string, string>;
    expect(parseList(groups as string)).to.deep.equal([
      ['a', new Map()],
      ['b', new Map()],
    ]);
  });

  it('has at most 32 groups of 32 characters, which every cache supports (RFC 9875, section 2)', () => {
    expect(described(names(32), { cacheGroups: true })).to.be.an('object');
    expect(described(names(33), { cacheGroups: true })).to.equal('33 names, and Cache-Groups accepts 32');
    expect(described(['x'.repeat(32)], { cacheGroups: true })).to.be.an('object');
    expect(described(['x'.repeat(33)], { cacheGroups: true })).to.contain('which Cache-Groups does not accept');
  });

  it('refuses characters that a String cannot hold', () => {
    expect(described(['größe'], { cacheGroups: true })).to.equal(
      'the name "größe", which Cache-Groups does not accept',
    );
  });
});

const limits: readonly {
  readonly vendor: TagField;
  readonly most: number;
  readonly longest: number;
  readonly not: string;
}[] = [
  { vendor: cloudflare, most: 1_000, longest: 1_024, not: 'a,b' },
  { vendor: fastly, most: 1_500, longest: 1_024, not: 'a b' },
  { vendor: cloudFront, most: 50, longest: 256, not: 'a,b' },
  { vendor: akamai, most: 128, longest: 128, not: 'article:7' },
  { vendor: varnish, most: 700, longest: 8_000, not: 'a,b' },
];

describe('the fields of vendors', () => {
  it('separate tags as the vendor does', () => {
    const fields = described(['article-7', 'authors'], { tags: vendors });
    expect(fields).to.deep.equal({
      'Cache-Tag': 'article-7,authors',
      'Surrogate-Key': 'article-7 authors',
      'x-amz-meta-cache-tag': 'article-7,authors',
      'Edge-Cache-Tag': 'article-7,authors',
      xkey: 'article-7 authors',
    });
  });

  for (const { vendor, most, longest, not } of limits) {
    it(`${vendor.field}: a list that exceeds a limit is refused, not cut`, () => {
      expect(described(names(most), { tags: [vendor] })).to.be.an('object');
      expect(described(names(2_000), { tags: [vendor] })).to.match(/and [\w-]+ accepts \d+$/);
      expect(described(['x'.repeat(longest)], { tags: [vendor] })).to.be.an('object');
      expect(described(['x'.repeat(longest + 1)], { tags: [vendor] })).to.be.a('string');
      for (const each of [not, 'größe', 'a b', '', 'a\n']) {
        expect(described([each], { tags: [vendor] }), each).to.contain(`which ${vendor.field} does not accept`);
      }
    });

    it(`${vendor.field}: accepts the hash of every name`, () => {
      for (const each of [not, 'größe', 'a b', '', 'x'.repeat(10_000)]) {
        expect(described([each], { tags: [vendor], hashed: true }), each).to.be.an('object');
      }
    });
  }
});

describe('a field of the application', () => {
  const own: TagField = { field: 'X-Tags', separator: ',', limits: { pattern: /[a-z]/ } };

  it('accepts only printable ASCII without the separator, even if its pattern accepts more', () => {
    expect(described(['a', 'b c'], { tags: [own] })).to.deep.equal({ 'X-Tags': 'a,b c' });
    for (const each of ['a,b', 'a\r\nX-Other: b', 'große', 'a€']) {
      expect(described([each], { tags: [own] }), each).to.contain('which X-Tags does not accept');
    }
  });
});

describe('hashed names', () => {
  const hash = (name: string) =>
    (described([name], { tags: [fastly], hashed: true }) as Record<string, string>)['Surrogate-Key'];

  it('depend on nothing but the name, reveal no id, and tell names apart that differ in case, even for CloudFront', () => {
    expect(hash('article:7'))
      .to.equal(hash('article:7'))
      .and.to.match(/^[0-9a-f]{16}$/);
    const hashes = ['article:7', 'Article:7', 'article:8', ''].map((name) => hash(name)?.toUpperCase());
    expect(new Set(hashes).size).to.equal(4);
  });
});

describe('what is purged', () => {
  const purged = (all: readonly string[], options: Partial<NameFieldsOptions>) =>
    new NameFields({ cacheGroups: false, tags: [], hashed: false, ...options }).purged(all);

  it('is the tags that were sent, each one once', () => {
    expect(purged(['a', 'b', 'a'], { tags: [fastly] })).to.deep.equal(['a', 'b']);
    expect(purged(['a'], { tags: [fastly], hashed: true })).to.deep.equal(['ca978112ca1bbdca']);
  });

  it('is no tag that no field accepts', () => {
    expect(purged(['a,b', 'c', 'x'.repeat(300)], { tags: [cloudFront] })).to.deep.equal(['c']);
    expect(purged(['a,b', 'c'], { tags: [cloudFront], cacheGroups: true })).to.deep.equal(['a,b', 'c']);
  });
});

describe('CDN-Cache-Control', () => {
  it('is a Dictionary, as a parser of structured fields reads it (RFC 9213, section 2.1)', () => {
    const value = formatCdnCacheControl({
      maxAge: 3600,
      staleWhileRevalidate: 60,
      mustRevalidate: true,
      extensions: { 'x-y': 7 },
    });
    expect([...parseDictionary(value)].map(([key, [item]]) => [key, item])).to.deep.equal([
      ['max-age', 3600],
      ['must-revalidate', true],
      ['stale-while-revalidate', 60],
      ['x-y', 7],
    ]);
  });

  const refused: readonly { readonly directives: object; readonly says: string }[] = [
    { directives: {}, says: 'needs at least one directive' },
    { directives: { maxAge: 1.5 }, says: 'whole seconds, 0 or more, not 1.5' },
    { directives: { maxAge: 1e15 }, says: 'whole seconds, 0 or more' },
    { directives: { private: true }, says: 'private stops a CDN from storing' },
    { directives: { maxage: 60 }, says: 'CDN-Cache-Control has no directive "maxage"' },
    { directives: { maxAge: 1, extensions: { 'X-Y': 1 } }, says: 'X-Y is not a key' },
    { directives: { maxAge: 1, extensions: { x: 1.5 } }, says: 'x takes true or a whole number, not 1.5' },
  ];
  for (const { directives, says } of refused) {
    it(`refuses ${JSON.stringify(directives)}`, () => {
      expect(() => formatCdnCacheControl(directives)).to.throw(TypeError, says);
    });
  }
});

describe("httplint's rules for these fields", () => {
  const faults: readonly { readonly field: string; readonly value: string; readonly fault: string; method?: string }[] =
    [
      { field: 'cache-groups', value: 'a b', fault: 'Cache-Groups is not a List' },
      { field: 'cache-groups', value: '"a", 7', fault: 'Cache-Groups has a member that is not a String' },
      { field: 'cache-groups', value: 'a', fault: 'Cache-Groups has a member that is not a String' },
      {
        field: 'cache-group-invalidation',
        value: '?0',
        fault: 'Cache-Group-Invalidation has a member that is not a String',
      },
      { field: 'cache-group-invalidation', value: '"a"', method: 'GET', fault: 'Cache-Group-Invalidation is ignored' },
      { field: 'cdn-cache-control', value: 'Max-Age=1', fault: 'CDN-Cache-Control is not a Dictionary' },
      { field: 'cdn-cache-control', value: 'max-age=x', fault: 'CDN-Cache-Control has another type of max-age' },
      { field: 'cdn-cache-control', value: 'no-store=1', fault: 'CDN-Cache-Control has another type of no-store' },
    ];
  for (const { field, value, method = 'PUT', fault } of faults) {
    it(`find: ${fault}, in ${value}`, () => {
      expect(lint(method, { [field]: value })).to.deep.equal([fault]);
    });
  }
});
