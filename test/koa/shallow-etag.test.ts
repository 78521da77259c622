import type Koa from 'koa';
import { type Case, type Target, testCases } from '../cases';
import { request } from '../request';
import type { RunningServer } from '../server';
import {
  cacheControlCases,
  cacheControls,
  EXPIRES,
  evaluationCases,
  lastModifiedCases,
  MODIFIED,
  methodCases,
  ownTagCases,
  statusCases,
  TEXT,
} from './shallow-etag.cases';
import { inEachWay, type Route, type Routes } from './shallow-ways';

/** Answers with the text, and these fields. */
function text(fields: Record<string, string | string[]> = {}): Route {
  return (ctx) => {
    for (const [name, value] of Object.entries(fields)) ctx.set(name, value);
    return TEXT;
  };
}

function status(code: number): Route {
  return (ctx) => {
    ctx.status = code;
    return TEXT;
  };
}

function thrown(code: number): Route {
  return (ctx: Koa.Context) => ctx.throw(code);
}

/** Answers later, past Koa. */
function raw(ctx: Koa.Context): Koa.Context {
  ctx.respond = false;
  ctx.body = TEXT;
  ctx.remove('Content-Length');
  setImmediate(() => ctx.res.end('raw'));
  return ctx;
}

const statusCodes = new Set(statusCases.flatMap(({ send }) => /\/status-(\d+)/.exec(send)?.[1] ?? []));

const routes: Routes = {
  '/text': text(),
  '/dressed': text({
    'Cache-Control': 'max-age=60',
    'Content-Language': 'en',
    'Content-Location': '/dressed.txt',
    Expires: EXPIRES,
    Vary: 'Cookie',
    'Access-Control-Allow-Origin': '*',
    'Set-Cookie': ['a=1', 'b=2'],
    'X-Frame-Options': 'DENY',
  }),
  '/dated': text({ 'Last-Modified': MODIFIED }),
  '/expiring': text({ Expires: EXPIRES }),
  '/own': text({ ETag: '"v1"' }),
  '/own-weak': text({ ETag: 'W/"v1"' }),
  '/own-malformed': text({ ETag: 'v1' }),
  '/store-own': text({ ETag: '"v1"', 'Cache-Control': 'no-store' }),
  '/raw': raw,
  '/thrown-404': thrown(404),
  '/thrown-500': thrown(500),
  ...Object.fromEntries(cacheControls.map(({ path, lines }) => [path, text({ 'Cache-Control': [...lines] })])),
  ...Object.fromEntries([...statusCodes].map((code) => [`/status-${code}`, status(Number(code))])),
};

describe('ShallowEtag', () => {
  inEachWay((way) => {
    let server: RunningServer;
    before(async () => {
      server = await way.serve(routes, {});
    });
    after(() => server.close());

    const target: Target = { errors: [], send: (...sent) => request(server.port, ...sent) };
    const cases = (title: string, rows: readonly Case[]) => describe(title, () => testCases(target, [], rows));

    cases('tags the answers to reads alone', methodCases);
    cases("evaluates the request's preconditions", evaluationCases);
    cases('lets a modification date take part', lastModifiedCases);
    cases('keeps a tag that is there', ownTagCases);
    cases('tags successful answers alone', statusCases);
    cases('minds and completes Cache-Control', cacheControlCases);
  });
});
