import { expect } from 'chai';
import fc from 'fast-check';
import { type CacheControlDirectives, formatCacheControl } from 'routing-controllers-etag/http';
import { anyFieldValue } from './arbitraries';
import { namedDirectives, refusedDirectives, writtenDirectives } from './cache-control.cases';
import { directiveNames } from './internals';

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

describe('directiveNames', () => {
  for (const { rule, field, names } of namedDirectives) {
    it(`${JSON.stringify(field)}: ${rule}`, () => {
      expect([...directiveNames(field)]).to.deep.equal(names);
    });
  }

  it('never throws, whatever the field holds', () => {
    fc.assert(fc.property(anyFieldValue, (field) => void directiveNames(field)));
  });
});
