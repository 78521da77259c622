import { channel } from 'node:diagnostics_channel';
import { textOf, warnOperator } from '../stores/operator-warning';

/**
 * An event of a purge for the operator: the message of the channel `routing-controllers-etag.purge`, on which every
 * event is published.
 *
 * @example
 * ```ts
 * import { subscribe } from 'node:diagnostics_channel';
 * import type { PurgeEvent } from 'routing-controllers-etag/cdn';
 *
 * subscribe('routing-controllers-etag.purge', (message) => {
 *   const { code, tags } = message as PurgeEvent;
 *   console.error(code, tags.length);
 * });
 * ```
 */
export type PurgeEvent =
  | {
      /** The tags were not purged. `attempts` is the number of calls. */
      readonly code: 'ETAG_PURGE_FAILED';
      readonly tags: readonly string[];
      readonly attempts: number;
      readonly cause: unknown;
    }
  | {
      /** The response to a write was sent before its purge had ended. `waited` is in milliseconds. */
      readonly code: 'ETAG_PURGE_LATE';
      readonly tags: readonly string[];
      readonly waited: number;
    };

const events = channel('routing-controllers-etag.purge');

/** Publishes an event and warns the operator. */
export function tellOfPurge(event: PurgeEvent): void {
  events.publish(event);
  warnOperator(event.code, () => messageOf(event));
}

function messageOf(event: PurgeEvent): string {
  if (event.code === 'ETAG_PURGE_LATE') {
    return `A write was answered after ${event.waited} ms, before its purge had ended: the shared cache may still send old responses`;
  }
  const { tags, attempts, cause } = event;
  return `A purge of ${tags.length} tags failed ${attempts} times, so the shared cache may send old responses: ${textOf(cause)}`;
}
