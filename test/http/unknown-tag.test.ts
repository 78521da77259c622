import { expect } from 'chai';
import fc from 'fast-check';
import {
  type EntityTag,
  evaluatePreconditions,
  parseEntityTagList,
  readConditions,
} from 'routing-controllers-etag/http';
import { anyRequest } from '../oracle/arbitrary-requests';
import { evaluateWithUnknownTag } from './internals';
import { ignoring, writing } from './preconditions.cases';
import { unknownTag } from './unknown-tag.cases';

const MODIFIED = Date.parse('1994-11-06T08:49:37Z');

describe('evaluateWithUnknownTag: unknown is not absent', () => {
  for (const { rule, fields, decision } of unknownTag) {
    it(`${JSON.stringify(fields)}: ${rule}`, () => {
      const conditions = readConditions((name) => fields[name]);
      for (const method of writing) {
        const made = evaluateWithUnknownTag(method, conditions, { lastModified: MODIFIED });
        expect(made, method).to.deep.equal(decision);
      }
    });
  }

  it('CONNECT, OPTIONS and TRACE know no precondition', () => {
    for (const method of ignoring) {
      for (const { fields } of unknownTag) {
        const conditions = readConditions((name) => fields[name]);
        expect(evaluateWithUnknownTag(method, conditions, {})).to.deep.equal({ outcome: 'proceed' });
      }
    }
  });

  it('decides where all tags that there can be give one outcome, and nowhere else', () => {
    const writes = anyRequest.filter(({ method }) => !['GET', 'HEAD', 'QUERY'].includes(method));
    const modified = fc.option(fc.integer({ min: -2, max: 2 }).map((seconds) => MODIFIED + seconds * 1000));
    const seen = new Set<string>();
    fc.assert(
      fc.property(writes, modified, ({ method, lines }, lastModified) => {
        const conditions = readConditions((field) =>
          lines.filter(([name]) => name.toLowerCase() === field).map(([, value]) => value),
        );
        const current = { lastModified: lastModified ?? undefined };
        const tags = [conditions.ifMatch, conditions.ifNoneMatch].flatMap(tagsThatDiffer);
        const outcomes = new Set(
          tags.map((etag) => evaluatePreconditions(method, conditions, { ...current, etag }).outcome),
        );
        const decision = evaluateWithUnknownTag(method, conditions, current);
        const [outcome] = outcomes.size === 1 ? outcomes : ['unknown'];
        expect(decision === 'unknown' ? decision : decision.outcome).to.equal(outcome);
        seen.add(outcome as string);
      }),
      { numRuns: 5_000 },
    );
    expect([...seen].sort()).to.deep.equal(['precondition-failed', 'proceed', 'unknown']);
  });
});

/** The tags that a field tells apart: each of its own, strong and weak, and one that it does not name. */
function tagsThatDiffer(field: string | undefined): EntityTag[] {
  const list = field === undefined ? undefined : parseEntityTagList(field);
  const values = list === undefined || list === '*' ? [] : list.map(({ value }) => value);
  return [...values, 'named by nobody'].flatMap((value) => [
    { value, weak: false },
    { value, weak: true },
  ]);
}
