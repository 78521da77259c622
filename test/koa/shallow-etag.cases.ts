import type { Case } from './cases';
import { xxh64 } from './xxh64';

/** `/text` answers with this. */
export const TEXT = 'shallow';

export const MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT';

export const TAG = `"${xxh64(TEXT)}"`;

/** Nothing of the library's is on the answer. */
const UNTAGGED = { etag: undefined, 'cache-control': undefined };
const TAGGED = { etag: TAG, 'cache-control': 'max-age=0' };

/** `/text` has nothing but its body; POST, PUT, PATCH and DELETE are answered as GET is. */
export const methodCases: readonly Case[] = [
  ...['GET', 'QUERY'].flatMap((method): Case[] => [
    {
      rule: 'the answer to a read is tagged',
      send: `${method} /text`,
      status: 200,
      fields: { ...TAGGED, 'content-type': 'text/plain; charset=utf-8', 'content-length': '7' },
      body: TEXT,
    },
    {
      rule: 'a client that has the same bytes gets a 304',
      send: `${method} /text`,
      with: { 'If-None-Match': TAG },
      status: 304,
      fields: TAGGED,
    },
  ]),
  {
    rule: 'HEAD gets the tag that GET gets',
    send: 'HEAD /text',
    status: 200,
    fields: { ...TAGGED, 'content-type': 'text/plain; charset=utf-8', 'content-length': '7' },
    body: '',
  },
  {
    rule: 'HEAD answers as GET would',
    send: 'HEAD /text',
    with: { 'If-None-Match': TAG },
    status: 304,
    fields: TAGGED,
  },
  { rule: 'HEAD answers as GET would', send: 'HEAD /text', with: { 'If-Match': '"other"' }, status: 412 },
  ...['POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method): Case[] => [
    {
      rule: 'the answer to a write is no representation: it is not tagged',
      send: `${method} /text`,
      status: 200,
      fields: UNTAGGED,
      body: TEXT,
    },
    {
      rule: 'a write has been done already: its preconditions are not looked at',
      send: `${method} /text`,
      with: { 'If-None-Match': TAG, 'If-Match': '"other"' },
      status: 200,
      fields: UNTAGGED,
      body: TEXT,
    },
    {
      rule: 'a tag that a write publishes is not evaluated',
      send: `${method} /own`,
      with: { 'If-None-Match': '"v1"' },
      status: 200,
      fields: { etag: '"v1"', 'cache-control': undefined },
      body: TEXT,
    },
  ]),
];

export const evaluationCases: readonly Case[] = [
  {
    rule: 'other bytes are sent anew',
    send: 'GET /text',
    with: { 'If-None-Match': '"0123456789abcdef"' },
    status: 200,
    fields: TAGGED,
    body: TEXT,
  },
  {
    rule: 'any member of a list matches',
    send: 'GET /text',
    with: { 'If-None-Match': ['"a"', `"b", ${TAG}`] },
    status: 304,
  },
  { rule: 'If-None-Match: * names what there is', send: 'GET /text', with: { 'If-None-Match': '*' }, status: 304 },
  {
    rule: 'the 304 repeats the tag as a proxy has weakened it',
    send: 'GET /text',
    with: { 'If-None-Match': `W/${TAG}` },
    status: 304,
    fields: { etag: `W/${TAG}` },
  },
  {
    rule: 'a malformed If-None-Match names nothing',
    send: 'GET /text',
    with: { 'If-None-Match': 'shallow' },
    status: 200,
  },
  {
    rule: "the request's no-cache is no part of the evaluation",
    send: 'GET /text',
    with: { 'If-None-Match': TAG, 'Cache-Control': 'no-cache', Pragma: 'no-cache' },
    status: 304,
  },
  {
    rule: 'If-Match holds on reads',
    send: 'GET /text',
    with: { 'If-Match': TAG },
    status: 200,
    fields: TAGGED,
    body: TEXT,
  },
  {
    rule: 'a failed If-Match is a 412 that carries none of our fields',
    send: 'GET /text',
    with: { 'If-Match': '"other"', 'If-None-Match': TAG },
    status: 412,
    fields: UNTAGGED,
  },
  { rule: 'If-Match compares strongly', send: 'GET /text', with: { 'If-Match': `W/${TAG}` }, status: 412 },
  {
    rule: 'If-Modified-Since means nothing without a date of the body',
    send: 'GET /text',
    with: { 'If-Modified-Since': LATER },
    status: 200,
    body: TEXT,
  },
  {
    rule: 'a 304 keeps what the 200 would say beside the content',
    send: 'GET /dressed',
    with: { 'If-None-Match': TAG },
    status: 304,
    fields: {
      etag: TAG,
      'cache-control': 'max-age=60',
      'content-location': '/dressed.txt',
      expires: LATER,
      vary: 'Cookie',
      'access-control-allow-origin': '*',
      'set-cookie': ['a=1', 'b=2'],
      'x-frame-options': 'DENY',
    },
  },
];

