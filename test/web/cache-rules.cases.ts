/** Patterns with paths that they match, and others that they do not. */
export const matchingCases: readonly {
  readonly rule: string;
  readonly pattern: string;
  readonly matched: readonly string[];
  readonly others: readonly string[];
}[] = [
  {
    rule: 'a pattern without a * is the whole path',
    pattern: '/about',
    matched: ['/about'],
    others: ['/', '', '/abou', '/about2', '/about/us', '/x/about', 'about'],
  },
  {
    rule: '* stands for any text',
    pattern: '/assets/*',
    matched: ['/assets/app.js', '/assets/a b', '/assets/*', '/assets/é'],
    others: ['/asset', '/assetsx', '/x/assets/app.js'],
  },
  { rule: '* stands for slashes too', pattern: '/assets/*', matched: ['/assets/a/b/c.js', '/assets//'], others: [] },
  { rule: '* stands for no text too', pattern: '/assets/*', matched: ['/assets/'], others: ['/assets'] },
  { rule: '* stands for line breaks too', pattern: '/a*z', matched: ['/a\nz', '/a%0Az'], others: [] },
  { rule: '/* is every path', pattern: '/*', matched: ['/', '/a', '/a/b'], others: ['', '*'] },
  { rule: '* alone is every path', pattern: '*', matched: ['', '/', '/a', '*'], others: [] },
  {
    rule: 'a * at the start',
    pattern: '*.js',
    matched: ['/a.js', '/a/b.js', '.js', '/a.js.js'],
    others: ['/a.jsx', '/a.js/b', '/ajs'],
  },
  {
    rule: 'a * in the middle',
    pattern: '/articles/*/image',
    matched: ['/articles/7/image', '/articles/7/8/image', '/articles//image'],
    others: ['/articles/image', '/articles/7/images', '/articles/7/image/2'],
  },
  {
    rule: 'several * keep their order',
    pattern: '/*/a/*.png',
    matched: ['/x/a/1.png', '/a/a/.png', '/x/a/b/a/1.png', '//a/.png'],
    others: ['/a/1.png', '/x/1.png/a/', '/x/a.png'],
  },
  {
    rule: 'what is in front of a * and behind it does not overlap',
    pattern: '/ab*ba',
    matched: ['/abba', '/abxba'],
    others: ['/aba', '/ab'],
  },
  {
    rule: 'pieces between * do not overlap with the end',
    pattern: '*aa*aa',
    matched: ['aaaa', 'xaaxaa', 'aaaaa'],
    others: ['aaa', 'aa'],
  },
  { rule: 'the first place where a piece fits is enough', pattern: '*a*b', matched: ['aab', 'abab'], others: ['ba'] },
  { rule: '** is as *', pattern: '/a/**', matched: ['/a/', '/a/b/c'], others: ['/a'] },
  {
    rule: 'no other character has a meaning of its own',
    pattern: '/a.b+(c)[d]{e}|f$^\\',
    matched: ['/a.b+(c)[d]{e}|f$^\\'],
    others: ['/axb+(c)[d]{e}|f$^\\', '/a.bb(c)[d]{e}|f$^\\'],
  },
  {
    rule: 'paths are decoded',
    pattern: '/über uns/*',
    matched: ['/%C3%BCber%20uns/x', '/%c3%bcber%20uns/', '/%C3%BCber%20uns%2Fx'],
    others: ['/%25C3%25BCber%20uns/x'],
  },
  { rule: 'a path is decoded once', pattern: '/100%', matched: ['/100%25'], others: ['/100%2525'] },
  { rule: 'what is no encoding stays as it was sent', pattern: '/100%*', matched: ['/100%', '/100%zz'], others: [] },
  {
    rule: 'a ? that was encoded belongs to the path',
    pattern: '/what*',
    matched: ['/what%3F', '/what%23'],
    others: [],
  },
  {
    rule: 'letters match without regard to case, as routers have it',
    pattern: '/Account/*',
    matched: ['/account/7', '/ACCOUNT/7', '/%41ccount/7'],
    others: ['/accounts'],
  },
  {
    rule: 'a slash at the end makes no other path, as routers have it',
    pattern: '/account',
    matched: ['/account', '/account/', '/ACCOUNT/'],
    others: ['/account//', '/account/x'],
  },
  { rule: 'a slash at the end of the pattern is asked for', pattern: '/docs/', matched: ['/docs/'], others: ['/docs'] },
  { rule: 'the root', pattern: '/', matched: ['/', '//'], others: ['/a', '///'] },
];

