import type { IncomingHttpHeaders } from 'node:http';
import type { FieldLines } from 'routing-controllers-etag/http';

/** Reads each field by a name that stands in the program: by a computed one V8 has to search the object. */
export function fieldLines(headers: IncomingHttpHeaders): FieldLines {
  return (name) => {
    if (name === 'if-none-match') return headers['if-none-match'];
    if (name === 'if-modified-since') return headers['if-modified-since'];
    if (name === 'if-match') return headers['if-match'];
    return name === 'if-unmodified-since' ? headers['if-unmodified-since'] : headers[name];
  };
}