/** `/dated` says when it was modified. */
export const lastModifiedCases: readonly Case[] = [
  {
    rule: 'a date that the action has set stays beside the tag',
    send: 'GET /dated',
    status: 200,
    fields: { ...TAGGED, 'last-modified': MODIFIED },
  },
  ...[MODIFIED, LATER].map(
    (date): Case => ({
      rule: 'a date that the action has set takes part; the 304 carries the tag instead of it',
      send: 'GET /dated',
      with: { 'If-Modified-Since': date },
      status: 304,
      fields: { ...TAGGED, 'last-modified': undefined },
    }),
  ),
  { rule: 'modified since', send: 'GET /dated', with: { 'If-Modified-Since': EARLIER }, status: 200, body: TEXT },
  {
    rule: 'a tag decides, whatever the date',
    send: 'GET /dated',
    with: { 'If-None-Match': '"other"', 'If-Modified-Since': LATER },
    status: 200,
    body: TEXT,
  },
  {
    rule: 'a tag decides, whatever the date',
    send: 'GET /dated',
    with: { 'If-None-Match': TAG, 'If-Modified-Since': EARLIER },
    status: 304,
  },
  {
    rule: 'If-Unmodified-Since holds on reads',
    send: 'GET /dated',
    with: { 'If-Unmodified-Since': EARLIER },
    status: 412,
  },
  {
    rule: 'QUERY knows If-Modified-Since (RFC 10008, section 2.6)',
    send: 'QUERY /dated',
    with: { 'If-Modified-Since': LATER },
    status: 304,
  },
];

/** `/own` has the tag `"v1"`, `/own-weak` has `W/"v1"`. */
export const ownTagCases: readonly Case[] = [
  {
    rule: 'a tag that the action has set is kept',
    send: 'GET /own',
    status: 200,
    fields: { etag: '"v1"', 'cache-control': 'max-age=0' },
    body: TEXT,
  },
  {
    rule: 'it is evaluated',
    send: 'GET /own',
    with: { 'If-None-Match': '"v1"' },
    status: 304,
    fields: { etag: '"v1"' },
  },
  { rule: 'it is evaluated', send: 'GET /own', with: { 'If-Match': '"v0"' }, status: 412, fields: { etag: undefined } },
  {
    rule: 'it alone is evaluated',
    send: 'GET /own',
    with: { 'If-None-Match': TAG },
    status: 200,
    fields: { etag: '"v1"' },
  },
  {
    rule: 'a weak tag of its own stays weak',
    send: 'GET /own-weak',
    with: { 'If-None-Match': '"v0", W/"v1"' },
    status: 304,
    fields: { etag: 'W/"v1"' },
  },
  { rule: 'a weak tag of its own fails If-Match', send: 'GET /own-weak', with: { 'If-Match': 'W/"v1"' }, status: 412 },
  {
    rule: 'what is no tag is left as it is, and matches nothing',
    send: 'GET /own-malformed',
    with: { 'If-None-Match': '"v1", v1' },
    status: 200,
    fields: { etag: 'v1' },
    body: TEXT,
  },
];

