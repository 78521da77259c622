import { type ByteRange, formatContentRange, lengthOfRange } from './ranges';

/**
 * The framing of a `multipart/byteranges` response: everything except the bytes of its ranges. Send its text as
 * Latin-1.
 */
export interface MultipartByteranges {
  /** The response's `Content-Type`. */
  readonly contentType: string;
  /** The response's `Content-Length`: the bytes of the ranges and of their framing. */
  readonly contentLength: number;
  /** The text before the bytes of each range, in the order of the ranges. */
  readonly partHeads: readonly string[];
  /** The text after the bytes of the last range. */
  readonly end: string;
}

/** The representation whose parts are sent. */
export interface MultipartRepresentation {
  /** How many bytes it has. */
  readonly length: number;
  /** The `Content-Type` that a 200 would carry; `undefined` if it would carry none. */
  readonly contentType: string | undefined;
}

const BOUNDARY = /^[0-9A-Za-z'+_.-]{1,70}$/;
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Makes the framing of a 206 with several ranges. Send `partHeads[0]`, the bytes of the first range, `partHeads[1]`,
 * the bytes of the second range, and so on, and finally `end`.
 *
 * @param ranges - the ranges that {@link evaluateRange} returned
 * @param representation - its length in bytes and its media type
 * @param boundary - the separator of the parts: 1 to 70 letters, digits and `'+_.-`. It must not occur in the content,
 *   so generate one for each response, such as with `crypto.randomUUID()`
 * @throws TypeError for an invalid boundary, a media type that is not a field value, and a range outside the
 *   representation
 * @see RFC 9110, sections 14.6 and 15.3.7.2; RFC 2046, section 5.1.1
 * @example
 * ```ts
 * import { multipartByteranges } from 'routing-controllers-etag/http';
 *
 * const ranges = [{ first: 0, last: 0 }, { first: 9, last: 10 }];
 * const parts = multipartByteranges(ranges, { length: 11, contentType: 'text/plain' }, 'between');
 * parts.contentType; // 'multipart/byteranges; boundary=between'
 * parts.partHeads[1]; // '\r\n--between\r\nContent-Type: text/plain\r\nContent-Range: bytes 9-10/11\r\n\r\n'
 * parts.end; // '\r\n--between--\r\n'
 * parts.contentLength; // 157
 * ```
 */
export function multipartByteranges(
  ranges: readonly ByteRange[],
  { length, contentType }: MultipartRepresentation,
  boundary: string,
): MultipartByteranges {
  if (!BOUNDARY.test(boundary)) {
    throw new TypeError(`a boundary is 1 to 70 letters, digits and '+_.-, not ${JSON.stringify(boundary)}`);
  }
  const mediaType = contentType === undefined ? '' : `Content-Type: ${requireFieldValue(contentType)}\r\n`;
  const partHeads = ranges.map(
    (range, index) =>
      `${index === 0 ? '' : '\r\n'}--${boundary}\r\n${mediaType}Content-Range: ${formatContentRange(range, length)}\r\n\r\n`,
  );
  const end = `\r\n--${boundary}--\r\n`;
  return {
    contentType: `multipart/byteranges; boundary=${boundary}`,
    contentLength: sum([...ranges.map(lengthOfRange), ...partHeads.map((head) => head.length), end.length]),
    partHeads,
    end,
  };
}

function requireFieldValue(contentType: string): string {
  if (FIELD_VALUE.test(contentType)) return contentType;
  throw new TypeError(
    `${JSON.stringify(contentType)} cannot be a Content-Type: it has characters that are not allowed in a field`,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
