import { channel } from 'node:diagnostics_channel';
import { textOf, warnOperator } from '../stores/operator-warning';

/** What went wrong with a purge: the message of the channel `routing-controllers-etag.purge`. */
export type PurgeEvent =
  | {
      /** The tags were not purged, after so many calls. */
      readonly code: 'ETAG_PURGE_FAILED';
      readonly tags: readonly string[];
      readonly attempts: number;
      readonly cause: unknown;
    }
  | {
      /** The response to a write went out before its purge had ended, after so many milliseconds. */
      readonly code: 'ETAG_PURGE_LATE';
      readonly tags: readonly string[];
      readonly waited: number;
    };

const events = channel('routing-controllers-etag.purge');

/** Publishes an event, and tells the operator of it. */
export function tellOfPurge(event: PurgeEvent): void {
  events.publish(event);
  warnOperator(event.code, () => messageOf(event));
}

function messageOf(event: PurgeEvent): string {
  if (event.code === 'ETAG_PURGE_LATE') {
    return `A write was answered after ${event.waited} ms, before its purge had ended: the shared cache may still serve what it changed`;
  }
  const { tags, attempts, cause } = event;
  return `A purge of ${tags.length} tags failed ${attempts} times, the shared cache may serve what has changed: ${textOf(cause)}`;
}
