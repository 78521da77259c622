import { type Case, exchanges } from '../cases';
import { xxh64 } from './xxh64';

/** `/text` answers with this. */
export const TEXT = 'shallow';

export const MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const LATER = 'Sun, 06 Nov 1994 08:49:38 GMT';

export const TAG = `"${xxh64(TEXT)}"`;

/** `/text` has nothing but its body; POST, PUT, PATCH and DELETE are answered as GET is. */
export const methodCases: readonly Case[] = exchanges(`
the answer to a read is tagged
  {GET,QUERY} /text -> 200 | etag: ${TAG} | cache-control: max-age=0 | content-type: text/plain; charset=utf-8 | content-length: 7 | content ${TEXT}
a client that has the same bytes gets a 304
  {GET,QUERY} /text | If-None-Match: ${TAG} -> 304 | etag: ${TAG} | cache-control: max-age=0
HEAD gets the tag that GET gets
  HEAD /text -> 200 | etag: ${TAG} | cache-control: max-age=0 | content-type: text/plain; charset=utf-8 | content-length: 7
HEAD answers as GET would
  HEAD /text | If-None-Match: ${TAG} -> 304 | etag: ${TAG} | cache-control: max-age=0
  HEAD /text | If-Match: "other" -> 412
the answer to a write is no representation: it is not tagged
  {POST,PUT,PATCH,DELETE} /text -> 200 | no etag | no cache-control | content ${TEXT}
a write has been done already: its preconditions are not looked at
  {POST,PUT,PATCH,DELETE} /text | If-None-Match: ${TAG} | If-Match: "other" -> 200 | no etag | no cache-control | content ${TEXT}
a tag that a write publishes is not evaluated
  {POST,PUT,PATCH,DELETE} /own | If-None-Match: "v1" -> 200 | etag: "v1" | no cache-control | content ${TEXT}
`);