/** `/status-<code>` answers with that code and the text, or with the text alone for the body. */
export const statusCases: readonly Case[] = [
  ...[200, 201, 202, 203, 207, 226, 299].flatMap((status): Case[] => [
    { rule: 'a 2xx is tagged', send: `GET /status-${status}`, status, fields: TAGGED, body: TEXT },
    { rule: 'a 2xx is evaluated', send: `GET /status-${status}`, with: { 'If-None-Match': TAG }, status: 304 },
  ]),
  ...[204, 205, 206].map(
    (status): Case => ({
      rule: 'an answer without the whole representation is not tagged',
      send: `GET /status-${status}`,
      with: { 'If-None-Match': TAG },
      status,
      fields: UNTAGGED,
    }),
  ),
  ...[300, 301, 302, 307, 400, 401, 403, 404, 410, 418, 500, 503].map(
    (status): Case => ({
      rule: 'an answer that is no 2xx is left alone',
      send: `GET /status-${status}`,
      with: { 'If-None-Match': TAG, 'If-Match': '"other"' },
      status,
      fields: UNTAGGED,
      body: TEXT,
    }),
  ),
  {
    rule: 'an answer that the action writes itself is left alone',
    send: 'GET /raw',
    with: { 'If-None-Match': '*' },
    status: 200,
    fields: UNTAGGED,
    body: 'raw',
  },
  {
    rule: 'an error is left alone',
    send: 'GET /thrown-404',
    with: { 'If-None-Match': '*' },
    status: 404,
    fields: UNTAGGED,
  },
  {
    rule: 'an error is left alone',
    send: 'GET /thrown-500',
    with: { 'If-None-Match': '*' },
    status: 500,
    fields: UNTAGGED,
  },
  {
    rule: 'there is no representation where there is no route',
    send: 'GET /no/where',
    with: { 'If-Match': '*' },
    status: 404,
    fields: UNTAGGED,
  },
];

/** The `Cache-Control` lines of a path, and whether they let the answer be tagged. */
export const cacheControls: readonly {
  readonly path: string;
  readonly lines: readonly string[];
  readonly tagged: boolean;
}[] = [
  { path: '/store-1', lines: ['no-store'], tagged: false },
  { path: '/store-2', lines: ['No-Store'], tagged: false },
  { path: '/store-3', lines: ['private, NO-STORE, max-age=0'], tagged: false },
  { path: '/store-4', lines: ['max-age=0 ,\tno-store'], tagged: false },
  { path: '/store-5', lines: ['private', 'no-store'], tagged: false },
  { path: '/store-6', lines: ['no-store', 'private'], tagged: false },
  { path: '/store-7', lines: ['private="x\\"y", no-store'], tagged: false },
  { path: '/store-8', lines: ['no-store="x"'], tagged: false },
  { path: '/store-9', lines: ['private="set-cookie, no-store"'], tagged: true },
  { path: '/store-10', lines: ['extension="a\\", no-store"'], tagged: true },
  { path: '/store-11', lines: ['no-storehouse'], tagged: true },
  { path: '/store-12', lines: ['x-no-store'], tagged: true },
  { path: '/store-13', lines: ['extension=no-store'], tagged: true },
  { path: '/store-14', lines: ['no-cache', 'private'], tagged: true },
];

export const cacheControlCases: readonly Case[] = [
  ...cacheControls.flatMap(({ path, lines, tagged }): Case[] => [
    {
      rule: tagged
        ? `only a directive no-store forbids a tag, not ${lines.join(' + ')}`
        : `what must not be stored gets no tag: ${lines.join(' + ')}`,
      send: `GET ${path}`,
      with: { 'If-None-Match': TAG },
      status: tagged ? 304 : 200,
      fields: { etag: tagged ? TAG : undefined, 'cache-control': lines.join(', ') },
    },
  ]),
  {
    rule: 'a tag of its own on what must not be stored is not evaluated either',
    send: 'GET /store-own',
    with: { 'If-None-Match': '"v1"' },
    status: 200,
    fields: { etag: '"v1"', 'cache-control': 'no-store' },
    body: TEXT,
  },
  {
    rule: 'a missing Cache-Control becomes max-age=0',
    send: 'GET /text',
    status: 200,
    fields: { 'cache-control': 'max-age=0' },
  },
  {
    rule: 'max-age=0 would override an Expires',
    send: 'GET /expiring',
    status: 200,
    fields: { etag: TAG, 'cache-control': undefined, expires: LATER },
  },
  ...[200, 304].map(
    (status): Case => ({
      rule: 'the answer to an authorized request is private',
      send: 'GET /text',
      with: { Authorization: 'Bearer token', ...(status === 304 ? { 'If-None-Match': TAG } : {}) },
      status,
      fields: { etag: TAG, 'cache-control': 'private, max-age=0' },
    }),
  ),
  {
    rule: 'a Cache-Control of its own is kept, whoever asks',
    send: 'GET /dressed',
    with: { Authorization: 'Bearer token' },
    status: 200,
    fields: { 'cache-control': 'max-age=60' },
  },
];

export const EXPIRES = LATER;
