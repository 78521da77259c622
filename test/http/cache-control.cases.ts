import type { CacheControlDirectives } from 'routing-controllers-etag/http';

/** Directives and the field value that they are written as. */
export const writtenDirectives: readonly { rule: string; directives: CacheControlDirectives; field: string }[] = [
  { rule: 'public', directives: { public: true }, field: 'public' },
  { rule: 'private', directives: { private: true }, field: 'private' },
  { rule: 'private for some fields', directives: { private: ['Set-Cookie'] }, field: 'private="Set-Cookie"' },
  { rule: 'no-store', directives: { noStore: true }, field: 'no-store' },
  { rule: 'no-cache', directives: { noCache: true }, field: 'no-cache' },
  {
    rule: 'no-cache for some fields',
    directives: { noCache: ['Set-Cookie', 'X-Request-Id'] },
    field: 'no-cache="Set-Cookie, X-Request-Id"',
  },
  { rule: 'max-age', directives: { maxAge: 60 }, field: 'max-age=60' },
  { rule: 'max-age of 0', directives: { maxAge: 0 }, field: 'max-age=0' },
  { rule: 'max-age of a year', directives: { maxAge: 31_536_000 }, field: 'max-age=31536000' },
  {
    rule: 'the largest whole number',
    directives: { maxAge: Number.MAX_SAFE_INTEGER },
    field: 'max-age=9007199254740991',
  },
  { rule: 's-maxage', directives: { sMaxAge: 10 }, field: 's-maxage=10' },
  { rule: 'must-revalidate', directives: { mustRevalidate: true }, field: 'must-revalidate' },
  { rule: 'proxy-revalidate', directives: { proxyRevalidate: true }, field: 'proxy-revalidate' },
  { rule: 'must-understand', directives: { mustUnderstand: true }, field: 'must-understand' },
  { rule: 'no-transform', directives: { noTransform: true }, field: 'no-transform' },
  { rule: 'immutable', directives: { immutable: true }, field: 'immutable' },
  { rule: 'stale-while-revalidate', directives: { staleWhileRevalidate: 30 }, field: 'stale-while-revalidate=30' },
  { rule: 'stale-if-error', directives: { staleIfError: 86_400 }, field: 'stale-if-error=86400' },

  {
    rule: 'the order is fixed: who may store it, whether, how long, and then',
    directives: {
      staleIfError: 3,
      staleWhileRevalidate: 2,
      noTransform: true,
      mustUnderstand: true,
      proxyRevalidate: true,
      mustRevalidate: true,
      sMaxAge: 1,
      maxAge: 0,
      noCache: true,
      noStore: true,
      public: true,
    },
    field:
      'public, no-store, no-cache, max-age=0, s-maxage=1, must-revalidate, proxy-revalidate, must-understand, ' +
      'no-transform, stale-while-revalidate=2, stale-if-error=3',
  },
  {
    rule: 'what is named after its content',
    directives: { immutable: true, maxAge: 31_536_000, public: true },
    field: 'public, max-age=31536000, immutable',
  },
  { rule: 'extensions come last', directives: { extensions: { a: true }, maxAge: 1 }, field: 'max-age=1, a' },
  {
    rule: 'undefined is no directive',
    directives: { maxAge: 1, public: undefined, extensions: undefined } as unknown as CacheControlDirectives,
    field: 'max-age=1',
  },

  {
    rule: 'private for some fields goes with s-maxage: the rest is shared',
    directives: { private: ['Set-Cookie'], sMaxAge: 60 },
    field: 'private="Set-Cookie", s-maxage=60',
  },
  {
    rule: 'no-cache for some fields goes with immutable',
    directives: { noCache: ['Set-Cookie'], immutable: true },
    field: 'no-cache="Set-Cookie", immutable',
  },
  { rule: 'public goes with s-maxage', directives: { public: true, sMaxAge: 60 }, field: 'public, s-maxage=60' },

  { rule: 'an extension without an argument', directives: { extensions: { community: true } }, field: 'community' },
  { rule: 'an extension with a number', directives: { extensions: { 'x-ttl': 1.5 } }, field: 'x-ttl=1.5' },
  { rule: 'an extension with a token', directives: { extensions: { community: 'UCI' } }, field: 'community=UCI' },
  {
    rule: 'other text is quoted',
    directives: { extensions: { community: 'a, b' } },
    field: 'community="a, b"',
  },
  { rule: 'empty text is quoted', directives: { extensions: { community: '' } }, field: 'community=""' },
  {
    rule: 'quotes and backslashes in it are escaped',
    directives: { extensions: { community: 'a"b\\c' } },
    field: 'community="a\\"b\\\\c"',
  },
  {
    rule: 'tabs and obs-text may be quoted',
    directives: { extensions: { community: '\t\x80\xff~' } },
    field: 'community="\t\x80\xff~"',
  },
  { rule: 'several extensions keep their order', directives: { extensions: { b: 1, a: 2 } }, field: 'b=1, a=2' },
  {
    rule: 'every character of a token',
    directives: { extensions: { "!#$%&'*+-.^_`|~09azAZ": "!#$%&'*+-.^_`|~09azAZ" } },
    field: "!#$%&'*+-.^_`|~09azAZ=!#$%&'*+-.^_`|~09azAZ",
  },
];

