import { createReadStream, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Koa from 'koa';
import { checkNotModified, webRequest } from 'routing-controllers-etag/koa';
import type { Answer, Fields } from '../request';

/** Which middleware stands in front of a route. */
export type Way = 'theirs' | 'ours';

export type Send = (method: string, fields?: Fields, path?: string) => Promise<Answer>;

/** A row of the table that compares this library with koa-etag and koa-conditional-get. */
export interface Comparison {
  /** The row's first cell. */
  readonly row: string;
  readonly theirs: unknown;
  readonly ours: unknown;
  /** Makes a route for one server. */
  readonly route: (way: Way) => (ctx: Koa.Context) => unknown;
  /** Asks the server, and gives what is to be compared. */
  readonly ask: (send: Send) => Promise<unknown>;
  readonly compressed?: true;
}

const OLD = 'Sun, 06 Nov 1994 08:49:37 GMT';
const OLDER = 'Sat, 26 Oct 1985 08:15:00 GMT';

/** A route with one resource at version 2, which writes count. */
function resource(way: Way) {
  const written: string[] = [];
  return (ctx: Koa.Context) => {
    if (ctx.method === 'GET') ctx.set('X-Written', String(written.length));
    else {
      if (way === 'ours') checkNotModified(ctx, 'v2', new Date(OLD));
      written.push(ctx.method);
    }
    ctx.body = { written: written.length };
  };
}

async function statusAndWrites(send: Send, method: string, fields: Fields): Promise<unknown> {
  const { status } = await send(method, fields);
  const { headers } = await send('GET');
  return [status, `written ${headers['x-written']} times`];
}

function tagged(etag: string | undefined, lastModified?: string) {
  return () => (ctx: Koa.Context) => {
    if (etag !== undefined) ctx.set('ETag', etag);
    if (lastModified !== undefined) ctx.set('Last-Modified', lastModified);
    ctx.body = 'text';
  };
}

async function statusOf(answer: Promise<Answer>): Promise<number> {
  return (await answer).status;
}

/** The status of a second request, with the tag of the first. */
async function revalidated(send: Send): Promise<[etag: string, status: number]> {
  const { etag = 'no tag' } = (await send('GET')).headers;
  return [etag, await statusOf(send('GET', { 'If-None-Match': etag }))];
}

function changing(body: (text: string) => unknown) {
  let count = 0;
  return () => (ctx: Koa.Context) => {
    count++;
    ctx.type = 'text/plain';
    ctx.body = body(`text ${count}`);
  };
}

const WEB_BODY = 'A `Blob`, web stream or fetch `Response` whose content changes';
const CONSTANT_TAG = '"2-vyGp6PvFo4RvsFtPoIWeCReyIC8"';
const file = join(tmpdir(), `routing-controllers-etag-${process.pid}.txt`);

/** Writes a file whose size and modification time are always the same. */
function writeFileOfOneDate(text: string): void {
  writeFileSync(file, text);
  utimesSync(file, 1e9, 1e9);
}

export const comparisons: readonly Comparison[] = [
  {
    row: 'The handler, for a client that is up to date',
    theirs: 'runs',
    ours: 'does not run',
    route: (way) => (ctx) => {
      if (way === 'ours' && checkNotModified(ctx, 'v1')) {
        ctx.set('X-Handler', 'does not run');
        return;
      }
      ctx.set('X-Handler', 'runs');
      ctx.etag = 'v1';
      ctx.body = 'text';
    },
    ask: async (send) => {
      const { status, headers } = await send('GET', { 'If-None-Match': '"v1"' });
      return status === 304 ? headers['x-handler'] : status;
    },
  },
  {
    row: '`PUT` with an outdated `If-Match`',
    theirs: [200, 'written 1 times'],
    ours: [412, 'written 0 times'],
    route: resource,
    ask: (send) => statusAndWrites(send, 'PUT', { 'If-Match': '"v1"' }),
  },
  {
    row: '`PUT` with `If-None-Match: *` on what exists',
    theirs: [200, 'written 1 times'],
    ours: [412, 'written 0 times'],
    route: resource,
    ask: (send) => statusAndWrites(send, 'PUT', { 'If-None-Match': '*' }),
  },
  {
    row: '`DELETE` of something modified after `If-Unmodified-Since`',
    theirs: [200, 'written 1 times'],
    ours: [412, 'written 0 times'],
    route: resource,
    ask: (send) => statusAndWrites(send, 'DELETE', { 'If-Unmodified-Since': OLDER }),
  },
  {
    row: 'The `ETag` on the answer to a `PUT`',
    theirs: '"b-Ai2R8hgEarLmHKwesT1qcY913ys"',
    ours: '"v2"',
    route: (way) => (ctx) => {
      if (way === 'ours') webRequest(ctx).publish({ etag: 'v2' });
      ctx.body = { ok: true };
    },
    ask: async (send) => (await send('PUT')).headers.etag,
  },
  {
    row: "Node's `fetch`, which adds `Cache-Control: no-cache` to `If-None-Match`",
    theirs: 200,
    ours: 304,
    route: tagged('"v1"'),
    ask: (send) => statusOf(send('GET', { 'If-None-Match': '"v1"', 'Cache-Control': 'no-cache' })),
  },
  {
    row: WEB_BODY,
    theirs: [CONSTANT_TAG, 304],
    ours: ['no tag', 200],
    route: changing((text) => new Blob([text])),
    ask: revalidated,
  },
  {
    row: WEB_BODY,
    theirs: [CONSTANT_TAG, 304],
    ours: ['no tag', 200],
    route: changing((text) => new Blob([text]).stream()),
    ask: revalidated,
  },
  {
    row: WEB_BODY,
    theirs: [CONSTANT_TAG, 304],
    ours: ['no tag', 200],
    route: changing((text) => new Response(text)),
    ask: revalidated,
  },
  {
    row: 'A file rewritten with the same size and date',
    theirs: 304,
    ours: 200,
    route: () => (ctx) => {
      ctx.type = 'text/plain';
      ctx.body = createReadStream(file);
    },
    ask: async (send) => {
      writeFileOfOneDate('one');
      const { etag = 'no tag' } = (await send('GET')).headers;
      writeFileOfOneDate('two');
      return statusOf(send('GET', { 'If-None-Match': etag }));
    },
  },
  {
    row: 'Two slices of a file',
    theirs: 'share a tag',
    ours: 'share no tag',
    route: () => (ctx) => {
      ctx.type = 'text/plain';
      ctx.body = createReadStream(file, { start: ctx.path === '/second' ? 5 : 0, end: ctx.path === '/second' ? 9 : 4 });
    },
    ask: async (send) => {
      writeFileOfOneDate('0123456789');
      const { headers: first } = await send('GET', {}, '/first');
      const { headers: second } = await send('GET', {}, '/second');
      return first.etag !== undefined && first.etag === second.etag ? 'share a tag' : 'share no tag';
    },
  },
  {
    row: '`If-Modified-Since: 0` or `9999`',
    theirs: 304,
    ours: 200,
    route: tagged(undefined, OLDER),
    ask: (send) => statusOf(send('GET', { 'If-Modified-Since': '0' })),
  },
  {
    row: '`If-Modified-Since: 0` or `9999`',
    theirs: 304,
    ours: 200,
    route: tagged(undefined, OLD),
    ask: (send) => statusOf(send('GET', { 'If-Modified-Since': '9999' })),
  },
  {
    row: 'A tag with a comma',
    theirs: 200,
    ours: 304,
    route: tagged('"a,b"'),
    ask: (send) => statusOf(send('GET', { 'If-None-Match': '"a,b"' })),
  },
  {
    row: 'A tag that matches, beside a date that is older',
    theirs: 200,
    ours: 304,
    route: tagged('"v1"', OLD),
    ask: (send) => statusOf(send('GET', { 'If-None-Match': '"v1"', 'If-Modified-Since': OLDER })),
  },
  {
    row: 'The strong tags of a body, plain and gzipped by koa-compress',
    theirs: ['"1388-wGih9U13lltCinlpElMTzimruTs"', '"1388-wGih9U13lltCinlpElMTzimruTs"', 304],
    ours: ['"a9c6a955c53de044"', '"a9c6a955c53de044--gzip"', 304],
    compressed: true,
    route: () => (ctx) => {
      ctx.body = 'x'.repeat(5000);
    },
    ask: async (send) => {
      const gzip = { 'Accept-Encoding': 'gzip' };
      const { etag: plain } = (await send('GET', { 'Accept-Encoding': 'identity' })).headers;
      const { etag: coded = '' } = (await send('GET', gzip)).headers;
      return [plain, coded, await statusOf(send('GET', { ...gzip, 'If-None-Match': coded }))];
    },
  },
  {
    row: 'A JSON body is serialised',
    theirs: 'twice',
    ours: 'once',
    route: () => {
      let count = 0;
      return (ctx) => {
        if (ctx.path === '/count') ctx.body = count === 1 ? 'once' : 'twice';
        else ctx.body = { toJSON: () => ({ count: ++count }) };
      };
    },
    ask: async (send) => {
      await send('GET');
      return (await send('GET', {}, '/count')).body;
    },
  },
  {
    row: 'A response with `Cache-Control: no-store`',
    theirs: '"4-Ny6gjKsz5xwCxlHbyDpHTTLGduo"',
    ours: undefined,
    route: () => (ctx) => {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = 'text';
    },
    ask: async (send) => (await send('GET')).headers.etag,
  },
  {
    row: '`Cache-Control`, if you set none and the request has `Authorization`',
    theirs: undefined,
    ours: 'private, max-age=0',
    route: tagged('"v1"'),
    ask: async (send) => (await send('GET', { Authorization: 'Bearer secret' })).headers['cache-control'],
  },
  {
    row: 'An invalid tag such as `a"b`',
    theirs: [200, '"a"b"'],
    ours: [500, undefined],
    route: (way) => (ctx) => {
      if (way === 'ours') webRequest(ctx).publish({ etag: 'a"b' });
      else ctx.etag = 'a"b';
      ctx.body = 'text';
    },
    ask: async (send) => {
      const { status, headers } = await send('GET');
      return [status, headers.etag];
    },
  },
  {
    row: '`QUERY` (RFC 10008) with the current tag',
    theirs: 200,
    ours: 304,
    route: tagged('"v1"'),
    ask: (send) => statusOf(send('QUERY', { 'If-None-Match': '"v1"', 'Content-Length': '0' })),
  },
];
