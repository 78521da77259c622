import fc from 'fast-check';

const ETAGC = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter((character) =>
  /[\x21\x23-\x7e\x80-\xff]/.test(character),
);

/** Every entity tag that RFC 9110, section 8.8.3, allows: what clients may send. */
export const anyTag = fc.record({ value: fc.string({ unit: fc.constantFrom(...ETAGC) }), weak: fc.boolean() });

/** Every entity tag that may be emitted: those without obs-text. */
export const anyEmittedTag = anyTag.map(({ value, weak }) => ({ value: value.replace(/[^!-~]/g, ''), weak }));

/** Text that looks like a list of tags, and mostly is not. */
const nearList = fc
  .array(
    fc.constantFrom('"', '"', 'W/', 'w/', 'a', 'b', ',', ', ', '\t', ' ', '*', '\\', '\0', '\x7f', '\xe9', '\u0100'),
  )
  .map((pieces) => pieces.join(''));

/** Text that looks like a date, and mostly is not. */
const nearDate = fc
  .array(
    fc.constantFrom(
      'Sun',
      'Sunday',
      'sun',
      ', ',
      ' ',
      '-',
      'Nov',
      'Feb',
      '0',
      '1',
      '6',
      '06',
      '30',
      '94',
      '1994',
      ':',
      '08',
      '60',
      'GMT',
      'UTC',
      '+0100',
    ),
  )
  .map((pieces) => pieces.join(''));

/** Any string at all, and strings that are close to what the fields hold. */
export const anyFieldValue = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), nearList, nearDate);

/** Every whole second that an HTTP-date can name, in milliseconds since the epoch. */
export const anySecond = fc
  .integer({ min: Date.parse('0000-01-01T00:00:00Z') / 1000, max: Date.parse('9999-12-31T23:59:59Z') / 1000 })
  .map((seconds) => seconds * 1000);
