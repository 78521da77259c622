import type { NamedField } from '../../cdn/name-fields';
import { privateOnly } from '../../http/cache-control';
import { belongsToOne } from '../../web/caching-policy';
import type { HttpExchange } from '../../web/http-exchange';
import { warnOfAction } from '../warning';
import type { ActionRun } from './action-run';

/** Fields that shared caches obey instead of `Cache-Control` (RFC 9213, section 2.2, and those of vendors). */
const TARGETED_FIELDS = ['cdn-cache-control', 'cloudflare-cdn-cache-control', 'surrogate-control'] as const;

/** Names in `Vary` that do not tell users apart. */
const OF_EVERYBODY = ['accept-encoding', 'origin'];

/** Adds the fields for shared caches to a read just before its head is written. */
export function shareWhenSent(run: ActionRun): void {
  const { plan, check, request } = run;
  if (!check.isRetrieving || (plan.cdn === undefined && request.sharedCache === undefined)) return;
  request.whenShared(() => share(run));
}

/** A response of one user is `private` already, but a targeted field would override that. */
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

/** A response without names cannot be purged, so it gets the lifetime for a CDN only by `withoutNames`. */
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
    'has a cdn in its @CacheControl that is not sent, because its responses carry no names: add @ETag(versionOf(…)) and ' +
      'conditionalRequests({ sharedCache }), or write { cdn: { withoutNames: true } }',
  );
}

/** `undefined` if the response must not be shared, such as when its names have changed or are unknown. */
function fieldsOfNames(run: ActionRun): readonly NamedField[] | undefined {
  const { exchange, request, versioned, call } = run;
  if (!run.committed || !run.confirmed || versioned === undefined) return undefined;
  // A cookie belongs to one client.
  if (exchange.responseField('set-cookie') !== undefined || hidesContext(run)) return undefined;
  const fields = request.sharedCache?.describe([...versioned.keys()]);
  if (typeof fields !== 'string') return fields;
  warnOfAction(
    call.metadata,
    'ETAG_SHARED_LIMIT',
    `is closed to shared caches: it is made of ${fields}. Use fewer names, or hash them`,
  );
  return undefined;
}

/** Whether a shared cache would send one context's representation to everybody, because `Vary` does not name it. */
function hidesContext({ plan, exchange, call }: ActionRun): boolean {
  if (plan.contexts.length + plan.readContexts.length === 0) return false;
  const vary = (exchange.responseField('vary') ?? '').toLowerCase().split(',');
  if (vary.some((name) => name.trim() !== '' && !OF_EVERYBODY.includes(name.trim()))) return false;
  warnOfAction(
    call.metadata,
    'ETAG_SHARED_CONTEXT',
    'is closed to shared caches, because they do not know its @ETagContext: name the request fields that it reads with ' +
      '@Vary, or add it to the names of versionOf',
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

/** Keeps a field that the action has set itself. */
function writeCdnCacheControl({ plan, exchange }: ActionRun): void {
  if (plan.cdn === undefined || exchange.responseField('cdn-cache-control') !== undefined) return;
  exchange.setResponseField('CDN-Cache-Control', plan.cdn.value);
}

/** Appends to a field that the application has set itself. */
export function addField(exchange: HttpExchange, { field, value, separator }: NamedField): void {
  const own = exchange.responseField(field.toLowerCase());
  exchange.setResponseField(field, own === undefined ? value : `${own}${separator}${value}`);
}
