import { utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type express from 'express';
import { checkNotModified, webRequest } from 'routing-controllers-etag/express';
import type { Answer, Fields } from '../request';

/** Whether Express is by itself, or with this library. */
export type Way = 'theirs' | 'ours';

export type Send = (method: string, fields?: Fields, path?: string) => Promise<Answer>;

/** A row of a table that compares this library with what Express does, or what is written by hand. */
export interface Comparison {
  /** The row's first cell. */
  readonly row: string;
  readonly theirs: unknown;
  readonly ours: unknown;
  /** Sets a route up. Ours stands behind `shallowEtag()`. */
  readonly route: (way: Way, framework: typeof express) => express.RequestHandler;
  /** Asks the server, and gives what is to be compared. */
  readonly ask: (send: Send) => Promise<unknown>;
  readonly compressed?: true;
}

const OLD = 'Sun, 06 Nov 1994 08:49:37 GMT';

/** A route with one resource at version 2, which writes count. */
function resource(way: Way): express.RequestHandler {
  let written = 0;
  return (req, res) => {
    if (req.method === 'GET') {
      res.json({ written });
      return;
    }
    if (way === 'ours') checkNotModified(req, res, 'v2', new Date(OLD));
    written++;
    if (way === 'ours') webRequest(req, res).publish({ etag: 'v3' });
    res.json({ written });
  };
}

async function statusAndWrites(send: Send, method: string, fields: Fields): Promise<unknown> {
  const { status } = await send(method, fields);
  const { written } = JSON.parse((await send('GET')).body);
  return [status, `written ${written} times`];
}

function sends(fields: Readonly<Record<string, string>>, status = 200): () => express.RequestHandler {
  return () => (_req, res) => {
    res.set(fields).status(status).json({ text: true });
  };
}

async function statusOf(answer: Promise<Answer>): Promise<number> {
  return (await answer).status;
}

async function tagOf(answer: Promise<Answer>): Promise<string> {
  const { etag = 'no tag' } = (await answer).headers;
  return etag.replace(/"[^"]*"/, '"…"');
}

/** The status of a second request, with the tag of the first and these fields. */
async function revalidated(send: Send, fields: Fields = {}): Promise<number> {
  const { etag = '"no tag"' } = (await send('GET')).headers;
  return statusOf(send('GET', { 'If-None-Match': etag, ...fields }));
}

const file = join(tmpdir(), `routing-controllers-etag-${process.pid}-express.txt`);

/** Writes a file whose size and modification time are always the same. */
function writeFileOfOneDate(text: string): void {
  writeFileSync(file, text);
  utimesSync(file, 1e9, 1e9);
}

/** What is often written by hand. */
function byHand(way: Way): express.RequestHandler {
  let worked = 0;
  return (req, res) => {
    if (way === 'ours') {
      if (checkNotModified(req, res, 'v1')) return;
    } else if (req.headers['if-none-match'] === '"v1"') {
      res.status(304).end();
      return;
    } else {
      res.set('ETag', '"v1"');
    }
    worked++;
    res.json({ worked });
  };
}

/** Whether a route does its work for a request. */
async function workFor(send: Send, ifNoneMatch: string): Promise<string> {
  await send('GET', { 'If-None-Match': ifNoneMatch });
  return JSON.parse((await send('GET')).body).worked === 1 ? 'is saved' : 'is done';
}

function writtenByHand(way: Way): express.RequestHandler {
  return (req, res) => {
    if (way === 'ours') checkNotModified(req, res, 'v1');
    else if (req.headers['if-match'] !== undefined && req.headers['if-match'] !== '"v1"') {
      res.sendStatus(412);
      return;
    }
    res.json({ written: true });
  };
}

export const ofExpress: readonly Comparison[] = [
  {
    row: 'The handler, for a client that is up to date',
    theirs: 'runs',
    ours: 'does not run',
    route: (way) => {
      let ran = 0;
      return (req, res) => {
        if (way === 'ours' && checkNotModified(req, res, 'v1')) return;
        ran++;
        res.set({ 'X-Ran': String(ran), ...(way === 'theirs' && { ETag: '"v1"' }) }).json({});
      };
    },
    async ask(send) {
      await send('GET', { 'If-None-Match': '"v1"' });
      return (await send('GET')).headers['x-ran'] === '1' ? 'does not run' : 'runs';
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
    row: 'The `ETag` on the answer to a `PUT`',
    theirs: 'W/"…"',
    ours: '"…"',
    route: resource,
    ask: (send) => tagOf(send('PUT')),
  },
  {
    row: 'The `ETag` on a 404',
    theirs: 'W/"…"',
    ours: 'no tag',
    route: sends({}, 404),
    ask: (send) => tagOf(send('GET')),
  },
  {
    row: "Node's `fetch`, which adds `Cache-Control: no-cache` to `If-None-Match`",
    theirs: 200,
    ours: 304,
    route: sends({}),
    ask: (send) => revalidated(send, { 'Cache-Control': 'no-cache' }),
  },
  {
    row: '`If-Modified-Since: 9999`',
    theirs: 304,
    ours: 200,
    route: sends({ 'Last-Modified': OLD }),
    ask: (send) => statusOf(send('GET', { 'If-Modified-Since': '9999' })),
  },
  {
    row: 'A tag with a comma',
    theirs: 200,
    ours: 304,
    route: sends({ ETag: '"a,b"' }),
    ask: revalidated,
  },
  {
    row: 'A body that is compressed',
    theirs: 'W/"…"',
    ours: '"…"',
    route: () => (_req, res) => {
      res.json({ text: 'long '.repeat(1000) });
    },
    ask: (send) => tagOf(send('GET', { 'Accept-Encoding': 'gzip' })),
    compressed: true,
  },
  {
    row: 'A response with `Cache-Control: no-store`',
    theirs: 'W/"…"',
    ours: 'no tag',
    route: sends({ 'Cache-Control': 'no-store' }),
    ask: (send) => tagOf(send('GET')),
  },
  {
    row: '`Cache-Control`, if you set none and the request has `Authorization`',
    theirs: undefined,
    ours: 'private, max-age=0',
    route: sends({}),
    ask: async (send) => (await send('GET', { Authorization: 'Bearer mine' })).headers['cache-control'],
  },
  {
    row: 'A file of `express.static` that is rewritten with the same size and date',
    theirs: 304,
    ours: 200,
    route: (way, framework) => {
      writeFileOfOneDate('text 1');
      return framework.static(tmpdir(), way === 'ours' ? { etag: false } : {});
    },
    async ask(send) {
      const path = `/${file.split('/').at(-1)}`;
      const { etag = '"no tag"' } = (await send('GET', {}, path)).headers;
      writeFileOfOneDate('text 2');
      return statusOf(send('GET', { 'If-None-Match': etag }, path));
    },
  },
];

export const ofHand: readonly Comparison[] = [
  {
    row: 'The work, for `If-None-Match: "v0", "v1"`: a cache has stored two',
    theirs: 'is done',
    ours: 'is saved',
    route: byHand,
    ask: (send) => workFor(send, '"v0", "v1"'),
  },
  {
    row: 'The work, for `If-None-Match: W/"v1"`: a proxy has weakened the tag',
    theirs: 'is done',
    ours: 'is saved',
    route: byHand,
    ask: (send) => workFor(send, 'W/"v1"'),
  },
  {
    row: 'The fields of the 304',
    theirs: [undefined, undefined],
    ours: ['"v1"', 'max-age=0'],
    route: byHand,
    async ask(send) {
      const { headers } = await send('GET', { 'If-None-Match': '"v1"' });
      return [headers.etag, headers['cache-control']];
    },
  },
  {
    row: '`If-Match: *`, to change what exists',
    theirs: 412,
    ours: 200,
    route: writtenByHand,
    ask: (send) => statusOf(send('PUT', { 'If-Match': '*' })),
  },
  {
    row: '`If-None-Match: *`, to create what must not exist',
    theirs: 200,
    ours: 412,
    route: writtenByHand,
    ask: (send) => statusOf(send('PUT', { 'If-None-Match': '*' })),
  },
  {
    row: 'The message of the 412',
    theirs: 'Precondition Failed',
    ours: 'If-Match does not name the current version',
    route: writtenByHand,
    async ask(send) {
      const { body } = await send('PUT', { 'If-Match': '"v0"' });
      return /Precondition Failed|If-Match does not name the current version/.exec(body)?.[0];
    },
  },
];
