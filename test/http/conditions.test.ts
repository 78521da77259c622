import { expect } from 'chai';
import { readConditions } from 'routing-controllers-etag/http';
import { receivedFields } from './conditions.cases';

const NO_CONDITION = {
  ifMatch: undefined,
  ifUnmodifiedSince: undefined,
  ifNoneMatch: undefined,
  ifModifiedSince: undefined,
};

describe('readConditions', () => {
  for (const { rule, lines, conditions } of receivedFields) {
    it(rule, () => {
      expect(readConditions((name) => lines[name])).to.deep.equal({ ...NO_CONDITION, ...conditions });
    });
  }

  it('asks for the four fields by their lower-case names, and for each once', () => {
    const asked: string[] = [];
    readConditions((name) => {
      asked.push(name);
      return undefined;
    });
    expect(asked.sort()).to.deep.equal(['if-match', 'if-modified-since', 'if-none-match', 'if-unmodified-since']);
  });

  it('leaves the lines as they are', () => {
    const lines = Object.freeze(['"a"', '"b"']);
    readConditions(() => lines);
    expect(lines).to.deep.equal(['"a"', '"b"']);
  });
});
