import type { WebRequest } from 'routing-controllers-etag';
import type { PreconditionCheck } from '../../dist/web/precondition-check';
import type { Fields } from '../request';

const { TagContext } = require('../../../dist/web/tag-context.js') as typeof import('../../dist/web/tag-context');

/** A rule of what becomes of a request, and the response that it makes. */
export interface WebCase {
  readonly rule: string;
  /** GET, unless it says otherwise. */
  readonly method?: string;
  /** Request fields, by lower-case names. */
  readonly with?: Fields;
  /** Response fields that the action has set already. */
  readonly already?: Readonly<Record<string, string>>;
  readonly status?: number;
  act(web: WebRequest, check: PreconditionCheck): void;
  /** What outer middleware does to the response before its head is sent. */
  outside?(response: { status: number | undefined; fields: Map<string, string> }): void;
  /** The response in the end. */
  readonly gives: { readonly status: number | undefined; readonly fields: Readonly<Record<string, string>> };
}

const VERSION = { etag: 'v1' };
const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';
const LAST_MODIFIED = { lastModified: Date.UTC(1994, 10, 6, 8, 49, 37) };
const FRESH = { 'if-none-match': '"v1"' };

/** What outer middleware makes of a response. */
const becomes = (status: number | undefined) => (response: { status: number | undefined }) => {
  response.status = status;
};

const coded = (coding: string) => (response: { fields: Map<string, string> }) => {
  response.fields.set('Content-Encoding', coding);
};

const checked = (web: WebRequest) => void web.checkNotModified(VERSION);

const settled =
  (policy: Parameters<PreconditionCheck['commit']>[0]) =>
  (_web: WebRequest, check: PreconditionCheck): void => {
    check.evaluate(VERSION);
    check.commit(policy);
  };

