import { expect } from 'chai';
import fc from 'fast-check';
import { type CacheControlDirectives, formatCacheControl } from 'routing-controllers-etag/http';
import { refusedDirectives, writtenDirectives } from './cache-control.cases';

describe('formatCacheControl', () => {
  for (const { rule, directives, field } of writtenDirectives) {
    it(`writes ${JSON.stringify(field)}: ${rule}`, () => {
      expect(formatCacheControl(directives)).to.equal(field);
    });
  }

  for (const { rule, directives, message } of refusedDirectives) {
    it(`refuses ${rule}`, () => {
      expect(() => formatCacheControl(directives as CacheControlDirectives))
        .to.throw(TypeError)
        .with.property('message')
        .that.includes(message);
    });
  }

  it('writes every number of whole seconds in digits alone (RFC 9111, section 1.2.2)', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (maxAge) => {
        expect(formatCacheControl({ maxAge })).to.equal(`max-age=${maxAge}`);
      }),
    );
  });

  it('writes extensions that cannot end their own string, whatever the text is', () => {
    const quotable = fc.stringMatching(/^[\t\x20-\x7e\x80-\xff]*$/);
    fc.assert(
      fc.property(quotable, (text) => {
        const field = formatCacheControl({ extensions: { a: text } });
        expect(field).to.match(/^a=(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+|"(?:[^"\\]|\\.)*")$/s);
      }),
    );
  });
});
