import { onlyOn, type Restriction } from './app';
import type { Case } from './cases';

/**
 * Every resource has the tag `"v1"` and the date of LAST_MODIFIED. The generators note that they have run: they must not
 * run for a request that is refused before.
 */
const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';

/** Preconditions that, for anybody who may have the resource, give 304, 412 and 428. */
const readConditions: readonly Case['with'][] = [
  {},
  { 'If-None-Match': '"v1"' },
  { 'If-None-Match': '*' },
  { 'If-Modified-Since': LAST_MODIFIED },
  { 'If-Match': '"v0"' },
  { 'If-Match': 'malformed' },
];

const writeConditions: readonly Case['with'][] = [
  {},
  { 'If-Match': '"v0"' },
  { 'If-Match': 'malformed' },
  { 'If-None-Match': '*' },
  { 'If-Unmodified-Since': 'Sun, 06 Nov 1994 08:49:36 GMT' },
];

const reads = (rule: string, path: string, status: number, fields: Case['with'] = {}): Case[] =>
  ['GET', 'HEAD', 'QUERY'].flatMap((method) =>
    readConditions.map((conditions) => ({
      rule,
      send: `${method} ${path}`,
      with: { ...fields, ...conditions },
      status,
      ran: [],
    })),
  );

const writes = (rule: string, path: string, status: number, body?: object, fields: Case['with'] = {}): Case[] =>
  ['PUT', 'DELETE'].flatMap((method) =>
    writeConditions.map((conditions) => ({
      rule,
      send: `${method} ${path}`,
      with: { ...fields, ...conditions },
      ...(body !== undefined && { body }),
      status,
      ran: [],
    })),
  );

export const refusedCases: readonly Case[] = [
  ...reads('401 beats 304 and 412', '/authorized', 401),
  ...writes('401 beats 412 and 428', '/authorized', 401),
  ...reads('401 beats 304 and 412 behind @Authorized on the class', '/authorized-class', 401),
  ...writes('401 beats 412 and 428 behind @Authorized on the class', '/authorized-class', 401),
  ...reads('403 beats 304 and 412', '/admins', 403, { 'X-User': 'Ann' }),
  ...writes('403 beats 412 and 428', '/admins', 403, undefined, { 'X-User': 'Ann' }),
  ...reads('401 for a missing user beats 304 and 412', '/user', 401),
  ...writes('401 for a missing user beats 412 and 428', '/user', 401),
  ...reads('400 for a parameter beats 304 and 412', '/number/seven', 400),
  ...writes('400 for a parameter beats 412 and 428', '/number/seven', 400),
  ...reads('400 for a missing parameter beats 304 and 412', '/query', 400),
  ...writes('400 for an invalid body beats 412 and 428', '/body', 400, { price: 'dear' }),
];

const user: Case['with'] = { 'X-User': 'Ann' };

export const grantedCases: readonly Case[] = ['/authorized', '/authorized-class', '/user'].flatMap((path): Case[] => [
  {
    rule: 'who may have it gets the 200, as private',
    send: `GET ${path}`,
    with: user,
    status: 200,
    fields: { etag: '"v1"', 'last-modified': LAST_MODIFIED, 'cache-control': 'private, max-age=0' },
  },
  {
    rule: 'who may have it gets the 304, as private',
    send: `GET ${path}`,
    with: { ...user, 'If-None-Match': '"v1"' },
    status: 304,
    fields: { etag: '"v1"', 'cache-control': 'private, max-age=0' },
  },
  {
    rule: 'who may have it gets the 412',
    send: `PUT ${path}`,
    with: { ...user, 'If-Match': '"v0"' },
    status: 412,
  },
  {
    rule: 'who may have it gets the 428',
    send: `PUT ${path}`,
    with: user,
    status: 428,
    ran: [],
  },
  {
    rule: 'who may have it writes',
    send: `PUT ${path}`,
    with: { ...user, 'If-Match': '"v1"' },
    status: 200,
  },
]);

export const changedOnTheWayOut = onlyOn('koa', 'what is around an action can change its answer when it has ended');

/** Actions that fail in every way there is, after everything of ours has been asked for. */
export const failingPaths: readonly (readonly [path: string, status: number, only?: Restriction])[] = [
  ['/failing/http-error', 409],
  ['/failing/error', 500],
  ['/failing/no-error', 500],
  ['/failing/rejection', 503],
  ['/failing/status', 404],
  ['/failing/ctx-status', 500, onlyOn('koa', 'the context can be the result')],
  ['/failing/interceptor', 502],
  ['/failing/result', 500],
  ['/failing/expires', 500],
  ['/failing/after-true', 409],
  ['/failing/after-publish', 409],
  ['/failing/middleware', 503, changedOnTheWayOut],
  ['/failing/outside', 503, changedOnTheWayOut],
];
