import { expect } from 'chai';
import fc from 'fast-check';
import type { EvaluationEvent } from 'routing-controllers-etag';
import { describeEvaluation } from 'routing-controllers-etag';
import { evaluatePreconditions, formatEntityTag, formatHttpDate, readConditions } from 'routing-controllers-etag/http';
import { type ReasonCase, reasonCases } from './evaluation-reason.cases';

const { reasonOf } =
  require('../../../dist/web/evaluation-reason.js') as typeof import('../../dist/web/evaluation-reason');
const { EVALUATION_REASONS } =
  require('../../../dist/web/evaluation-sentence.js') as typeof import('../../dist/web/evaluation-sentence');

const field = fc.option(
  fc.oneof(
    fc.constantFrom('*', '', '"1"', 'W/"1"', '"1--gzip"', '"2", "1"', '1', 'Wed, 01 May 2024 12:00:00 GMT', '%s %o'),
    fc.string(),
  ),
  { nil: undefined },
);
const sent = fc
  .record({ 'if-match': field, 'if-none-match': field, 'if-modified-since': field, 'if-unmodified-since': field })
  .map((fields) => readConditions((name) => (fields as Record<string, string | undefined>)[name]));
const current = fc.option(
  fc.record({
    etag: fc.constantFrom(undefined, { value: '1', weak: false }, { value: '1', weak: true }),
    lastModified: fc.constantFrom(undefined, Date.parse('2024-05-01T12:00:00Z')),
  }),
);
const method = fc.constantFrom('GET', 'HEAD', 'QUERY', 'PUT', 'POST', 'DELETE', 'OPTIONS');
const status = fc.constantFrom(200, 201, 204, 206, 302, 304, 404, 412, 428, 500, 503);

/** The facts of a case, with the decision that the preconditions lead to unless the case names one. */
function factsOf({ method = 'GET', status, sent = {}, current, facts }: ReasonCase) {
  const conditions = readConditions((name) => sent[name]);
  const decision = current === undefined ? undefined : evaluatePreconditions(method, conditions, current);
  return {
    method,
    status,
    sent: conditions,
    decision,
    compared: current,
    refusal: decision?.outcome === 'precondition-failed' ? decision : undefined,
    untagged: undefined,
    refusedFor: undefined,
    dateTooRecent: false,
    tagUnstable: false,
    untouched: false,
    marks: {},
    response: { etag: undefined, lastModified: undefined, cacheControl: undefined },
    ...facts,
  };
}

describe('the reason and the sentence of an event', () => {
  for (const each of reasonCases) {
    it(`${each.of}: ${each.reason}`, () => {
      const facts = factsOf(each);
      const reasoned = reasonOf(facts);
      expect(reasoned.reason).to.equal(each.reason);
      expect(reasoned.field).to.equal(each.field);
      const { etag, lastModified } = each.current ?? {};
      const current = {
        etag: etag === undefined ? undefined : formatEntityTag(etag),
        lastModified: lastModified === undefined ? undefined : formatHttpDate(lastModified),
      };
      const { method, status, sent } = facts;
      expect(describeEvaluation({ method, status, sent, current, ...reasoned } as EvaluationEvent)).to.equal(
        each.sentence,
      );
    });
  }

  it('are there for whatever a client sends and a server answers', () => {
    const facts = { method, status, sent, current, evaluated: fc.boolean(), repeated: fc.boolean() };
    fc.assert(
      fc.property(fc.record(facts), ({ method, status, sent, current, evaluated, repeated }) => {
        const decision = evaluated ? evaluatePreconditions(method, sent, current) : undefined;
        const { reason, field } = reasonOf({
          method,
          status,
          sent,
          decision,
          compared: evaluated ? current : undefined,
          refusal: decision?.outcome === 'precondition-failed' ? decision : undefined,
          untagged: undefined,
          refusedFor: undefined,
          dateTooRecent: false,
          tagUnstable: repeated,
          untouched: false,
          marks: {},
          response: { etag: undefined, lastModified: undefined, cacheControl: undefined },
        });
        expect(EVALUATION_REASONS).to.include(reason);
        const event = { method, status, reason, field, sent, current: { etag: undefined, lastModified: undefined } };
        expect(describeEvaluation(event as EvaluationEvent)).to.match(/^[A-Z].{5,}$/s);
      }),
      { numRuns: 2000 },
    );
  });
});