const MESSAGE = 'cacheControl';

/** Rules that are an error when they are made. */
export const refusedRules: readonly { readonly rule: string; readonly rules: unknown; readonly message: string }[] = [
  { rule: 'no rule', rules: {}, message: 'cacheControl takes at least one rule' },
  ...[
    [undefined, 'undefined'],
    [null, 'null'],
    ['no-store', '"no-store"'],
    [[{ noStore: true }], '[{"noStore":true}]'],
    [() => ({}), 'a function'],
  ].map(([rules, text]) => ({
    rule: `${text} for rules`,
    rules,
    message: `${MESSAGE} takes an object from patterns to directives, not ${text}`,
  })),
  ...['', 'assets/*', 'http://example.com/*', ' /a', '7'].map((pattern) => ({
    rule: `the pattern ${JSON.stringify(pattern)}`,
    rules: { [pattern]: { noCache: true } },
    message: `${MESSAGE}: ${JSON.stringify(pattern)}: a pattern begins with "/" or "*"`,
  })),
  ...['/a?b=*', '/a#b', '*?*'].map((pattern) => ({
    rule: `a query or fragment in the pattern ${pattern}`,
    rules: { [pattern]: { noCache: true } },
    message: `${MESSAGE}: "${pattern}": the query is not part of the path: leave it out`,
  })),
  {
    rule: 'a pattern that is encoded',
    rules: { '/%C3%BCber/*': { noCache: true } },
    message: `${MESSAGE}: "/%C3%BCber/*": the path is decoded before it is compared: write the pattern decoded`,
  },
  ...[
    [undefined, 'undefined'],
    [null, 'null'],
    ['no-store', '"no-store"'],
    [true, 'true'],
    [[], '[]'],
  ].map(([directives, text]) => ({
    rule: `${text} for directives`,
    rules: { '/*': directives },
    message: `${MESSAGE}: "/*": it takes an object of directives, such as { noCache: true }, not ${text}`,
  })),
  {
    rule: 'no directives',
    rules: { '/a': { noCache: true }, '/*': {} },
    message: `${MESSAGE}: "/*": Cache-Control needs at least one directive`,
  },
  {
    rule: 'directives that contradict each other',
    rules: { '/*': { public: true, private: true } },
    message: `${MESSAGE}: "/*": Cache-Control: public contradicts private`,
  },
  {
    rule: 'seconds that are not whole',
    rules: { '/*': { maxAge: 0.5 } },
    message: `${MESSAGE}: "/*": Cache-Control: max-age takes whole seconds, 0 or more, not 0.5`,
  },
  {
    rule: 'an unknown directive',
    rules: { '/*': { maxage: 5 } },
    message: `${MESSAGE}: "/*": Cache-Control has no directive "maxage"`,
  },
];

/** Pairs in which the first pattern leaves nothing to the second, or something. */
export const orders: readonly { readonly first: string; readonly second: string; readonly reached: boolean }[] = [
  { first: '/*', second: '/assets/*', reached: false },
  { first: '*', second: '/*', reached: false },
  { first: '/assets/*', second: '/assets/*.js', reached: false },
  { first: '*.js', second: '/assets/*.js', reached: false },
  { first: '/a*b*c', second: '/a*bb*c', reached: false },
  { first: '/*', second: '/about', reached: false },
  { first: '/About', second: '/about', reached: false },
  { first: '/about', second: '/about/', reached: false },
  { first: '/a/**', second: '/a/*', reached: false },
  { first: '/assets/*', second: '/*', reached: true },
  { first: '/assets/*', second: '/assets*', reached: true },
  { first: '/assets/*', second: '/assets', reached: true },
  { first: '*.js', second: '/assets/*', reached: true },
  { first: '/a*c', second: '/a*', reached: true },
  { first: '/a', second: '/b', reached: true },
];
