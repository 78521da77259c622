import { expect } from 'chai';
import fc from 'fast-check';
import {
  entityTag,
  evaluatePreconditions,
  formatEntityTag,
  formatHttpDate,
  readConditions,
  type Validators,
} from 'routing-controllers-etag/http';
import { anyFieldValue, anySecond, anyTag } from './arbitraries';
import { datedRetrieving, retrieving, steps, writing } from './preconditions.cases';

/** Below the entry point of the package. */
const { isConditional } = require('../../../dist/http/conditions.js') as typeof import('../../dist/http/conditions');

function evaluate(
  method: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  current: Validators | null,
) {
  return evaluatePreconditions(
    method,
    readConditions((name) => fields[name]),
    current,
  );
}

/** The same validators, with the tag as `entityTag` makes it. */
function made(current: Validators | null): Validators | null {
  return current?.etag === undefined ? current : { ...current, etag: entityTag(current.etag) };
}

describe('evaluatePreconditions', () => {
  for (const { step, cases } of steps) {
    describe(step, () => {
      for (const { rule, methods, fields, current, ...decision } of cases) {
        it(`${rule} (${methods.join(', ')})`, () => {
          for (const method of methods) {
            expect(evaluate(method, fields, current), method).to.deep.equal(decision);
            expect(evaluate(method, fields, made(current)), `${method}, by entityTag()`).to.deep.equal(decision);
          }
        });
      }
    });
  }

  describe('what is emitted is what revalidates', () => {
    const anyWrite = fc.constantFrom(...writing);

    it('a retrieving method with the tag in If-None-Match is not modified', () => {
      fc.assert(
        fc.property(fc.constantFrom(...retrieving), anyTag, (method, etag) => {
          const { outcome } = evaluate(method, { 'if-none-match': formatEntityTag(etag) }, { etag });
          expect(outcome).to.equal('not-modified');
        }),
      );
    });

    it('so it is with the tag anywhere in a list', () => {
      fc.assert(
        fc.property(fc.array(anyTag), anyTag, fc.array(anyTag), (before, etag, after) => {
          const list = [...before, etag, ...after].map(formatEntityTag);
          expect(evaluate('GET', { 'if-none-match': list.join(',') }, { etag }).outcome).to.equal('not-modified');
          expect(evaluate('GET', { 'if-none-match': list }, { etag }).outcome).to.equal('not-modified');
        }),
      );
    });

    it('a write with a strong tag in If-Match proceeds, with a weak one it fails', () => {
      fc.assert(
        fc.property(anyWrite, anyTag, (method, etag) => {
          const { outcome } = evaluate(method, { 'if-match': formatEntityTag(etag) }, { etag });
          expect(outcome).to.equal(etag.weak ? 'precondition-failed' : 'proceed');
        }),
      );
    });

    it('GET and HEAD with the date in If-Modified-Since are not modified, within its second', () => {
      const millisecond = fc.integer({ min: 0, max: 999 });
      fc.assert(
        fc.property(fc.constantFrom(...datedRetrieving), anySecond, millisecond, (method, second, fraction) => {
          const lastModified = second + fraction;
          const { outcome } = evaluate(method, { 'if-modified-since': formatHttpDate(lastModified) }, { lastModified });
          expect(outcome).to.equal('not-modified');
        }),
      );
    });

    it('a write with the date in If-Unmodified-Since proceeds, within its second', () => {
      const millisecond = fc.integer({ min: 0, max: 999 });
      fc.assert(
        fc.property(anyWrite, anySecond, millisecond, (method, second, fraction) => {
          const lastModified = new Date(second + fraction);
          const fields = { 'if-unmodified-since': formatHttpDate(lastModified) };
          expect(evaluate(method, fields, { lastModified }).outcome).to.equal('proceed');
        }),
      );
    });

    it('another tag neither revalidates nor lets a write through', () => {
      fc.assert(
        fc.property(anyTag, anyTag, (sent, etag) => {
          fc.pre(sent.value !== etag.value);
          expect(evaluate('GET', { 'if-none-match': formatEntityTag(sent) }, { etag }).outcome).to.equal('proceed');
          expect(evaluate('PUT', { 'if-match': formatEntityTag(sent) }, { etag }).outcome).to.equal(
            'precondition-failed',
          );
        }),
      );
    });
  });

  it('never throws, whatever the fields hold', () => {
    const anyFields = fc.record(
      {
        'if-match': anyFieldValue,
        'if-none-match': anyFieldValue,
        'if-modified-since': anyFieldValue,
        'if-unmodified-since': anyFieldValue,
      },
      { requiredKeys: [] },
    );
    const anyCurrent = fc.option(fc.record({ etag: anyTag, lastModified: fc.double() }, { requiredKeys: [] }));
    fc.assert(
      fc.property(fc.string(), anyFields, anyCurrent, (method, fields, current) => {
        expect(evaluate(method, fields, current).outcome).to.be.oneOf([
          'proceed',
          'not-modified',
          'precondition-failed',
        ]);
      }),
    );
  });

  it('makes nothing for a request without conditions', () => {
    expect(evaluate('GET', {}, { lastModified: 0 })).to.equal(evaluate('PUT', {}, null));
  });
});

describe('isConditional', () => {
  const asked = (field: string) => isConditional(readConditions((name) => (name === field ? '' : undefined)));

  for (const field of ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']) {
    it(`is true with ${field} alone, even if it is empty`, () => {
      expect(asked(field)).to.equal(true);
    });
  }

  it('is false with none of them', () => {
    expect(asked('if-range')).to.equal(false);
  });
});
