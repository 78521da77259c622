import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  entityTag,
  evaluatePreconditions,
  formatHttpDate,
  readConditions,
  type Validators,
} from 'routing-controllers-etag/http';
import { anyFieldValue, anySecond, anyTag } from './arbitraries';
import { entityTagText, isConditional, protectsWrite } from './internals';
import { DATE, MODIFIED, protection, refusedValidators, retrieving, steps, writing } from './preconditions.cases';

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
          const { outcome } = evaluate(method, { 'if-none-match': entityTagText(etag) }, { etag });
          expect(outcome).to.equal('not-modified');
        }),
      );
    });

    it('so it is with the tag anywhere in a list', () => {
      fc.assert(
        fc.property(fc.array(anyTag), anyTag, fc.array(anyTag), (before, etag, after) => {
          const list = [...before, etag, ...after].map(entityTagText);
          expect(evaluate('GET', { 'if-none-match': list.join(',') }, { etag }).outcome).to.equal('not-modified');
          expect(evaluate('GET', { 'if-none-match': list }, { etag }).outcome).to.equal('not-modified');
        }),
      );
    });

    it('a write with a strong tag in If-Match proceeds, with a weak one it fails', () => {
      fc.assert(
        fc.property(anyWrite, anyTag, (method, etag) => {
          const { outcome } = evaluate(method, { 'if-match': entityTagText(etag) }, { etag });
          expect(outcome).to.equal(etag.weak ? 'precondition-failed' : 'proceed');
        }),
      );
    });

    it('a retrieving method with the date in If-Modified-Since is not modified, within its second', () => {
      const millisecond = fc.integer({ min: 0, max: 999 });
      fc.assert(
        fc.property(fc.constantFrom(...retrieving), anySecond, millisecond, (method, second, fraction) => {
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
          expect(evaluate('GET', { 'if-none-match': entityTagText(sent) }, { etag }).outcome).to.equal('proceed');
          expect(evaluate('PUT', { 'if-match': entityTagText(sent) }, { etag }).outcome).to.equal(
            'precondition-failed',
          );
        }),
      );
    });
  });

  for (const { rule, current, message } of refusedValidators) {
    it(`fault 17: says what to pass for ${rule}`, () => {
      for (const method of ['GET', 'PUT', 'OPTIONS']) {
        expect(() => evaluate(method, {}, current as Validators)).to.throw(TypeError, message);
      }
    });
  }

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

  it('takes a Date of another realm', () => {
    const lastModified = runInNewContext(`new Date(${MODIFIED})`) as Date;
    expect(evaluate('GET', { 'if-modified-since': DATE }, { lastModified }).outcome).to.equal('not-modified');
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

describe('protectsWrite: a condition that protects, and not any condition', () => {
  for (const { rule, fields, current, protects } of protection) {
    it(`${JSON.stringify(fields)} ${protects ? 'protects' : 'does not protect'}: ${rule}`, () => {
      expect(
        protectsWrite(
          readConditions((name) => fields[name]),
          current,
        ),
      ).to.equal(protects);
    });
  }
});
