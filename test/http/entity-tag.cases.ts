import type { EntityTag, EntityTagList } from 'routing-controllers-etag/http';

const strong = (value: string): EntityTag => ({ value, weak: false });
const weak = (value: string): EntityTag => ({ value, weak: true });

/** RFC 9110, section 8.8.3: `entity-tag = [ weak ] opaque-tag`. */
export const singleTags: readonly { rule: string; text: string; tag: EntityTag | undefined }[] = [
  { rule: 'an opaque tag in double quotes is strong', text: '"xyzzy"', tag: strong('xyzzy') },
  { rule: 'W/ in front makes it weak', text: 'W/"xyzzy"', tag: weak('xyzzy') },
  { rule: 'the opaque tag may be empty', text: '""', tag: strong('') },
  { rule: 'a weak one too', text: 'W/""', tag: weak('') },
  { rule: 'a comma belongs to the tag', text: '"a,b"', tag: strong('a,b') },
  { rule: 'a backslash is a character like any other, it escapes nothing', text: '"a\\b"', tag: strong('a\\b') },
  { rule: 'a backslash does not escape the closing quote', text: '"a\\"', tag: strong('a\\') },
  { rule: 'W/ inside the quotes belongs to the tag', text: '"W/x"', tag: strong('W/x') },
  { rule: 'a slash may be its first character', text: '"/x"', tag: strong('/x') },
  { rule: '* inside the quotes is no wildcard', text: '"*"', tag: strong('*') },
  { rule: 'U+0021 is the first visible character', text: '"!"', tag: strong('!') },
  { rule: 'U+0023 follows the double quote', text: '"#"', tag: strong('#') },
  { rule: 'U+007E is the last visible character', text: '"~"', tag: strong('~') },
  { rule: 'U+0080 is the first of obs-text', text: '"\x80"', tag: strong('\x80') },
  { rule: 'U+00FF is the last of obs-text', text: '"\xff"', tag: strong('\xff') },
  { rule: 'obs-text is allowed among other characters', text: 'W/"caf\xe9"', tag: weak('caf\xe9') },

  { rule: 'weak is case-sensitive', text: 'w/"x"', tag: undefined },
  { rule: 'only W makes it weak', text: 'V/"x"', tag: undefined },
  { rule: 'a tag needs quotes', text: 'xyzzy', tag: undefined },
  { rule: 'a weak tag needs quotes', text: 'W/xyzzy', tag: undefined },
  { rule: 'W alone does not make a tag weak', text: 'W"x"', tag: undefined },
  { rule: 'no blank before the opaque tag', text: 'W/ "x"', tag: undefined },
  { rule: 'weak is said once', text: 'W/W/"x"', tag: undefined },
  { rule: 'weak comes first', text: '"x"/W', tag: undefined },
  { rule: 'single quotes quote nothing', text: "'x'", tag: undefined },
  { rule: 'the closing quote must be there', text: '"x', tag: undefined },
  { rule: 'the opening quote must be there', text: 'x"', tag: undefined },
  { rule: 'one quote is not two', text: '"', tag: undefined },
  { rule: 'W/ alone is no tag', text: 'W/', tag: undefined },
  { rule: 'W/ and one quote is no tag', text: 'W/"', tag: undefined },
  { rule: 'an empty text is no tag', text: '', tag: undefined },
  { rule: 'a double quote cannot be in a tag', text: '"a"b"', tag: undefined },
  { rule: 'a space cannot be in a tag', text: '"a b"', tag: undefined },
  { rule: 'a tab cannot be in a tag', text: '"a\tb"', tag: undefined },
  { rule: 'NUL cannot be in a tag', text: '"a\0b"', tag: undefined },
  { rule: 'U+001F cannot be in a tag', text: '"\x1f"', tag: undefined },
  { rule: 'DEL cannot be in a tag', text: '"\x7f"', tag: undefined },
  { rule: 'U+0100 cannot be in a tag', text: '"\u0100"', tag: undefined },
  { rule: 'U+0122 is no double quote, though its low byte is', text: '"x\u0122', tag: undefined },
  { rule: 'a surrogate pair cannot be in a tag', text: '"\u{1f600}"', tag: undefined },
  { rule: 'nothing may precede the tag', text: ' "x"', tag: undefined },
  { rule: 'nothing may follow the tag', text: '"x" ', tag: undefined },
  { rule: 'two tags are not one', text: '"x","y"', tag: undefined },
  { rule: '* is no tag', text: '*', tag: undefined },
];

