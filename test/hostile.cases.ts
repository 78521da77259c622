/** A value for a field, as bytes; a list of values is sent as that many lines. */
export type HostileValue = readonly [description: string, value: string | readonly string[]];

/** Node's limit for a request's head is 16 KiB; the rest of the head needs some of it. */
const MOST = 15_500;

const fill = (unit: string): string => unit.repeat(Math.floor(MOST / unit.length));

const char = (code: number): string => String.fromCharCode(code);

const hex = (code: number): string => `0x${code.toString(16).padStart(2, '0')}`;

const codes = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

export const lists: readonly HostileValue[] = [
  ['a quote', '"'],
  ['an unterminated tag', '"v1'],
  ['an unterminated tag at the limit', `"${fill('a')}`],
  ['a tag without its first quote', 'v1"'],
  ['a weak sign alone', 'W/'],
  ['a weak sign and a quote', 'W/"'],
  ['two weak signs', 'W/W/"v1"'],
  ['white space in a weak sign', 'W/ "v1"'],
  ['a small weak sign', 'w/"v1"'],
  ['three quotes', '"""'],
  ['two tags without a comma', '"v1""v1"'],
  ['backslashes', '"\\"v1\\""'],
  ['an asterisk and a tag', '*, "v1"'],
  ['two asterisks', '*, *'],
  ['asterisks at the limit', fill('*')],
  ['a quoted asterisk', '"*"'],
  ['quotes at the limit', fill('"')],
  ['commas at the limit', fill(',')],
  ['commas and tabs at the limit', fill(',\t')],
  ['white space at the limit, between tags', `"a"${fill(' ')}"b"`],
  ['weak signs at the limit', fill('W/')],
  ['empty tags at the limit', fill('"",')],
  ['tags at the limit', fill('"a",')],
  ['tags at the limit, the last of which matches', `${fill('"a",')}"v1"`],
  ['tags at the limit, the last of which is malformed', `"v1",${fill('"a",')}a`],
  ['weak tags at the limit', fill('W/"a",')],
  ['tags with codings at the limit', fill('"a--gzip",')],
  ['codings on one tag at the limit', `"v1${fill('--gzip')}"`],
  ['half a coding at the limit', `"${fill('-gzi')}"`],
  ['one tag at the limit', `"${fill('a')}"`],
  ['backslashes at the limit', `"${fill('\\')}"`],
  ['hyphens at the limit', `"${fill('-')}gzip"`],
  ['many lines', Array.from({ length: 300 }, (_, index) => `"${index}"`)],
  ['many empty lines', Array.from({ length: 300 }, () => '')],
  ['many lines that match', Array.from({ length: 300 }, () => '"v1"')],
  ['a tag over two lines', ['"v', '1"']],
  ['markup', '<script>alert(1)</script>'],
  ['a path', '../../../../etc/passwd'],
  ['a query', `' OR '1'='1`],
  ['a format', '%s%s%s%n'],
  ['percent signs', '%00%0d%0aSet-Cookie:%20x=y'],
  ['names of properties', '__proto__, constructor, "__proto__"'],
  ['all of obs-text in a tag', `"v1${codes(0x80, 0xff).map(char).join('')}"`],
  ['all of obs-text between tags', codes(0x80, 0xff).map(char).join('"v1"')],
  ['no-break spaces around a tag', '\xa0"v1"\xa0'],
  ['obs-text at the limit', `"${fill('\xff')}"`],
  ['broken UTF-8', '"\xc3\x28\xa0\xa1\xe2\x82\xf0\x9f"'],
];

/** Bytes that no field value holds: refused by Node's parser, or by us. */
export const controls: readonly HostileValue[] = [...codes(0x00, 0x1f), 0x7f].flatMap((code): HostileValue[] => [
  [`a control character ${hex(code)} in a tag`, `"v${char(code)}1"`],
  [`a control character ${hex(code)} between tags`, `"a"${char(code)}"v1"`],
  [`a control character ${hex(code)} in a date`, `Sun, 06 Nov 1994${char(code)}08:49:37 GMT`],
  [`a control character ${hex(code)} alone`, char(code)],
]);

export const folds: readonly HostileValue[] = [
  ['a folded line', '"a",\r\n "v1"'],
  ['a line folded with a tab', '"a",\r\n\t"v1"'],
  ['a folded date', 'Sun, 06 Nov 1994\r\n 08:49:37 GMT'],
  ['a line feed alone', '"a",\n"v1"'],
  ['a carriage return alone', '"a",\r"v1"'],
  ['a smuggled field', '"a"\r\nX-Smuggled: yes'],
  ['a smuggled request', '"a"\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost'],
];

const times = ['24:00:00', '23:60:00', '23:59:60', '23:59:61', '99:99:99', '1:2:3', '00:00:00', '-1:00:00', '08:49'];
const zones = ['UTC', 'Z', '+0000', '-0000', 'CET', 'EST', 'gmt', 'GMT+1', '(GMT)', 'GMT GMT', ''];
const years = ['0000', '0001', '0099', '0100', '1582', '1752', '1899', '1969', '9999', '10000', '-001', '94', '094'];
const days = ['00', '29', '30', '31', '32', '99', '6', ' 6', '006', '-1'];
const months = ['Jan', 'Feb', 'Apr', 'jan', 'JAN', 'January', '01', 'Foo', ''];