export const evaluationCases: readonly Case[] = [
  ...exchanges(`
other bytes are sent anew
  GET /text | If-None-Match: "0123456789abcdef" -> 200 | etag: ${TAG} | cache-control: max-age=0 | content ${TEXT}
any member of a list matches
  GET /text | If-None-Match: "a" | If-None-Match: "b", ${TAG} -> 304
If-None-Match: * names what there is
  GET /text | If-None-Match: * -> 304
the 304 repeats the tag as a proxy has weakened it
  GET /text | If-None-Match: W/${TAG} -> 304 | etag: W/${TAG}
a malformed If-None-Match names nothing
  GET /text | If-None-Match: shallow -> 200
the request's no-cache is no part of the evaluation
  GET /text | If-None-Match: ${TAG} | Cache-Control: no-cache | Pragma: no-cache -> 304
If-Match holds on reads
  GET /text | If-Match: ${TAG} -> 200 | etag: ${TAG} | cache-control: max-age=0 | content ${TEXT}
a failed If-Match is a 412 that carries none of our fields
  GET /text | If-Match: "other" | If-None-Match: ${TAG} -> 412 | no etag | no cache-control
If-Match compares strongly
  GET /text | If-Match: W/${TAG} -> 412
If-Modified-Since means nothing without a date of the body
  GET /text | If-Modified-Since: ${LATER} -> 200 | content ${TEXT}
`),
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
export const lastModifiedCases: readonly Case[] = exchanges(`
a date that the action has set stays beside the tag
  GET /dated -> 200 | etag: ${TAG} | cache-control: max-age=0 | last-modified: ${MODIFIED}
a date that the action has set takes part; the 304 carries the tag instead of it
  GET /dated | If-Modified-Since: ${MODIFIED} -> 304 | etag: ${TAG} | cache-control: max-age=0 | no last-modified
  GET /dated | If-Modified-Since: ${LATER} -> 304 | etag: ${TAG} | cache-control: max-age=0 | no last-modified
modified since
  GET /dated | If-Modified-Since: ${EARLIER} -> 200 | content ${TEXT}
a tag decides, whatever the date
  GET /dated | If-None-Match: "other" | If-Modified-Since: ${LATER} -> 200 | content ${TEXT}
  GET /dated | If-None-Match: ${TAG} | If-Modified-Since: ${EARLIER} -> 304
If-Unmodified-Since holds on reads
  GET /dated | If-Unmodified-Since: ${EARLIER} -> 412
QUERY knows If-Modified-Since (RFC 10008, section 2.6)
  QUERY /dated | If-Modified-Since: ${LATER} -> 304
`);

/** `/own` has the tag `"v1"`, `/own-weak` has `W/"v1"`. */
export const ownTagCases: readonly Case[] = exchanges(`
a tag that the action has set is kept
  GET /own -> 200 | etag: "v1" | cache-control: max-age=0 | content ${TEXT}
it is evaluated
  GET /own | If-None-Match: "v1" -> 304 | etag: "v1"
  GET /own | If-Match: "v0" -> 412 | no etag
it alone is evaluated
  GET /own | If-None-Match: ${TAG} -> 200 | etag: "v1"
a weak tag of its own stays weak
  GET /own-weak | If-None-Match: "v0", W/"v1" -> 304 | etag: W/"v1"
a weak tag of its own fails If-Match
  GET /own-weak | If-Match: W/"v1" -> 412
what is no tag is left as it is, and matches nothing
  GET /own-malformed | If-None-Match: "v1", v1 -> 200 | etag: v1 | content ${TEXT}
`);

/** `/status-<code>` answers with that code and the text, or with the text alone for the body. */
export const statusCases: readonly Case[] = exchanges(`
a 2xx is tagged
  GET /status-{200,201,202,203,207,226,299} -> {200,201,202,203,207,226,299} | etag: ${TAG} | cache-control: max-age=0 | content ${TEXT}
a 2xx is evaluated
  GET /status-{200,201,202,203,207,226,299} | If-None-Match: ${TAG} -> 304
an answer without the whole representation is not tagged
  GET /status-{204,205,206} | If-None-Match: ${TAG} -> {204,205,206} | no etag | no cache-control
an answer that is no 2xx is left alone
  GET /status-{300,301,302,307,400,401,403} | If-None-Match: ${TAG} | If-Match: "other" -> {300,301,302,307,400,401,403} | no etag | no cache-control | content ${TEXT}
  GET /status-{404,410,418,500,503} | If-None-Match: ${TAG} | If-Match: "other" -> {404,410,418,500,503} | no etag | no cache-control | content ${TEXT}
an answer that the action writes itself is left alone
  GET /raw | If-None-Match: * -> 200 | no etag | no cache-control | content raw
an error is left alone
  GET /thrown-404 | If-None-Match: * -> 404 | no etag | no cache-control
  GET /thrown-500 | If-None-Match: * -> 500 | no etag | no cache-control
there is no representation where there is no route
  GET /no/where | If-Match: * -> 404 | no etag | no cache-control
`);

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
  ...exchanges(`
a tag of its own on what must not be stored is not evaluated either
  GET /store-own | If-None-Match: "v1" -> 200 | etag: "v1" | cache-control: no-store | content ${TEXT}
a missing Cache-Control becomes max-age=0
  GET /text -> 200 | cache-control: max-age=0
max-age=0 would override an Expires
  GET /expiring -> 200 | etag: ${TAG} | no cache-control | expires: ${LATER}
the answer to an authorized request is private
  GET /text | Authorization: Bearer token -> 200 | etag: ${TAG} | cache-control: private, max-age=0
  GET /text | Authorization: Bearer token | If-None-Match: ${TAG} -> 304 | etag: ${TAG} | cache-control: private, max-age=0
a Cache-Control of its own is kept, whoever asks
  GET /dressed | Authorization: Bearer token -> 200 | cache-control: max-age=60
`),
];

export const EXPIRES = LATER;