/** RFC 9110, sections 13.1.1, 13.1.2 and 5.6.1. */
export const tagLists: readonly { rule: string; text: string; list: EntityTagList | undefined }[] = [
  { rule: 'a single * is the wildcard', text: '*', list: '*' },
  { rule: 'white space around the wildcard counts for nothing', text: ' \t*\t ', list: '*' },
  { rule: 'one tag', text: '"a"', list: [strong('a')] },
  {
    rule: 'tags keep their order, weak and strong',
    text: '"a", W/"b", "c"',
    list: [strong('a'), weak('b'), strong('c')],
  },
  { rule: 'white space between tags is optional', text: '"a","b"', list: [strong('a'), strong('b')] },
  { rule: 'a tab is white space', text: '"a"\t,\t"b"', list: [strong('a'), strong('b')] },
  { rule: 'a run of white space is white space', text: '"a" \t ,  \t"b"', list: [strong('a'), strong('b')] },
  { rule: 'white space may surround the list', text: ' \t"a"\t ', list: [strong('a')] },
  { rule: 'a comma inside the quotes parts nothing', text: '"a,b", "c"', list: [strong('a,b'), strong('c')] },
  { rule: 'tags that are only commas', text: '",",",,"', list: [strong(','), strong(',,')] },
  { rule: 'an empty opaque tag is a member', text: '"", ""', list: [strong(''), strong('')] },
  { rule: 'obs-text in a member', text: '"\xe9", "b"', list: [strong('\xe9'), strong('b')] },
  { rule: '* in quotes is a tag', text: '"*"', list: [strong('*')] },
  { rule: 'a tag may be named twice', text: '"a", "a"', list: [strong('a'), strong('a')] },
  { rule: 'an empty member at the beginning is skipped', text: ', "a"', list: [strong('a')] },
  { rule: 'an empty member at the end is skipped', text: '"a" ,', list: [strong('a')] },
  { rule: 'empty members in the middle are skipped', text: '"a",, ,\t,"b"', list: [strong('a'), strong('b')] },
  { rule: 'an empty field is an empty list', text: '', list: [] },
  { rule: 'so is one of white space', text: ' \t', list: [] },
  { rule: 'and one of commas', text: ', ,,', list: [] },

  { rule: 'a comma must part the tags', text: '"a" "b"', list: undefined },
  { rule: 'also behind an empty member', text: ',"a" "b"', list: undefined },
  { rule: 'also without a space', text: '"a""b"', list: undefined },
  { rule: 'a semicolon does not part them', text: '"a"; "b"', list: undefined },
  { rule: 'the wildcard is no member of a list', text: '*, "a"', list: undefined },
  { rule: 'nor the last one', text: '"a", *', list: undefined },
  { rule: 'nor twice', text: '*, *', list: undefined },
  { rule: 'a list with an empty member is no wildcard', text: '*,', list: undefined },
  { rule: 'nothing may be joined to the wildcard', text: '*"a"', list: undefined },
  { rule: 'one member without quotes makes all of it malformed', text: '"a", b', list: undefined },
  { rule: 'a weak tag in lower case makes all of it malformed', text: '"a", w/"b"', list: undefined },
  { rule: 'so does an unterminated tag', text: '"a", "b', list: undefined },
  { rule: 'so does text in front', text: 'x"a"', list: undefined },
  { rule: 'so does text behind', text: '"a"x', list: undefined },
  { rule: 'so does a space inside a tag', text: '"a b", "c"', list: undefined },
  { rule: 'a no-break space is no white space', text: '"a",\xa0"b"', list: undefined },
  { rule: 'nor is a line feed', text: '"a",\n"b"', list: undefined },
  { rule: 'nor a vertical tab', text: '"a",\v"b"', list: undefined },
  { rule: 'NUL is nothing that a list can hold', text: '"a"\0', list: undefined },
  { rule: 'a single comma in quotes that never end', text: '",', list: undefined },
  { rule: 'one character that is no wildcard', text: 'x', list: undefined },
  { rule: 'one quote', text: '"', list: undefined },
  { rule: 'a date is no tag', text: 'Sun, 06 Nov 1994 08:49:37 GMT', list: undefined },
];

