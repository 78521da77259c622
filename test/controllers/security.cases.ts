import { type Case, exchanges } from '../cases';
import { onlyOn, type Restriction } from './app';

/**
 * Every resource has the tag `"v1"` and the date of LAST_MODIFIED. The tag functions note that they have run: they must not
 * run for a request that is refused before.
 */
const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';

/** Preconditions that, for anybody who may have the resource, give 304, 412 and 428. */
const READ = ['', ' | If-None-Match: "v1"', ' | If-None-Match: *', ` | If-Modified-Since: ${LAST_MODIFIED}`];
const WRITE = ['', ' | If-None-Match: *', ' | If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT'];
const BOTH = [' | If-Match: "v0"', ' | If-Match: malformed'];

const refused = (rule: string, path: string, status: number, sent = ''): Case[] => [
  ...exchangesWith(rule, `{GET,HEAD,QUERY} ${path}${sent}`, [...READ, ...BOTH], status),
  ...exchangesWith(rule, `{PUT,DELETE} ${path}${sent}`, [...WRITE, ...BOTH], status),
];

function exchangesWith(rule: string, request: string, conditions: readonly string[], status: number): Case[] {
  return exchanges([rule, ...conditions.map((each) => `${request}${each} -> ${status} | ran nothing`)].join('\n'));
}

export const refusedCases: readonly Case[] = [
  ...refused('401 beats 304, 412 and 428', '/authorized', 401),
  ...refused('401 beats 304, 412 and 428 behind @Authorized on the class', '/authorized-class', 401),
  ...refused('403 beats 304, 412 and 428', '/admins', 403, ' | X-User: Ann'),
  ...refused('401 for a missing user beats 304, 412 and 428', '/user', 401),
  ...refused('400 for a parameter beats 304, 412 and 428', '/number/seven', 400),
  ...exchangesWith('400 for a missing parameter beats 304 and 412', '{GET,HEAD,QUERY} /query', [...READ, ...BOTH], 400),
  ...exchangesWith(
    '400 for an invalid body beats 412 and 428',
    '{PUT,DELETE} /body | body {"price":"dear"}',
    [...WRITE, ...BOTH],
    400,
  ),
];

export const grantedCases: readonly Case[] = exchanges(`
who may have it gets the 200, as private
  GET {/authorized,/authorized-class,/user} | X-User: Ann -> 200 | etag: "v1" | last-modified: ${LAST_MODIFIED} | cache-control: private, max-age=0
who may have it gets the 304, as private
  GET {/authorized,/authorized-class,/user} | X-User: Ann | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: private, max-age=0
who may have it gets the 412
  PUT {/authorized,/authorized-class,/user} | X-User: Ann | If-Match: "v0" -> 412
who may have it gets the 428
  PUT {/authorized,/authorized-class,/user} | X-User: Ann -> 428 | ran nothing
who may have it writes
  PUT {/authorized,/authorized-class,/user} | X-User: Ann | If-Match: "v1" -> 200
`);

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
