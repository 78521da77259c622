import { expect } from 'chai';
import { blocksOf, documents, sources } from './examples';
import { typeCheck } from './type-check';

describe('the examples compile with what they import, and with nothing else in scope:', function () {
  this.timeout(60_000);

  for (const [folder, files] of Object.entries({ documents: documents(), docstrings: sources() })) {
    it(`those of the ${folder}`, () => {
      const examples = files.flatMap((file) => blocksOf(file, 'ts'));
      expect(examples).not.to.be.empty;
      expect(typeCheck(examples, folder).join('\n')).to.equal('');
    });
  }
});
