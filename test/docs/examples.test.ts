import { expect } from 'chai';
import { blocksOf, documents, type Example, sources } from './examples';
import { typeCheck } from './type-check';

const ofDocuments = documents().flatMap((file) => blocksOf(file, 'ts'));
const ofDocstrings = sources().flatMap((file) => blocksOf(file, 'ts'));

/** One that imports is complete: what it takes from packages it must import. */
function isComplete({ code }: Example): boolean {
  return /^import /m.test(code);
}

describe('the examples of the documents', function () {
  this.timeout(60_000);

  it('compile with what they import, and with nothing else in scope', () => {
    expect(ofDocuments).not.to.be.empty;
    expect(typeCheck(ofDocuments, { folder: 'documents', preludes: [] }).join('\n')).to.equal('');
  });
});

describe('the examples of the docstrings', function () {
  this.timeout(60_000);

  it('compile as they stand, if they import what they use', () => {
    const complete = ofDocstrings.filter(isComplete);
    expect(complete).not.to.be.empty;
    expect(typeCheck(complete, { folder: 'complete', preludes: [] }).join('\n')).to.equal('');
  });

  it('compile as parts of a program that imports what they use', () => {
    const parts = ofDocstrings.filter((example) => !isComplete(example));
    expect(parts).not.to.be.empty;
    const preludes = ['application.ts', 'imported.ts', 'services.ts'];
    expect(typeCheck(parts, { folder: 'parts', preludes }).join('\n')).to.equal('');
  });
});
