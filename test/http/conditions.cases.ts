import type { Conditions } from 'routing-controllers-etag/http';

type Lines = Readonly<Record<string, string | readonly string[]>>;

/** Field lines as a server received them, and the conditions that they are (RFC 9110, sections 5.3 and 13.1). */
export const receivedFields: readonly { rule: string; lines: Lines; conditions: Partial<Conditions> }[] = [
  { rule: 'a request without If-* fields has no condition', lines: {}, conditions: {} },
  {
    rule: 'other fields do not count',
    lines: { etag: '"a"', 'if-range': '"a"', 'last-modified': 'Sun, 06 Nov 1994 08:49:37 GMT' },
    conditions: {},
  },
  { rule: 'If-Match', lines: { 'if-match': '"a"' }, conditions: { ifMatch: '"a"' } },
  { rule: 'If-None-Match', lines: { 'if-none-match': 'W/"a"' }, conditions: { ifNoneMatch: 'W/"a"' } },
  {
    rule: 'If-Modified-Since',
    lines: { 'if-modified-since': 'Sun, 06 Nov 1994 08:49:37 GMT' },
    conditions: { ifModifiedSince: 'Sun, 06 Nov 1994 08:49:37 GMT' },
  },
  {
    rule: 'If-Unmodified-Since',
    lines: { 'if-unmodified-since': 'Sun, 06 Nov 1994 08:49:37 GMT' },
    conditions: { ifUnmodifiedSince: 'Sun, 06 Nov 1994 08:49:37 GMT' },
  },
  {
    rule: 'all four at once',
    lines: { 'if-match': '1', 'if-none-match': '2', 'if-modified-since': '3', 'if-unmodified-since': '4' },
    conditions: { ifMatch: '1', ifNoneMatch: '2', ifModifiedSince: '3', ifUnmodifiedSince: '4' },
  },

  { rule: 'one line in an array is one line', lines: { 'if-match': ['"a"'] }, conditions: { ifMatch: '"a"' } },
  {
    rule: 'one date in an array is that date',
    lines: { 'if-modified-since': ['Sun, 06 Nov 1994 08:49:37 GMT'] },
    conditions: { ifModifiedSince: 'Sun, 06 Nov 1994 08:49:37 GMT' },
  },
  {
    rule: 'several lines of If-Match are one list, in their order',
    lines: { 'if-match': ['"a"', 'W/"b", "c"'] },
    conditions: { ifMatch: '"a", W/"b", "c"' },
  },
  {
    rule: 'several lines of If-None-Match are one list, in their order',
    lines: { 'if-none-match': ['"b"', '', '"a"'] },
    conditions: { ifNoneMatch: '"b", , "a"' },
  },
  {
    rule: 'several lines of If-Modified-Since are no date, even if they are equal',
    lines: { 'if-modified-since': ['Sun, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:49:37 GMT'] },
    conditions: {},
  },
  {
    rule: 'several lines of If-Unmodified-Since are no date, even if one is empty',
    lines: { 'if-unmodified-since': ['Sun, 06 Nov 1994 08:49:37 GMT', ''] },
    conditions: {},
  },

  { rule: 'an empty If-Match was sent', lines: { 'if-match': '' }, conditions: { ifMatch: '' } },
  { rule: 'an empty If-None-Match was sent', lines: { 'if-none-match': '' }, conditions: { ifNoneMatch: '' } },
  { rule: 'an empty line is a line', lines: { 'if-none-match': [''] }, conditions: { ifNoneMatch: '' } },
  {
    rule: 'no lines are no field',
    lines: { 'if-match': [], 'if-none-match': [], 'if-modified-since': [], 'if-unmodified-since': [] },
    conditions: {},
  },
];
