import { channel } from 'node:diagnostics_channel';
import { textOf, warnOperator } from './operator-warning';

/**
 * An event of a guard or a version store for the operator: the message of the channel `routing-controllers-etag.store`,
 * on which every event is published.
 */
export type StoreEvent =
  | { readonly code: 'ETAG_GUARD_BUSY'; readonly keys: readonly string[]; readonly waited: number }
  | { readonly code: 'ETAG_LINE_FULL'; readonly key: string; readonly line: number }
  | { readonly code: 'ETAG_GUARD_AWAY'; readonly cause: unknown }
  | { readonly code: 'ETAG_LEASE_LOST'; readonly key: string }
  | { readonly code: 'ETAG_STORE_AWAY'; readonly cause: unknown }
  | { readonly code: 'ETAG_MARK_LEFT'; readonly cause: unknown };

type Messages = { readonly [Event in StoreEvent as Event['code']]: (event: Event) => string };

const CURE =
  'If writes to several resources share this key, such as those of all users to /me, give each resource its own: ' +
  '@ETag(fn, { guard: (user) => user.id })';

const messages: Messages = {
  ETAG_GUARD_BUSY: ({ keys, waited }) =>
    `A write waited ${waited} ms for its turn and was refused. Its key: ${keys.join(', ')}. ${CURE}`,
  ETAG_LINE_FULL: ({ key, line }) =>
    `A write was refused, because ${line} writes already wait for the key ${key}. ${CURE}`,
  ETAG_GUARD_AWAY: ({ cause }) => `The guard cannot be reached, so conditional writes are refused: ${textOf(cause)}`,
  ETAG_LEASE_LOST: ({ key }) =>
    `The lease of ${key} was lost while its action ran: another write may have run at the same time`,
  ETAG_STORE_AWAY: ({ cause }) =>
    `The version store cannot be reached, so reads are sent without a tag and writes that need one are refused: ${textOf(cause)}`,
  ETAG_MARK_LEFT: ({ cause }) =>
    `The version store cannot be reached, so a mark was not settled. Its names have no version until it expires: ${textOf(cause)}`,
};

const events = channel('routing-controllers-etag.store');

/** Publishes an event and warns the operator. */
export function tell(event: StoreEvent): void {
  events.publish(event);
  warnOperator(event.code, () => messageOf(event));
}

function messageOf<Event extends StoreEvent>(event: Event): string {
  return (messages[event.code] as (event: Event) => string)(event);
}
