import { expect } from 'chai';
import fc from 'fast-check';
import {
  type EntityTag,
  evaluatePreconditions,
  parseEntityTag,
  parseEntityTagList,
  parseHttpDate,
  readConditions,
  type Validators,
} from 'routing-controllers-etag/http';
import { anyFieldValue } from '../http/arbitraries';
import { entityTagText } from '../http/internals';
import { anyRepresentation, anyRequest, legalDate, oddDate, tagField } from './arbitrary-requests';
import { expectNone } from './disagreements';
import { COMBINATIONS, combination, RESOURCES } from './every-combination';
import { evaluate, instantOf, type Representation, type Request, tagsIn } from './rfc9110';
import { RUNS, SEED } from './runs';

const options = { numRuns: RUNS, seed: SEED };

function evaluateWithTheLibrary({ method, lines }: Request, representation: Representation | null) {
  const conditions = readConditions((field) => {
    const values = lines.filter(([name]) => name.toLowerCase() === field).map(([, value]) => value);
    return values.length < 2 ? values[0] : values;
  });
  return evaluatePreconditions(method, conditions, validators(representation));
}

function validators(representation: Representation | null): Validators | null {
  if (representation === null) return null;
  const { etag, lastModified } = representation;
  return { etag: etag === undefined ? undefined : (parseEntityTag(etag) as EntityTag), lastModified };
}

describe(`the library and RFC 9110 read literally agree (seed ${SEED})`, function () {
  this.timeout(600_000);

  it(`on ${RUNS} requests of any kind`, () => {
    fc.assert(
      fc.property(anyRequest, anyRepresentation, (request, representation) => {
        const verdict = evaluate(request, representation, Date.now());
        expect(evaluateWithTheLibrary(request, representation)).to.deep.equal(verdict);
      }),
      options,
    );
  });

  it('and the requests are of every kind that the RFC tells apart', () => {
    const verdicts = new Set<string>();
    fc.assert(
      fc.property(anyRequest, anyRepresentation, (request, representation) => {
        verdicts.add(JSON.stringify(evaluate(request, representation, Date.now())));
      }),
      { ...options, numRuns: 10_000 },
    );
    expect([...verdicts].sort()).to.deep.equal([
      '{"outcome":"not-modified","field":"If-Modified-Since"}',
      '{"outcome":"not-modified","field":"If-None-Match"}',
      '{"outcome":"precondition-failed","field":"If-Match","malformed":true,"reason":"malformed"}',
      '{"outcome":"precondition-failed","field":"If-Match","reason":"absent"}',
      '{"outcome":"precondition-failed","field":"If-Match","reason":"empty"}',
      '{"outcome":"precondition-failed","field":"If-Match","reason":"not-current"}',
      '{"outcome":"precondition-failed","field":"If-Match","reason":"untagged"}',
      '{"outcome":"precondition-failed","field":"If-Match","reason":"weak"}',
      '{"outcome":"precondition-failed","field":"If-Match","reason":"weakened"}',
      '{"outcome":"precondition-failed","field":"If-None-Match","malformed":true,"reason":"malformed"}',
      '{"outcome":"precondition-failed","field":"If-None-Match","reason":"current"}',
      '{"outcome":"precondition-failed","field":"If-None-Match","reason":"exists"}',
      '{"outcome":"precondition-failed","field":"If-Unmodified-Since","reason":"modified"}',
      '{"outcome":"proceed"}',
    ]);
  });

  it(`on each of the ${COMBINATIONS} combinations of methods, fields and resources`, () => {
    const disagreements: object[] = [];
    for (let index = 0; index < COMBINATIONS; index++) {
      const { name, request, resource } = combination(index);
      const representation = RESOURCES[resource] as Representation | null;
      const expected = JSON.stringify(evaluate(request, representation, Date.now()));
      const actual = JSON.stringify(evaluateWithTheLibrary(request, representation));
      if (actual !== expected) disagreements.push({ name, expected, actual });
    }
    expectNone(disagreements);
  });

  it(`on ${RUNS} lists of tags`, () => {
    fc.assert(
      fc.property(fc.oneof(tagField, anyFieldValue), (field) => {
        const list = parseEntityTagList(field);
        expect(Array.isArray(list) ? list.map(entityTagText) : list).to.deep.equal(tagsIn(field));
      }),
      options,
    );
  });

  it(`on ${RUNS} dates`, () => {
    const now = fc.integer({ min: Date.parse('1970-01-01'), max: Date.parse('2049-01-01') });
    fc.assert(
      fc.property(fc.oneof(legalDate, oddDate, anyFieldValue), now, (text, now) => {
        expect(parseHttpDate(text, now)).to.equal(instantOf(text, now));
      }),
      options,
    );
  });
});
