import { expect } from 'chai';
import { sources, textOf } from './examples';

/** The linter forbids the imports. */
describe('what speaks to the port names no framework, in comments and examples neither:', () => {
  for (const folder of ['decorators', 'plan', 'run']) {
    it(`src/controllers/${folder}`, () => {
      const files = sources().filter((file) => file.startsWith(`src/controllers/${folder}/`));
      expect(files).not.to.be.empty;
      expect(files.filter((file) => /koa|express(?!i)|\bctx\b/i.test(textOf(file)))).to.deep.equal([]);
    });
  }
});