export const webCases: readonly WebCase[] = [
  {
    rule: 'a read without conditions goes on, and carries the validators',
    act: (web) => web.checkNotModified({ ...VERSION, ...LAST_MODIFIED }),
    gives: {
      status: undefined,
      fields: { ETag: '"v1"', 'Last-Modified': DATE, 'Cache-Control': 'max-age=0' },
    },
  },
  {
    rule: 'a read that is up to date is a 304 with the tag alone',
    with: FRESH,
    act: (web) => web.checkNotModified({ ...VERSION, ...LAST_MODIFIED }),
    gives: { status: 304, fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'a 304 by the date keeps the date',
    with: { 'if-modified-since': DATE },
    act: (web) => web.checkNotModified(LAST_MODIFIED),
    gives: { status: 304, fields: { 'Last-Modified': DATE, 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'a 304 loses what describes the content, and keeps the rest',
    with: FRESH,
    already: {
      'Content-Type': 'text/plain',
      'Content-Length': '7',
      'Content-Encoding': 'gzip',
      'Content-Language': 'en',
      'Content-Range': 'bytes 0-6/7',
      'Transfer-Encoding': 'chunked',
      'Content-Location': '/v1',
      'Set-Cookie': 'a=1',
    },
    act: checked,
    gives: {
      status: 304,
      fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0', 'Content-Location': '/v1', 'Set-Cookie': 'a=1' },
    },
  },
  {
    rule: 'there is nothing to tell of a representation that does not exist',
    with: FRESH,
    act: (web) => web.checkNotModified(null),
    gives: { status: undefined, fields: { 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'a read of what does not exist is not evaluated',
    with: { 'if-match': '*' },
    act: (web) => web.checkNotModified(null),
    gives: { status: undefined, fields: { 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'a write that may go on does not send back the validators that it checked',
    method: 'PUT',
    with: { 'if-match': '"v1"' },
    act: (web) => web.checkNotModified({ ...VERSION, ...LAST_MODIFIED }),
    gives: { status: undefined, fields: {} },
  },
  {
    rule: 'a write publishes its new version, without a lifetime',
    method: 'PUT',
    act: (web) => web.publish({ etag: 'v2', ...LAST_MODIFIED }),
    gives: { status: undefined, fields: { ETag: '"v2"', 'Last-Modified': DATE } },
  },
  {
    rule: 'a read publishes a tag that was not checked, with a lifetime',
    act: (web) => web.publish(VERSION),
    gives: { status: undefined, fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'what is published later stands, and what is not named stays',
    act: (web) => {
      web.publish({ etag: 'v1' });
      web.publish(LAST_MODIFIED);
      web.publish({ etag: 'v2' });
    },
    gives: { status: undefined, fields: { ETag: '"v2"', 'Last-Modified': DATE, 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'what is checked later stands, and what is not named stays',
    act: (web) => {
      web.checkNotModified({ ...VERSION, ...LAST_MODIFIED });
      web.checkNotModified('v2');
    },
    gives: { status: undefined, fields: { ETag: '"v2"', 'Last-Modified': DATE, 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'an ETag, Last-Modified or Cache-Control that the action has set is kept',
    already: { ETag: '"own"', 'Last-Modified': 'then', 'Cache-Control': 'max-age=5' },
    act: (web) => web.checkNotModified({ ...VERSION, ...LAST_MODIFIED }),
    gives: { status: undefined, fields: { ETag: '"own"', 'Last-Modified': 'then', 'Cache-Control': 'max-age=5' } },
  },
  {
    rule: 'where writing is deferred, nothing is written before it is committed',
    act: (web, check) => {
      check.deferred = true;
      web.checkNotModified(VERSION);
      web.publish({ etag: 'v2' });
    },
    gives: { status: undefined, fields: {} },
  },
  {
    rule: 'a lifetime in the past is not overridden by one in seconds',
    already: { Expires: DATE },
    act: checked,
    gives: { status: undefined, fields: { ETag: '"v1"', Expires: DATE } },
  },
  {
    rule: 'a response to an Authorization field is private',
    with: { authorization: 'Bearer x' },
    act: checked,
    gives: { status: undefined, fields: { ETag: '"v1"', 'Cache-Control': 'private, max-age=0' } },
  },
  {
    rule: 'a personal response with a lifetime in Expires is private, too',
    already: { Expires: DATE },
    act: settled({ personal: true }),
    gives: { status: undefined, fields: { ETag: '"v1"', Expires: DATE, 'Cache-Control': 'private' } },
  },
  {
    rule: 'an untagged personal response with Expires is private',
    act: (_web, check) => check.commit({ personal: true, expires: DATE }),
    gives: { status: undefined, fields: { Expires: DATE, 'Cache-Control': 'private' } },
  },
  {
    rule: 'the answer to a personal write with Expires is private',
    method: 'POST',
    act: (_web, check) => check.commit({ personal: true, expires: DATE }),
    gives: { status: undefined, fields: { Expires: DATE, 'Cache-Control': 'private' } },
  },
  {
    rule: 'the answer to a personal write without Expires gets nothing',
    method: 'POST',
    act: (_web, check) => check.commit({ personal: true }),
    gives: { status: undefined, fields: {} },
  },
  {
    rule: 'a response that was never evaluated and has no validators gets nothing',
    act: (_web, check) => check.commit(),
    gives: { status: undefined, fields: {} },
  },
  {
    rule: 'Expires of a response that is not personal makes it no more',
    act: (_web, check) => check.commit({ expires: DATE }),
    gives: { status: undefined, fields: { Expires: DATE } },
  },
  {
    rule: 'a personal response that says nothing of its audience is made private',
    act: settled({ personal: true, cacheControl: 'max-age=60' }),
    gives: { status: undefined, fields: { ETag: '"v1"', 'Cache-Control': 'private, max-age=60' } },
  },
  ...[
    'public, max-age=60',
    'private, max-age=60',
    'no-store',
    's-maxage=60',
    'max-age=60, Public',
    'community="UCI", public',
  ].map((cacheControl) => ({
    rule: `a personal response that says who may store it is left alone`,
    act: settled({ personal: true, cacheControl }),
    gives: { status: undefined, fields: { ETag: '"v1"', 'Cache-Control': cacheControl } },
  })),
  ...['community="a, public"', 'community="\\", public, "'].map((cacheControl) => ({
    rule: 'what stands in a quoted string says nothing of the audience',
    act: settled({ personal: true, cacheControl }),
    gives: { status: undefined, fields: { ETag: '"v1"', 'Cache-Control': `private, ${cacheControl}` } },
  })),
  {
    rule: 'a Cache-Control that is declared holds, and Vary is added to',
    already: { Vary: 'Origin' },
    act: settled({ cacheControl: 'max-age=60', vary: ['Accept'], expires: DATE }),
    gives: {
      status: undefined,
      fields: { ETag: '"v1"', 'Cache-Control': 'max-age=60', Vary: 'Origin, Accept', Expires: DATE },
    },
  },
  {
    rule: 'no names, no Vary',
    act: settled({ vary: [] }),
    gives: { status: undefined, fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0' } },
  },
  ...[undefined, 100, 199, 300, 303, 404, 500].map((status) => ({
    rule: `a response that ends as ${status} carries nothing of ours`,
    act: settled({ cacheControl: 'max-age=60', vary: ['Accept'], expires: DATE }),
    outside: becomes(status),
    gives: { status, fields: {} },
  })),
  ...[200, 299].map((status) => ({
    rule: `a response that ends as ${status} carries what was written`,
    act: settled({ vary: ['Accept'] }),
    outside: becomes(status),
    gives: { status, fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0', Vary: 'Accept' } },
  })),
  {
    rule: 'a 304 that outer middleware makes keeps what was written',
    act: checked,
    outside: becomes(304),
    gives: { status: 304, fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'what an error response says itself is kept',
    already: { Vary: 'Origin', 'Cache-Control': 'no-store' },
    act: settled({ vary: ['Accept'] }),
    outside: (response) => {
      response.status = 500;
      response.fields.set('ETag', '"of the error"');
    },
    gives: { status: 500, fields: { Vary: 'Origin', 'Cache-Control': 'no-store', ETag: '"of the error"' } },
  },
  {
    rule: 'Vary of an error response that was changed since is left alone',
    act: settled({ vary: ['Accept'] }),
    outside: (response) => {
      response.status = 500;
      response.fields.set('Vary', 'Accept, Origin');
    },
    gives: { status: 500, fields: { Vary: 'Accept, Origin' } },
  },
  {
    rule: 'names that were added to Vary twice are taken back as one',
    already: { Vary: 'Origin' },
    act: (_web, check) => {
      check.commit({ vary: ['Accept'] });
      check.commit({ vary: ['Cookie'] });
    },
    outside: becomes(500),
    gives: { status: 500, fields: { Vary: 'Origin' } },
  },
  {
    rule: 'names that another put into Vary between ours are kept',
    act: (_web, check) => {
      check.commit({ vary: ['Accept'] });
      check.exchange.setResponseField('Vary', 'Accept, Origin');
      check.commit({ vary: ['Cookie'] });
    },
    outside: becomes(500),
    gives: { status: 500, fields: { Vary: 'Accept, Origin' } },
  },
  {
    rule: 'a coded response has a tag of its own',
    status: 200,
    act: checked,
    outside: coded('gzip'),
    gives: {
      status: 200,
      fields: { ETag: '"v1--gzip"', 'Cache-Control': 'max-age=0', 'Content-Encoding': 'gzip' },
    },
  },
  {
    rule: 'a tag that others have set with the mark of the coding is not marked again',
    status: 200,
    already: { ETag: '"own--gzip"' },
    act: checked,
    outside: coded('gzip'),
    gives: { status: 200, fields: { ETag: '"own--gzip"', 'Cache-Control': 'max-age=0', 'Content-Encoding': 'gzip' } },
  },
  {
    rule: 'a tag that others have set with the mark of another coding is marked',
    status: 200,
    already: { ETag: '"own--gzip"' },
    act: checked,
    outside: coded('br'),
    gives: {
      status: 200,
      fields: { ETag: '"own--gzip--br"', 'Cache-Control': 'max-age=0', 'Content-Encoding': 'br' },
    },
  },
  {
    rule: 'a tag of ours that ends like a mark is marked as any other',
    status: 200,
    act: (web) => web.checkNotModified('"v1-gzip"'),
    outside: coded('gzip'),
    gives: {
      status: 200,
      fields: { ETag: '"v1-gzip--gzip"', 'Cache-Control': 'max-age=0', 'Content-Encoding': 'gzip' },
    },
  },
  {
    rule: 'a coding without a mark makes the tag weak',
    status: 200,
    act: checked,
    outside: coded('gzip, br'),
    gives: {
      status: 200,
      fields: { ETag: 'W/"v1"', 'Cache-Control': 'max-age=0', 'Content-Encoding': 'gzip, br' },
    },
  },
  ...[' GZIP ', 'Gzip'].map((coding) => ({
    rule: 'the name of a coding is read in any letters, without the space around it',
    status: 200,
    act: checked,
    outside: coded(coding),
    gives: {
      status: 200,
      fields: { ETag: '"v1--gzip"', 'Cache-Control': 'max-age=0', 'Content-Encoding': coding },
    },
  })),
  ...['identity', ' Identity'].map((coding) => ({
    rule: 'the identity is no coding',
    status: 200,
    act: checked,
    outside: coded(coding),
    gives: { status: 200, fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0', 'Content-Encoding': coding } },
  })),
  {
    rule: 'a weak tag needs no mark',
    status: 200,
    act: (web) => web.checkNotModified('W/"v1"'),
    outside: coded('gzip'),
    gives: { status: 200, fields: { ETag: 'W/"v1"', 'Cache-Control': 'max-age=0', 'Content-Encoding': 'gzip' } },
  },
  {
    rule: 'a 304 that becomes an error takes back what was written, the held tag and Vary included',
    with: { 'if-none-match': '"v1--gzip"' },
    act: checked,
    outside: becomes(500),
    gives: { status: 500, fields: {} },
  },
  {
    rule: 'a held tag that replaced that of the action is not taken back as ours',
    with: { 'if-none-match': 'W/"v1"' },
    already: { ETag: '"v1"' },
    act: checked,
    outside: becomes(500),
    gives: { status: 500, fields: { ETag: 'W/"v1"' } },
  },
  {
    rule: 'a policy also holds for what is committed later',
    act: (_web, check) => {
      check.commit({ cacheControl: 'max-age=60' });
      check.commit();
    },
    gives: { status: undefined, fields: { 'Cache-Control': 'max-age=60' } },
  },
  ...[
    ['gzip', true],
    ['GZIP', true],
    ['br, gzip', true],
    [' br ,  gzip ; q=1 ', true],
    ['gzip;q=0.5', true],
    ['gzip;q=0.001', true],
    ['x-gzip', true],
    ['*', true],
    ['br, *;q=0.1', true],
    ['gzip, gzip;q=0', true],
    ['gzip;xq=0', true],
    ['br', false],
    ['', false],
    ['identity', false],
    ['gzip;q=0', false],
    ['gzip;q=0.000', false],
    ['gzip; x=1; q=0.', false],
    ['*;q=0', false],
    ['gzip;q=0, *', false],
  ].map(([acceptEncoding, accepted]) => ({
    rule: `a client ${accepted ? 'is up to date' : 'is not served'} with a coding that Accept-Encoding ${accepted ? 'allows' : 'refuses'}`,
    with: { 'if-none-match': '"v1--gzip"', 'accept-encoding': acceptEncoding as string },
    act: checked,
    gives: accepted
      ? { status: 304, fields: { ETag: '"v1--gzip"', 'Cache-Control': 'max-age=0', Vary: 'Accept-Encoding' } }
      : { status: undefined, fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0' } },
  })),
  {
    rule: 'an older name of a coding in the tag is understood',
    with: { 'if-none-match': '"v1--x-gzip"', 'accept-encoding': 'gzip' },
    act: checked,
    gives: {
      status: 304,
      fields: { ETag: '"v1--x-gzip"', 'Cache-Control': 'max-age=0', Vary: 'Accept-Encoding' },
    },
  },
  {
    rule: 'of two codings that a cache holds, the 304 names the one that the client accepts',
    with: { 'if-none-match': '"v1--br", "v1--gzip"', 'accept-encoding': 'gzip' },
    act: checked,
    gives: { status: 304, fields: { ETag: '"v1--gzip"', 'Cache-Control': 'max-age=0', Vary: 'Accept-Encoding' } },
  },
  {
    rule: 'a tag without a mark is held whatever is accepted',
    with: { 'if-none-match': '"v1--br", W/"v1"', 'accept-encoding': 'gzip' },
    act: checked,
    gives: { status: 304, fields: { ETag: 'W/"v1"', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'a coded response without a tag stays without one',
    status: 200,
    act: (web) => web.checkNotModified(LAST_MODIFIED),
    outside: coded('gzip'),
    gives: {
      status: 200,
      fields: { 'Last-Modified': DATE, 'Cache-Control': 'max-age=0', 'Content-Encoding': 'gzip' },
    },
  },
  {
    rule: 'an ETag that is no tag is left alone in a coded response',
    status: 200,
    already: { ETag: 'unquoted' },
    act: checked,
    outside: coded('gzip'),
    gives: { status: 200, fields: { ETag: 'unquoted', 'Cache-Control': 'max-age=0', 'Content-Encoding': 'gzip' } },
  },
  ...['gzip', 'br', 'zstd', 'deflate', 'compress', 'dcb', 'dcz'].map((coding) => ({
    rule: 'a 304 repeats the tag with the mark of the coding that the client holds, and varies by it',
    with: { 'if-none-match': `"v1--${coding}"` },
    act: checked,
    gives: { status: 304, fields: { ETag: `"v1--${coding}"`, 'Cache-Control': 'max-age=0', Vary: 'Accept-Encoding' } },
  })),
  {
    rule: 'a 304 repeats the tag as a proxy has weakened it',
    with: { 'if-none-match': 'W/"v1"' },
    act: checked,
    gives: { status: 304, fields: { ETag: 'W/"v1"', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'a 304 to a wildcard has the tag as it is',
    with: { 'if-none-match': '*' },
    act: checked,
    gives: { status: 304, fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'a 304 to a list has the tag as the list has it',
    with: { 'if-none-match': '"v0", W/"v1"' },
    act: checked,
    gives: { status: 304, fields: { ETag: 'W/"v1"', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'a 304 to a list that has the tag as it is, too, leaves it so',
    with: { 'if-none-match': 'W/"v1", "v1"' },
    act: checked,
    gives: { status: 304, fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'a 304 keeps an ETag of the action that is no tag',
    with: FRESH,
    already: { ETag: 'unquoted' },
    act: checked,
    gives: { status: 304, fields: { ETag: 'unquoted', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: "a 304 keeps an ETag of the action that the client's list does not name",
    with: FRESH,
    already: { ETag: '"own"' },
    act: checked,
    gives: { status: 304, fields: { ETag: '"own"', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: 'a 304 by the date has no use for a tag in the request',
    with: { 'if-modified-since': DATE },
    act: (web) => web.checkNotModified({ ...VERSION, ...LAST_MODIFIED }),
    gives: { status: 304, fields: { ETag: '"v1"', 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: "the controller's context is part of each tag",
    act: (web, check) => {
      check.context = new TagContext({ compared: 'en' });
      web.checkNotModified({ etag: 'W/"v1"', ...LAST_MODIFIED });
    },
    gives: {
      status: undefined,
      fields: { ETag: 'W/"v1.en"', 'Last-Modified': DATE, 'Cache-Control': 'max-age=0' },
    },
  },
  {
    rule: "the controller's context does not make a tag where there is none",
    act: (web, check) => {
      check.context = new TagContext({ compared: 'en' });
      web.publish(LAST_MODIFIED);
    },
    gives: { status: undefined, fields: { 'Last-Modified': DATE, 'Cache-Control': 'max-age=0' } },
  },
  {
    rule: "the controller's context is no matter of what does not exist",
    act: (web, check) => {
      check.context = new TagContext({ compared: 'en' });
      web.checkNotModified(null);
    },
    gives: { status: undefined, fields: { 'Cache-Control': 'max-age=0' } },
  },
  ...['in the future', 'of the current second'].map(
    (when): WebCase => ({
      rule: `a date ${when} is not sent: the representation may change again within its second`,
      act: (web) => web.checkNotModified({ lastModified: Date.now() + (when === 'in the future' ? 1e9 : 0) }),
      gives: { status: undefined, fields: { 'Cache-Control': 'max-age=0' } },
    }),
  ),
];