const WHOLE_SECONDS = 'takes whole seconds, 0 or more, not';

/** What does not compile, and throws for JavaScript callers. */
export const refusedDirectives: readonly { rule: string; directives: unknown; message: string }[] = [
  { rule: 'no directive at all', directives: {}, message: 'Cache-Control needs at least one directive' },
  { rule: 'undefined ones only', directives: { maxAge: undefined }, message: 'needs at least one directive' },
  { rule: 'no extension in extensions', directives: { extensions: {} }, message: 'needs at least one directive' },

  {
    rule: 'public with private',
    directives: { public: true, private: true },
    message: 'Cache-Control: public contradicts private',
  },
  {
    rule: 'public with private fields',
    directives: { public: true, private: ['Set-Cookie'] },
    message: 'Cache-Control: public contradicts private',
  },
  {
    rule: 'private with s-maxage',
    directives: { private: true, sMaxAge: 60 },
    message: 'Cache-Control: private contradicts s-maxage',
  },
  {
    rule: 'immutable with no-store',
    directives: { immutable: true, noStore: true },
    message: 'Cache-Control: immutable contradicts no-store',
  },
  {
    rule: 'immutable with no-cache',
    directives: { immutable: true, noCache: true },
    message: 'Cache-Control: immutable contradicts no-cache',
  },

  { rule: 'negative seconds', directives: { maxAge: -1 }, message: `Cache-Control: max-age ${WHOLE_SECONDS} -1` },
  { rule: 'fractions of a second', directives: { sMaxAge: 0.5 }, message: `s-maxage ${WHOLE_SECONDS} 0.5` },
  { rule: 'NaN seconds', directives: { staleIfError: Number.NaN }, message: `stale-if-error ${WHOLE_SECONDS} NaN` },
  {
    rule: 'endless seconds',
    directives: { staleWhileRevalidate: 1 / 0 },
    message: `stale-while-revalidate ${WHOLE_SECONDS} Infinity`,
  },
  { rule: 'seconds beyond whole numbers', directives: { maxAge: 2 ** 53 }, message: WHOLE_SECONDS },
  { rule: 'seconds in a string', directives: { maxAge: '60' }, message: `max-age ${WHOLE_SECONDS} 60` },
  { rule: 'true for seconds', directives: { maxAge: true }, message: `max-age ${WHOLE_SECONDS} true` },
  { rule: 'null for seconds', directives: { maxAge: null }, message: `max-age ${WHOLE_SECONDS} null` },

  {
    rule: 'false for a flag',
    directives: { noStore: false },
    message: 'Cache-Control: no-store takes true, not false',
  },
  ...[
    ['public', 'public'],
    ['mustRevalidate', 'must-revalidate'],
    ['proxyRevalidate', 'proxy-revalidate'],
    ['mustUnderstand', 'must-understand'],
    ['noTransform', 'no-transform'],
    ['immutable', 'immutable'],
  ].map(([property = '', name]) => ({
    rule: `false for ${name}`,
    directives: { [property]: false },
    message: `Cache-Control: ${name} takes true, not false`,
  })),
  { rule: 'a number for a flag', directives: { public: 1 }, message: 'Cache-Control: public takes true, not 1' },
  {
    rule: 'field names for a flag',
    directives: { public: ['a'] },
    message: 'Cache-Control: public takes true, not ["a"]',
  },
  {
    rule: 'false for private',
    directives: { private: false },
    message: 'Cache-Control: private takes true or a list of field names, not false',
  },
  {
    rule: 'a field name that is not in a list',
    directives: { noCache: 'Set-Cookie' },
    message: 'Cache-Control: no-cache takes true or a list of field names, not "Set-Cookie"',
  },
  {
    rule: 'an empty list of field names',
    directives: { private: [] },
    message: 'Cache-Control: private takes true or a list of field names, not []',
  },
  {
    rule: 'a field name that is no token',
    directives: { private: ['Set-Cookie', 'a b'] },
    message: 'Cache-Control: "a b" is not a token',
  },
  {
    rule: 'a field name with a quote, which would end the list',
    directives: { noCache: ['a"'] },
    message: 'Cache-Control: "a\\"" is not a token',
  },
  { rule: 'a field name that is no string', directives: { noCache: [1] }, message: 'Cache-Control: 1 is not a token' },
  { rule: 'an empty field name', directives: { noCache: [''] }, message: 'Cache-Control: "" is not a token' },

  {
    rule: 'a name that is unknown',
    directives: { maxage: 60 },
    message:
      'Cache-Control has no directive "maxage"; use public, private, noStore, noCache, maxAge, sMaxAge, ' +
      'mustRevalidate, proxyRevalidate, mustUnderstand, noTransform, immutable, staleWhileRevalidate, staleIfError, ' +
      'or put others into extensions',
  },
  {
    rule: 'a name as it is on the wire',
    directives: { 'max-age': 60 },
    message: 'Cache-Control has no directive "max-age"',
  },
  { rule: 'a whole field value', directives: 'no-store', message: 'Cache-Control has no directive "0"' },

  {
    rule: 'an extension whose name is no token',
    directives: { extensions: { 'a b': true } },
    message: 'Cache-Control: "a b" is not a token',
  },
  { rule: 'an extension without a name', directives: { extensions: { '': true } }, message: '"" is not a token' },
  {
    rule: 'a line break in an extension, which would part the header',
    directives: { extensions: { a: 'b\r\nSet-Cookie: c' } },
    message: 'Cache-Control: a takes true, a number or a string without control characters',
  },
  { rule: 'DEL in an extension', directives: { extensions: { a: '\x7f' } }, message: 'without control characters' },
  {
    rule: 'a character above U+00FF in an extension',
    directives: { extensions: { a: '\u0100' } },
    message: 'without control characters',
  },
  { rule: 'false for an extension', directives: { extensions: { a: false } }, message: 'a takes true, a number or' },
  { rule: 'NaN for an extension', directives: { extensions: { a: Number.NaN } }, message: 'a takes true, a number or' },
  {
    rule: 'infinity for an extension',
    directives: { extensions: { a: 1 / 0 } },
    message: 'a takes true, a number or',
  },
  {
    rule: 'a known directive in extensions, where nothing would hold it against the others',
    directives: { public: true, extensions: { private: true } },
    message: 'Cache-Control: private is not an extension: use the property private',
  },
  {
    rule: 'a known directive in extensions in other letters: names are case-insensitive',
    directives: { maxAge: 60, extensions: { 'Max-Age': 5 } },
    message: 'Cache-Control: Max-Age is not an extension: use the property maxAge',
  },
];