/** The table of RFC 9110, section 8.8.3.2, and its cases the other way round. */
export const comparisons: readonly { a: string; b: string; strong: boolean; weak: boolean }[] = [
  { a: 'W/"1"', b: 'W/"1"', strong: false, weak: true },
  { a: 'W/"1"', b: 'W/"2"', strong: false, weak: false },
  { a: 'W/"1"', b: '"1"', strong: false, weak: true },
  { a: '"1"', b: 'W/"1"', strong: false, weak: true },
  { a: '"1"', b: '"1"', strong: true, weak: true },
  { a: '"1"', b: '"2"', strong: false, weak: false },
  { a: '""', b: '""', strong: true, weak: true },
  { a: '"a"', b: '"A"', strong: false, weak: false },
  { a: '"1"', b: '"11"', strong: false, weak: false },
];

/** What `entityTag()` takes, and the tag it makes of it. */
export const madeTags: readonly {
  rule: string;
  source: string | number | bigint | EntityTag;
  weak?: boolean;
  field: string;
}[] = [
  { rule: 'a string is the opaque value', source: 'v1', field: '"v1"' },
  { rule: 'a strong tag is kept', source: '"v1"', field: '"v1"' },
  { rule: 'a weak tag is kept', source: 'W/"v1"', field: 'W/"v1"' },
  { rule: 'the empty tag is kept', source: '""', field: '""' },
  { rule: 'an empty string is the empty opaque value', source: '', field: '""' },
  { rule: 'a hash in Base64 is an opaque value', source: 'n4bQgYhMfWU/+A==', field: '"n4bQgYhMfWU/+A=="' },
  { rule: 'W/ without quotes is part of the value', source: 'W/v1', field: '"W/v1"' },
  {
    rule: 'every visible character is allowed',
    source: "!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    field: '"!#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~"',
  },
  ...['v1-gzip', '3-pt-br', 'v1;gzip', 'v1--gzip2', 'v1--GZIP', '--gzip-', 'gzip'].map((source) => ({
    rule: `the end of ${source} belongs to the version`,
    source,
    field: `"${source}"`,
  })),
  { rule: 'a number is written in decimals', source: 7, field: '"7"' },
  { rule: 'zero is a version', source: 0, field: '"0"' },
  { rule: 'so are negative numbers and fractions', source: -1.5, field: '"-1.5"' },
  { rule: 'a bigint is written in decimals', source: 9_007_199_254_740_993n, field: '"9007199254740993"' },
  { rule: 'an EntityTag is taken as it is', source: weak('v1'), field: 'W/"v1"' },
  { rule: 'quotes are not read in an EntityTag', source: strong('W/x'), field: '"W/x"' },
  { rule: 'weak: true makes a value weak', source: 'v1', weak: true, field: 'W/"v1"' },
  { rule: 'weak: true makes a number weak', source: 7, weak: true, field: 'W/"7"' },
  { rule: 'weak: true makes a strong tag weak', source: '"v1"', weak: true, field: 'W/"v1"' },
  { rule: 'weak: true makes a strong EntityTag weak', source: strong('v1'), weak: true, field: 'W/"v1"' },
  { rule: 'weak: true keeps a weak tag', source: 'W/"v1"', weak: true, field: 'W/"v1"' },
  { rule: 'weak: false does not make a weak tag strong', source: 'W/"v1"', weak: false, field: 'W/"v1"' },
];

