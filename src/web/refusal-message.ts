import type { Decision } from '../http/preconditions';

/** The message for a client whose precondition failed: what is wrong, and what to do. */
export function describeRefusal({ field, reason }: Decision): string {
  switch (reason) {
    case 'malformed':
      return `${field} is malformed: send "*" or a list of quoted entity tags`;
    case 'empty':
      return 'If-Match is empty: send "*" or the ETag of the version you have read';
    case 'absent':
      return 'If-Match requires the resource to exist, but it was deleted or never existed. To create it, send If-None-Match: *';
    case 'untagged':
      return 'If-Match names a version, but the resource has no ETag now: send If-Match: *, or If-Unmodified-Since';
    case 'weak':
      return 'If-Match cannot be met: the current ETag is weak, and If-Match needs a strong one';
    case 'weakened':
      return (
        'If-Match names the current version by a weak tag: something between client and server has weakened the ETag, such as ' +
        'a proxy that compresses. Send the tag without W/'
      );
    case 'modified':
      return 'The resource was modified after the date in If-Unmodified-Since: get it again and retry';
    case 'exists':
      return 'If-None-Match is "*", but the resource already exists';
    case 'current':
      return 'If-None-Match names the current version, so the write was not made';
    default:
      return 'If-Match does not name the current version: get it again and retry with its ETag';
  }
}