/** The names of the directives in a field (RFC 9111, section 5.2). */
export const namedDirectives: readonly { rule: string; field: string; names: readonly string[] }[] = [
  { rule: 'one', field: 'no-store', names: ['no-store'] },
  { rule: 'several, in their order', field: 'private, max-age=60,no-cache', names: ['private', 'max-age', 'no-cache'] },
  { rule: 'names are case-insensitive', field: 'No-Store, MAX-AGE=1', names: ['no-store', 'max-age'] },
  { rule: 'white space counts for nothing', field: ' \tpublic\t ,  s-maxage =1', names: ['public', 's-maxage'] },
  { rule: 'an argument may hold an equals sign', field: 'a="b=c"', names: ['a'] },
  { rule: 'a comma in a quoted string parts nothing', field: 'private="a, b", public', names: ['private', 'public'] },
  { rule: 'nor one behind an escaped quote', field: 'a="\\", b", c', names: ['a', 'c'] },
  { rule: 'an escaped backslash escapes no quote', field: 'a="\\\\", b', names: ['a', 'b'] },
  { rule: 'a backslash outside of quotes escapes nothing', field: 'a\\, b', names: ['a\\', 'b'] },
  { rule: 'a string may be open at the end', field: 'a, b="c, d', names: ['a', 'b'] },
  { rule: 'twice is once', field: 'a=1, A=2', names: ['a'] },
];
