import type { NamedField } from '../../cdn/name-fields';
import { privateOnly } from '../../http/cache-control';
import { belongsToOne } from '../../web/caching-policy';
import type { HttpExchange } from '../../web/http-exchange';
import { warnOfAction } from '../warning';
import type { ActionRun } from './action-run';

/** Fields that shared caches heed before `Cache-Control` (RFC 9213, section 2.2, and those of vendors). */
const TARGETED_FIELDS = ['cdn-cache-control', 'cloudflare-cdn-cache-control', 'surrogate-control'] as const;

/** Names of `Vary` that say nothing of who asks. */
const OF_EVERYBODY = ['accept-encoding', 'origin'];

/** Lets a read tell shared caches what its response is made of, when its head is about to be written. */
export function shareWhenSent(run: ActionRun): void {
  const { plan, check, request } = run;
  if (!check.isRetrieving || (plan.cdn === undefined && request.sharedCache === undefined)) return;
  request.whenShared(() => share(run));
}

/** A response that belongs to one user is closed to shared caches already; a targeted field would open it again. */
function share(run: ActionRun): void {
  const { plan, exchange, check, request } = run;
  if (belongsToOne(exchange, plan.personal || check.personal)) removeTargeted(exchange);
  else if (request.sharedCache !== undefined && isMadeOfNames(run)) shareByNames(run);
  else shareWithoutNames(run);
}

function shareByNames(run: ActionRun): void {
  const { exchange } = run;
  const fields = fieldsOfNames(run);
  if (fields === undefined) {
    close(exchange);
    return;
  }
  for (const each of fields) addField(exchange, each);
  writeCdnCacheControl(run);
}

/** What no purge can reach must not have a lifetime that counts on one, unless the application wishes so. */
function shareWithoutNames(run: ActionRun): void {
  const { plan, call } = run;
  if (plan.cdn === undefined) return;
  if (plan.cdn.withoutNames) {
    writeCdnCacheControl(run);
    return;
  }
  warnOfAction(
    call.metadata,
    'ETAG_CDN_WITHOUT_NAMES',
    'has a cdn in its @CacheControl that is not sent, as its responses carry no names: give it @ETag(versionOf(…)) and ' +
      'conditionalRequests({ sharedCache }), or say { cdn: { withoutNames: true } }',
  );
}

/** `undefined` for a response that must not be stored, as nothing could take it out: its names have changed, or cannot be told. */
function fieldsOfNames(run: ActionRun): readonly NamedField[] | undefined {
  const { exchange, request, versioned, call } = run;
  if (!run.committed || !run.confirmed || versioned === undefined) return undefined;
  // A cookie is for the one who asked.
  if (exchange.responseField('set-cookie') !== undefined || hidesContext(run)) return undefined;
  const fields = request.sharedCache?.describe([...versioned.keys()]);
  if (typeof fields !== 'string') return fields;
  warnOfAction(
    call.metadata,
    'ETAG_SHARED_LIMIT',
    `is not stored by shared caches: it is made of ${fields}. Make it of fewer names, or let them be hashed`,
  );
  return undefined;
}

/** What shapes a representation beside its URL and does not stand in `Vary`, a shared cache would hand to everybody. */
function hidesContext({ plan, exchange, call }: ActionRun): boolean {
  if (plan.contexts.length + plan.readContexts.length === 0) return false;
  const vary = (exchange.responseField('vary') ?? '').toLowerCase().split(',');
  if (vary.some((name) => name.trim() !== '' && !OF_EVERYBODY.includes(name.trim()))) return false;
  warnOfAction(
    call.metadata,
    'ETAG_SHARED_CONTEXT',
    'is not stored by shared caches, as they do not see what its @ETagContext tells: name with @Vary the request fields that it ' +
      'reads, or put what it tells among the names of versionOf',
  );
  return true;
}

function isMadeOfNames({ plan }: ActionRun): boolean {
  return plan.etag !== undefined && 'names' in plan.etag.source;
}

function close(exchange: HttpExchange): void {
  exchange.setResponseField('Cache-Control', privateOnly(exchange.responseField('cache-control') ?? ''));
  removeTargeted(exchange);
}

function removeTargeted(exchange: HttpExchange): void {
  for (const name of TARGETED_FIELDS) exchange.removeResponseField(name);
}

/** What the action has set itself is kept. */
function writeCdnCacheControl({ plan, exchange }: ActionRun): void {
  if (plan.cdn === undefined || exchange.responseField('cdn-cache-control') !== undefined) return;
  exchange.setResponseField('CDN-Cache-Control', plan.cdn.value);
}

/** Adds to what the application has set itself. */
export function addField(exchange: HttpExchange, { field, value, separator }: NamedField): void {
  const own = exchange.responseField(field.toLowerCase());
  exchange.setResponseField(field, own === undefined ? value : `${own}${separator}${value}`);
}