export const dates: readonly HostileValue[] = [
  ['the empty field', ''],
  ['IMF-fixdate', 'Sun, 06 Nov 1994 08:49:37 GMT'],
  ['the form of RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT'],
  ['the form of asctime', 'Sun Nov  6 08:49:37 1994'],
  ['the wrong weekday', 'Mon, 06 Nov 1994 08:49:37 GMT'],
  ['no weekday', '06 Nov 1994 08:49:37 GMT'],
  ['a long weekday in the form of RFC 850 with four digits', 'Sunday, 06-Nov-1994 08:49:37 GMT'],
  ['a short weekday in the form of RFC 850', 'Sun, 06-Nov-94 08:49:37 GMT'],
  ['asctime with a zone', 'Sun Nov  6 08:49:37 1994 GMT'],
  ['asctime with a zero', 'Sun Nov 06 08:49:37 1994'],
  ['asctime with one space', 'Sun Nov 6 08:49:37 1994'],
  ...times.map((time): HostileValue => [`the time ${time}`, `Sun, 06 Nov 1994 ${time} GMT`]),
  ...zones.map((zone): HostileValue => [`the zone ${JSON.stringify(zone)}`, `Sun, 06 Nov 1994 08:49:37 ${zone}`]),
  ...years.map((year): HostileValue => [`the year ${year}`, `Sun, 06 Nov ${year} 08:49:37 GMT`]),
  ...years.map((year): HostileValue => [`the year ${year} in asctime`, `Sun Nov  6 08:49:37 ${year}`]),
  ...codes(0, 99).map((year): HostileValue => {
    const digits = String(year).padStart(2, '0');
    return [`the two-digit year ${digits}`, `Sunday, 06-Nov-${digits} 08:49:37 GMT`];
  }),
  ...days.flatMap((day) =>
    ['Feb', 'Apr'].map((month): HostileValue => [`${day} ${month}`, `Sun, ${day} ${month} 1996 08:49:37 GMT`]),
  ),
  ...months.map((month): HostileValue => [`the month ${JSON.stringify(month)}`, `Sun, 06 ${month} 1994 08:49:37 GMT`]),
  ['29 February of a leap year', 'Thu, 29 Feb 1996 08:49:37 GMT'],
  ['29 February of a century', 'Thu, 29 Feb 1900 08:49:37 GMT'],
  ['29 February of a fourth century', 'Tue, 29 Feb 2000 08:49:37 GMT'],
  ['two lines', ['Sun, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:49:37 GMT']],
  ['two dates', 'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT'],
  ['many lines', Array.from({ length: 300 }, () => 'Sun, 06 Nov 1994 08:49:37 GMT')],
  ['ISO 8601', '1994-11-06T08:49:37Z'],
  ['a number', '784111777'],
  ['a huge number', '9'.repeat(400)],
  ['a huge exponent', '1e309'],
  ['a negative number', '-1'],
  ['not a number', 'NaN'],
  ['digits at the limit', fill('1')],
  ['a date with digits at the limit', `Sun, 06 Nov ${fill('9')} 08:49:37 GMT`],
  ['white space at the limit in a date', `Sun,${fill(' ')}06 Nov 1994 08:49:37 GMT`],
  ['weekdays at the limit', fill('Sunday, ')],
  ['obs-text', 'Sun, 06 Nov 1994 08:49:37 \xc7MT'],
];

/** Beyond the limit of the server. */
export const tooLarge: readonly HostileValue[] = [
  ['a tag beyond the limit', `"${'a'.repeat(20_000)}"`],
  ['tags beyond the limit', '"a",'.repeat(10_000)],
  ['lines beyond the limit', Array.from({ length: 3_000 }, () => '"v1"')],
];

/** Shapes that grow: the work for twice the length must not be more than twice the work. */
export const growing: readonly (readonly [description: string, make: (length: number) => string])[] = [
  ['tags', (length) => '"a",'.repeat(length / 4)],
  ['weak tags', (length) => 'W/"a",'.repeat(length / 6)],
  ['one tag', (length) => `"${'a'.repeat(length)}"`],
  ['an unterminated tag', (length) => `"${'a'.repeat(length)}`],
  ['quotes', (length) => '"'.repeat(length)],
  ['commas', (length) => ','.repeat(length)],
  ['white space between tags', (length) => `"a"${' '.repeat(length)},"b"`],
  ['tags with codings', (length) => '"a--gzip",'.repeat(length / 10)],
  ['codings on one tag', (length) => `"a${'--gzip'.repeat(length / 6)}"`],
  ['weekdays', (length) => 'Sunday, '.repeat(length / 8)],
  ['digits', (length) => '1'.repeat(length)],
];

/** Values of `Accept-Encoding` that grow: they are read for tags that carry the mark of a coding. */
export const growingCodings: readonly (readonly [description: string, make: (length: number) => string])[] = [
  ['many codings', (length) => 'q,'.repeat(length / 2)],
  ['many codings that are refused', (length) => 'br;q=0,'.repeat(length / 7)],
  ['one coding with many parameters', (length) => `gzip${';q=1'.repeat(length / 4)}`],
  ['a weight with many digits', (length) => `gzip;q=0.${'0'.repeat(length)}`],
  ['white space', (length) => `gzip${' '.repeat(length)}`],
];
