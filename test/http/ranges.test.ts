import { expect } from 'chai';
import fc from 'fast-check';
import { evaluateRange, formatContentRange, formatHttpDate, type RangeDecision } from 'routing-controllers-etag/http';
import { anyFieldValue } from './arbitraries';
import { type Expected, ifRangeCases, NOW, rangeCases } from './ranges.cases';

function evaluate(range: string, length: number): RangeDecision {
  return evaluateRange('GET', { range, ifRange: undefined }, { length });
}

function decisionOf(expected: Expected): RangeDecision {
  if (typeof expected === 'string') return { outcome: expected };
  return { outcome: 'partial', ranges: expected.map(([first, last]) => ({ first, last })) };
}

const short = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

describe('evaluateRange', () => {
  for (const [kind, cases] of Object.entries(rangeCases)) {
    describe(kind, () => {
      for (const { rule, range, length, expected } of cases) {
        it(`${short(range)} of ${length} bytes: ${rule}`, () => {
          expect(evaluate(range, length)).to.deep.equal(decisionOf(expected));
        });
      }
    });
  }

  describe('methods (RFC 9110, section 14.2)', () => {
    for (const method of ['HEAD', 'QUERY', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'get']) {
      it(`${method} gets the whole: range handling is defined for GET alone`, () => {
        for (const range of ['bytes=0-4', 'bytes=11-']) {
          expect(evaluateRange(method, { range, ifRange: undefined }, { length: 11 })).to.deep.equal({
            outcome: 'whole',
          });
        }
      });
    }
  });

  describe('If-Range', () => {
    for (const { rule, ifRange, expected, ...validators } of ifRangeCases) {
      it(`${JSON.stringify(ifRange)}, ${expected}: ${rule}`, () => {
        const decide = (range: string | undefined) =>
          evaluateRange('GET', { range, ifRange }, { length: 8, ...validators }, { now: NOW });
        expect(decide('bytes=0-4').outcome).to.equal(expected);
        expect(decide('bytes=10-20').outcome, 'no byte there').to.equal(
          expected === 'partial' ? 'not-satisfiable' : 'whole',
        );
        expect(decide(undefined).outcome, 'without Range').to.equal('whole');
      });
    }

    it('takes the present for the moment of the evaluation', () => {
      const outcomeAt = (lastModified: number) =>
        evaluateRange('GET', { range: 'bytes=0-4', ifRange: formatHttpDate(lastModified) }, { length: 8, lastModified })
          .outcome;
      expect(outcomeAt(Date.now() + 60_000)).to.equal('whole');
      expect(outcomeAt(Date.now() - 60_000)).to.equal('partial');
    });
  });

  describe('maxRanges', () => {
    const decide = (range: string, maxRanges: number) =>
      evaluateRange('GET', { range, ifRange: undefined }, { length: 100 }, { maxRanges }).outcome;

    it('1 leaves single ranges alone', () => {
      expect(decide('bytes=0-4', 1)).to.equal('partial');
      expect(decide('bytes=0-4,', 1)).to.equal('partial');
      expect(decide('bytes=0-4,6-7', 1)).to.equal('whole');
    });

    it('takes more than 100', () => {
      const range = `bytes=${Array.from({ length: 50 }, (_, index) => `${index * 2}-${index * 2}`).join(',')}`;
      expect(decide(range, 50)).to.equal('partial');
      expect(decide(range, 49)).to.equal('whole');
    });
  });

  describe('refuses', () => {
    for (const length of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '11']) {
      it(`a length of ${JSON.stringify(length)} (${String(length)}), also without a Range`, () => {
        for (const range of ['bytes=0-4', undefined]) {
          expect(() => evaluateRange('GET', { range, ifRange: undefined }, { length: length as number })).to.throw(
            TypeError,
            `length takes a whole number, 0 or more, not ${length}`,
          );
        }
      });
    }

    for (const maxRanges of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      it(`${maxRanges} as maxRanges`, () => {
        expect(() =>
          evaluateRange('GET', { range: 'bytes=0-4', ifRange: undefined }, { length: 11 }, { maxRanges }),
        ).to.throw(TypeError, `maxRanges takes a whole number, 1 or more, not ${maxRanges}`);
      });
    }
  });

  describe('properties', () => {
    const anyLength = fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 1000 }), fc.maxSafeNat());
    const anyNumber = fc.oneof(fc.nat({ max: 14 }), fc.nat({ max: 1100 }), fc.maxSafeNat());
    const anySpec = fc.oneof(
      fc.tuple(anyNumber, anyNumber).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
      anyNumber.map((first) => `${first}-`),
      anyNumber.map((suffix) => `-${suffix}`),
    );
    const nearRange = fc
      .array(fc.constantFrom('bytes=', 'BYTES=', 'items=', '-', '-', ',', ', ', '\t', '0', '1', '9', '007', 'x', '='))
      .map((pieces) => pieces.join(''));

    it('any text: never throws, and sends no byte that is not there nor more than the whole has', () => {
      const anyText = fc.oneof(
        anyFieldValue,
        nearRange,
        nearRange.map((text) => `bytes=${text}`),
      );
      fc.assert(
        fc.property(anyText, anyLength, (range, length) => {
          const decision = evaluate(range, length);
          if (decision.outcome !== 'partial') return;
          let bytes = 0;
          expect(decision.ranges).to.not.be.empty;
          for (const { first, last } of decision.ranges) {
            expect(0 <= first && first <= last && last < length, `${first}-${last} of ${length}`).to.equal(true);
            bytes += last - first + 1;
          }
          expect(bytes).to.be.at.most(length);
        }),
        { numRuns: 2000 },
      );
    });

    it('any text in If-Range that is not the current strong tag or date: the whole', () => {
      fc.assert(
        fc.property(
          anyFieldValue.filter((text) => text !== '"v1"'),
          (ifRange) => {
            const current = { length: 11, etag: { value: 'v1', weak: false } };
            expect(evaluateRange('GET', { range: 'bytes=0-4', ifRange }, current).outcome).to.equal('whole');
          },
        ),
        { numRuns: 1000 },
      );
    });

    it('a well-formed range selects just the bytes that each of its positions names', () => {
      fc.assert(
        fc.property(anySpec, fc.integer({ min: 1, max: 40 }), (spec, length) => {
          const selected = Array.from({ length }, (_, position) => position).filter((at) => isNamed(spec, at, length));
          const expected: RangeDecision =
            selected.length === 0
              ? { outcome: 'not-satisfiable' }
              : { outcome: 'partial', ranges: [{ first: selected[0] as number, last: selected.at(-1) as number }] };
          expect(evaluate(`bytes=${spec}`, length)).to.deep.equal(expected);
        }),
        { numRuns: 2000 },
      );
    });

    it('several ranges are each as they are alone, or the whole is sent', () => {
      const anySpace = fc.stringMatching(/^[\t ,]{0,3}$/);
      fc.assert(
        fc.property(
          fc.array(fc.tuple(anySpec, anySpace), { minLength: 1, maxLength: 5 }),
          anyLength,
          (specs, length) => {
            const alone = specs.flatMap(([spec]) => {
              const decision = evaluate(`bytes=${spec}`, length);
              return decision.outcome === 'partial' ? decision.ranges : [];
            });
            const together = evaluate(`bytes=${specs.map(([spec, space]) => `${spec}${space},`).join('')}`, length);
            if (together.outcome === 'partial') expect(together.ranges).to.deep.equal(alone);
            if (together.outcome === 'not-satisfiable') expect(alone).to.deep.equal([]);
            if (together.outcome === 'whole' && length > 0) {
              expect(alone.length, 'only what is wasteful is ignored').to.be.above(1);
            }
          },
        ),
        { numRuns: 2000 },
      );
    });
  });
});

