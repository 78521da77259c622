import { expect } from 'chai';
import { blocksOf, documents, sources, textOf } from './examples';
import { typeCheck } from './type-check';

describe('faults 42 and 46: the examples compile with what they import, and with nothing else in scope:', function () {
  this.timeout(60_000);

  for (const [folder, files] of Object.entries({ documents: documents(), docstrings: sources() })) {
    it(`those of the ${folder}`, () => {
      const examples = files.flatMap((file) => blocksOf(file, 'ts'));
      expect(examples).not.to.be.empty;
      expect(typeCheck(examples, folder).join('\n')).to.equal('');
    });
  }
});

describe('the examples of the documents', () => {
  it('fault 45: take the version that was checked from @CurrentVersion(), and none from If-Match', () => {
    for (const file of documents()) {
      const programs = textOf(file).match(/^```ts[\s\S]*?^```$/gm) ?? [];
      expect(programs.join('\n'), file).not.to.match(/\.ifMatch\b|\[['"]if-match['"]\]/i);
    }
  });

  it('fault 49: warn of @Excluded fields wherever they turn class-transformer off', () => {
    const turnedOff = documents().filter((file) =>
      /transformResponse: false|classTransformer: false/.test(textOf(file)),
    );
    expect(turnedOff).to.include('docs/shallow-etag.md');
    for (const file of turnedOff) expect(textOf(file)).to.match(/\*\*Warning:[^*]*`@Exclude`d fields are sent/);
  });
});
