import { expect } from 'chai';
import fc from 'fast-check';
import { type ByteRange, multipartByteranges } from 'routing-controllers-etag/http';

const TEXT = 'Spring Framework test resource content.';

/** The content as it goes over the wire. */
function contentOf(text: string, ranges: readonly ByteRange[], contentType: string | undefined, boundary: string) {
  const { partHeads, end, ...fields } = multipartByteranges(ranges, { length: text.length, contentType }, boundary);
  const parts = ranges.map(({ first, last }, index) => partHeads[index] + text.slice(first, last + 1));
  return { ...fields, content: parts.join('') + end };
}

/** Reads a content by the grammar of RFC 2046, section 5.1.1, alone. */
function readParts(content: string, boundary: string): { fields: string[]; body: string }[] {
  const pieces = `\r\n${content}`.split(`\r\n--${boundary}`);
  expect(pieces[0], 'nothing before the first part').to.equal('');
  expect(pieces.at(-1), 'the end').to.equal('--\r\n');
  return pieces.slice(1, -1).map((piece) => {
    expect(piece.slice(0, 2)).to.equal('\r\n');
    const headEnd = piece.indexOf('\r\n\r\n');
    return { fields: piece.slice(2, headEnd).split('\r\n'), body: piece.slice(headEnd + 4) };
  });
}

describe('multipartByteranges', () => {
  const ranges = [
    { first: 7, last: 15 },
    { first: 0, last: 5 },
    { first: 17, last: 20 },
    { first: 20, last: 29 },
  ];

  it('gives each part its Content-Range and the media type of the whole, in their order (RFC 9110, 15.3.7.2)', () => {
    const { contentType, content } = contentOf(TEXT, ranges, 'text/plain', 'a-boundary');
    expect(contentType).to.equal('multipart/byteranges; boundary=a-boundary');
    expect(readParts(content, 'a-boundary')).to.deep.equal([
      { fields: ['Content-Type: text/plain', 'Content-Range: bytes 7-15/39'], body: 'Framework' },
      { fields: ['Content-Type: text/plain', 'Content-Range: bytes 0-5/39'], body: 'Spring' },
      { fields: ['Content-Type: text/plain', 'Content-Range: bytes 17-20/39'], body: 'test' },
      { fields: ['Content-Type: text/plain', 'Content-Range: bytes 20-29/39'], body: 't resource' },
    ]);
  });

  it('tells no media type where the whole has none', () => {
    const { content } = contentOf(TEXT, ranges.slice(0, 2), undefined, 'b');
    expect(readParts(content, 'b').map(({ fields }) => fields)).to.deep.equal([
      ['Content-Range: bytes 7-15/39'],
      ['Content-Range: bytes 0-5/39'],
    ]);
  });

  it('has the length that it tells, and parts that are read as they were, whatever they are', () => {
    const anyText = fc.string({ minLength: 1, unit: fc.constantFrom('\r\n', '\r', '\n', '-', '--', 'x', ':', '\xff') });
    const anyParts = anyText.chain((text) => {
      const position = fc.nat({ max: text.length - 1 });
      const range = fc
        .tuple(position, position)
        .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }) satisfies ByteRange);
      return fc.tuple(fc.constant(text), fc.array(range, { minLength: 1, maxLength: 4 }));
    });
    const anyType = fc.constantFrom(undefined, 'text/plain', 'text/html; charset="x, y"', 'a/b; c=\xe9');
    fc.assert(
      fc.property(anyParts, anyType, fc.uuid(), ([text, chosen], type, boundary) => {
        const { content, contentLength } = contentOf(text, chosen, type, boundary);
        expect(Buffer.byteLength(content, 'latin1')).to.equal(contentLength);
        expect(readParts(content, boundary).map(({ body }) => body)).to.deep.equal(
          chosen.map(({ first, last }) => text.slice(first, last + 1)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  for (const [rule, boundary] of [
    ['an empty one', ''],
    ['one that is too long', 'x'.repeat(71)],
    ['a space', 'a b'],
    ['a quote', 'a"b'],
    ['a line break, which would part the head', 'a\r\nb'],
    ['a character of which a parameter has to be quoted', 'a=b'],
    ['a letter beyond ASCII', '\xe9'],
  ] as const) {
    it(`refuses a boundary: ${rule}`, () => {
      expect(() => multipartByteranges(ranges, { length: 39, contentType: undefined }, boundary)).to.throw(
        TypeError,
        'a boundary is 1 to 70 letters, digits',
      );
    });
  }

  it('takes a boundary of 70 characters', () => {
    expect(contentOf(TEXT, ranges, undefined, 'x'.repeat(70)).contentType).to.include('x'.repeat(70));
  });

  for (const contentType of ['text/plain\r\nSet-Cookie: a=b', 'text/plain\n', 'text/\0', 'text/\u0100']) {
    it(`refuses the media type ${JSON.stringify(contentType)}`, () => {
      expect(() => multipartByteranges(ranges, { length: 39, contentType }, 'b')).to.throw(
        TypeError,
        'cannot be a Content-Type',
      );
    });
  }

  it('refuses a range that is not there', () => {
    expect(() => multipartByteranges(ranges, { length: 29, contentType: undefined }, 'b')).to.throw(
      TypeError,
      'the range 20-29 is not within 29 bytes',
    );
  });
});