/** What `entityTag()` refuses, and what its message says. */
export const refusedSources: readonly { rule: string; source: unknown; message: string }[] = [
  {
    rule: 'a double quote',
    source: 'a"b',
    message:
      '"a\\"b" cannot be an entity tag: the character at index 1 (U+0022) is not allowed in one; hash the value or encode it, such as with ' +
      'encodeURIComponent()',
  },
  { rule: 'a double quote at the end', source: 'ab"', message: 'the character at index 2 (U+0022) is not allowed' },
  { rule: 'a tag without its end', source: '"ab', message: 'the character at index 0 (U+0022) is not allowed' },
  { rule: 'a weak tag in lower case', source: 'w/"a"', message: 'the character at index 2 (U+0022) is not allowed' },
  { rule: 'a list of tags', source: '"a","b"', message: 'the character at index 0 (U+0022) is not allowed' },
  { rule: 'a space', source: 'a b', message: 'the character at index 1 (U+0020) is not allowed' },
  { rule: 'a tab', source: 'a\tb', message: 'the character at index 1 (U+0009) is not allowed' },
  { rule: 'a line break, which would part the header', source: 'a\r\nb', message: '(U+000D) is not allowed' },
  { rule: 'NUL', source: '\0', message: '(U+0000) is not allowed' },
  { rule: 'DEL', source: '\x7f', message: '(U+007F) is not allowed' },
  { rule: 'the first of obs-text', source: '\x80', message: '(U+0080) is not allowed' },
  { rule: 'the last of obs-text', source: '\xff', message: '(U+00FF) is not allowed' },
  {
    rule: 'obs-text: Node writes it in another encoding with another kind of body',
    source: 'caf\xe9',
    message: 'the character at index 3 (U+00E9) is not allowed in one; hash the value or encode it',
  },
  { rule: 'obs-text in a tag that is written out', source: '"\xe9"', message: 'index 0 (U+00E9) is not allowed' },
  { rule: 'obs-text in a weak tag', source: 'W/"\xe9"', message: 'index 0 (U+00E9) is not allowed' },
  { rule: 'obs-text in an EntityTag', source: weak('a\xe9'), message: 'index 1 (U+00E9) is not allowed' },
  { rule: 'a character above U+00FF', source: '\u0100', message: '(U+0100) is not allowed' },
  { rule: 'an ideograph', source: '\u65e5', message: '(U+65E5) is not allowed' },
  { rule: 'an EntityTag with an illegal value', source: strong('a b'), message: '(U+0020) is not allowed' },
  { rule: 'an EntityTag that is quoted twice', source: strong('"v1"'), message: '(U+0022) is not allowed' },
  { rule: 'NaN', source: Number.NaN, message: 'an entity tag cannot be made of the number NaN' },
  { rule: 'infinity', source: -1 / 0, message: 'an entity tag cannot be made of the number -Infinity' },
  {
    rule: 'null',
    source: null,
    message: 'an entity tag is a string, a number, a bigint or { value, weak }, not null',
  },
  { rule: 'undefined', source: undefined, message: 'not a value of type undefined' },
  { rule: 'a boolean', source: true, message: 'not a value of type boolean' },
  { rule: 'an array', source: ['a'], message: 'not a value of type array' },
  { rule: 'a Date', source: new Date(0), message: 'not a value of type object' },
  { rule: 'a promise that nobody awaited', source: Promise.resolve('a'), message: 'not a promise: await it' },
  {
    rule: 'a promise that nobody awaited in a string',
    source: `v${Promise.resolve('a')}`,
    message:
      '"v[object Promise]" cannot be an entity tag: an object was put into a string; put its version there, and await',
  },
  { rule: 'an object in a string', source: String({}), message: 'an object was put into a string' },
  { rule: 'an object without weak', source: { value: 'a' }, message: 'not a value of type object' },
  { rule: 'an object without value', source: { weak: true }, message: 'not a value of type object' },
  {
    rule: 'an object whose value is no string',
    source: { value: 1, weak: true },
    message: 'not a value of type object',
  },
  {
    rule: 'an object whose weak is no boolean',
    source: { value: 'a', weak: 1 },
    message: 'not a value of type object',
  },
  { rule: 'a function', source: () => 'a', message: 'not a value of type function' },
  { rule: 'a symbol', source: Symbol('a'), message: 'not a value of type symbol' },
];

/** What `codedTag()` alone makes. */
export const codedValues = [
  ...['gzip', 'x-gzip', 'br', 'zstd', 'deflate', 'compress', 'x-compress', 'dcb', 'dcz'].map(
    (coding) => `v1--${coding}`,
  ),
  '--gzip',
  'v1---br',
  'v1--br--gzip',
];