/** Whether a position belongs to a range, as RFC 9110, section 14.1.2, has it. */
function isNamed(spec: string, at: number, length: number): boolean {
  const [first = '', last = ''] = spec.split('-');
  if (first === '') return BigInt(at) >= BigInt(length) - BigInt(last);
  return BigInt(at) >= BigInt(first) && (last === '' || BigInt(at) <= BigInt(last));
}

describe('formatContentRange', () => {
  for (const [rule, range, length, field] of [
    ['a part', { first: 0, last: 4 }, 11, 'bytes 0-4/11'],
    ['one byte', { first: 0, last: 0 }, 1, 'bytes 0-0/1'],
    ['the last byte', { first: 10, last: 10 }, 11, 'bytes 10-10/11'],
    ['no part, for a 416', '*', 11, 'bytes */11'],
    ['no part of what has no content', '*', 0, 'bytes */0'],
    [
      'as large as numbers are',
      { first: 0, last: Number.MAX_SAFE_INTEGER - 1 },
      Number.MAX_SAFE_INTEGER,
      'bytes 0-9007199254740990/9007199254740991',
    ],
  ] as const) {
    it(`writes ${field}: ${rule}`, () => {
      expect(formatContentRange(range, length)).to.equal(field);
    });
  }

  for (const [rule, range, length, message] of [
    ['a range behind the end', { first: 11, last: 11 }, 11, 'the range 11-11 is not within 11 bytes'],
    ['a range that ends behind the end', { first: 0, last: 11 }, 11, 'the range 0-11 is not within 11 bytes'],
    ['a range that ends before it begins', { first: 5, last: 4 }, 11, 'the range 5-4 is not within 11 bytes'],
    ['a range of no content', { first: 0, last: 0 }, 0, 'the range 0-0 is not within 0 bytes'],
    ['a negative position', { first: -1, last: 4 }, 11, 'first takes a whole number, 0 or more, not -1'],
    ['an open range', { first: 0, last: 1 / 0 }, 11, 'last takes a whole number, 0 or more, not Infinity'],
    ['a length that is not known', '*', Number.NaN, 'length takes a whole number, 0 or more, not NaN'],
  ] as const) {
    it(`refuses ${rule}`, () => {
      expect(() => formatContentRange(range, length)).to.throw(TypeError, message);
    });
  }
});
