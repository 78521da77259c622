import { expect } from 'chai';
import type { EntityTag } from 'routing-controllers-etag/http';
import { codedTag, codingOf, heldForm, markOf, uncodedTag, withAcceptedForms, withUncodedForms } from './internals';

const CODINGS = ['gzip', 'x-gzip', 'br', 'zstd', 'deflate', 'compress', 'x-compress', 'dcb', 'dcz'];
const APACHE = { apacheMarks: true };

const strong = (value: string): EntityTag => ({ value, weak: false });
const weak = (value: string): EntityTag => ({ value, weak: true });

describe('codedTag', () => {
  for (const coding of CODINGS) {
    it(`marks a strong tag with ${coding}`, () => {
      expect(codedTag(strong('v1'), coding)).to.deep.equal(strong(`v1--${coding}`));
    });
  }

  it('reads the coding in any letters, with white space around it', () => {
    expect(codedTag(strong('v1'), ' GZip ')).to.deep.equal(strong('v1--gzip'));
  });

  it('marks a tag that ends as a mark of Apache: it is a version', () => {
    expect(codedTag(strong('v1-br'), 'gzip')).to.deep.equal(strong('v1-br--gzip'));
  });

  for (const coding of ['gzip, br', 'snappy', '', 'gzip2', 'agzip']) {
    it(`makes the tag weak for ${JSON.stringify(coding)}, which has no mark`, () => {
      expect(codedTag(strong('v1'), coding)).to.deep.equal(weak('v1'));
    });
  }

  it('leaves a weak tag as it is, and identity', () => {
    expect(codedTag(weak('v1'), 'gzip')).to.deep.equal(weak('v1'));
    expect(codedTag(strong('v1'), 'Identity')).to.deep.equal(strong('v1'));
  });
});

describe('nothing is guessed inside an opaque value: what we put on we take off', () => {
  for (const coding of CODINGS) {
    it(`--${coding} is taken off`, () => {
      for (const marks of [undefined, {}, { apacheMarks: false }, APACHE]) {
        expect(uncodedTag(strong(`v1--${coding}`), marks)).to.deep.equal(strong('v1'));
        expect(codingOf(strong(`v1--${coding}`), marks)).to.equal(coding);
        expect(markOf(`v1--${coding}`, marks)).to.equal(`--${coding}`);
      }
    });

    for (const mark of [`-${coding}`, `;${coding}`]) {
      it(`${mark} is part of the version, and the mark of Apache only where that is asked for`, () => {
        for (const marks of [undefined, {}, { apacheMarks: false }, { apacheMarks: undefined }]) {
          expect(uncodedTag(strong(`v1${mark}`), marks)).to.equal(undefined);
          expect(codingOf(strong(`v1${mark}`), marks)).to.equal(undefined);
          expect(withUncodedForms([strong(`v1${mark}`)], marks)).to.deep.equal([strong(`v1${mark}`)]);
        }
        expect(uncodedTag(strong(`v1${mark}`), APACHE)).to.deep.equal(strong('v1'));
        expect(codingOf(strong(`v1${mark}`), APACHE)).to.equal(coding);
      });
    }
  }

  for (const value of ['3-pt-br', 'v-br', 'v1', 'v1--gzip2', 'v1--GZIP', 'v1--gzip ', 'gzip', 'v1gzip', 'v1--bogus']) {
    it(`${value} has no mark`, () => {
      expect(uncodedTag(strong(value))).to.equal(undefined);
      expect(markOf(value)).to.equal(undefined);
    });
  }

  it('one mark is taken off, the last; a weakened tag stays weak; of nothing but a mark the empty tag is left', () => {
    expect(uncodedTag(strong('v1--br--gzip'))).to.deep.equal(strong('v1--br'));
    expect(uncodedTag(weak('v1--gzip'))).to.deep.equal(weak('v1'));
    expect(uncodedTag(strong('--gzip'))).to.deep.equal(strong(''));
  });
});

describe('the tags of a request under a coding', () => {
  const list = [strong('v0'), strong('v1--gzip'), weak('v2--br'), strong('v3-gzip')];

  it('each tag with a mark is preceded by its uncoded form', () => {
    expect(withUncodedForms(list)).to.deep.equal([
      strong('v0'),
      strong('v1'),
      strong('v1--gzip'),
      weak('v2'),
      weak('v2--br'),
      strong('v3-gzip'),
    ]);
  });

  it('the marks of Apache are understood where that is asked for', () => {
    expect(withUncodedForms([strong('v3-gzip')], APACHE)).to.deep.equal([strong('v3'), strong('v3-gzip')]);
    expect(withAcceptedForms([strong('v3;br')], 'br', APACHE)).to.deep.equal([strong('v3'), strong('v3;br')]);
    expect(withAcceptedForms([strong('v3;br')], 'gzip', APACHE)).to.deep.equal([strong('v3;br')]);
    expect(withAcceptedForms([strong('v3;br')], 'br')).to.deep.equal([strong('v3;br')]);
  });

  it('every coding is accepted where Accept-Encoding was not sent', () => {
    expect(withAcceptedForms(list, undefined)).to.deep.equal(withUncodedForms(list));
  });

  for (const field of ['gzip', 'GZIP', 'br, gzip', ' br ,  gzip ; q=1 ', 'gzip;q=0.5', 'gzip;q=0.001', 'x-gzip', '*']) {
    it(`${JSON.stringify(field)} accepts gzip`, () => {
      expect(withAcceptedForms([strong('v1--gzip')], field)).to.deep.equal([strong('v1'), strong('v1--gzip')]);
    });
  }

  for (const field of ['br, *;q=0.1', 'gzip, gzip;q=0', 'gzip;xq=0', 'gzip;q=0.01', 'gzip;q=01']) {
    it(`${JSON.stringify(field)} accepts gzip, too`, () => {
      expect(withAcceptedForms([strong('v1--gzip')], field)).to.deep.equal([strong('v1'), strong('v1--gzip')]);
    });
  }

  for (const field of ['br', '', 'identity', 'gzip;q=0', 'gzip;q=0.000', 'gzip; x=1; q=0.', '*;q=0', 'gzip;q=0, *']) {
    it(`${JSON.stringify(field)} does not accept gzip`, () => {
      expect(withAcceptedForms([strong('v1--gzip')], field)).to.deep.equal([strong('v1--gzip')]);
    });
  }

  it('x-gzip and x-compress are older names of gzip and compress', () => {
    expect(withAcceptedForms([strong('v1--x-gzip')], 'gzip')).to.deep.equal([strong('v1'), strong('v1--x-gzip')]);
    expect(withAcceptedForms([strong('v1--compress')], 'x-compress')).to.have.length(2);
  });
});

describe('heldForm', () => {
  const current = strong('v1');

  for (const { rule, list, acceptEncoding, marks, held } of [
    { rule: 'the wildcard', list: '*', held: undefined },
    { rule: 'the tag itself', list: [strong('v0'), strong('v1')], held: undefined },
    { rule: 'the tag itself behind a coded form', list: [strong('v1--gzip'), strong('v1')], held: undefined },
    { rule: 'the weakened tag', list: [strong('v0'), weak('v1')], held: weak('v1') },
    { rule: 'a coded form', list: [strong('v0--gzip'), strong('v1--gzip')], held: strong('v1--gzip') },
    { rule: 'a weakened coded form', list: [weak('v1--gzip')], held: weak('v1--gzip') },
    {
      rule: 'the coded form that is accepted',
      list: [strong('v1--br'), strong('v1--gzip')],
      acceptEncoding: 'gzip',
      held: strong('v1--gzip'),
    },
    { rule: 'a coded form that is not accepted', list: [strong('v1--br')], acceptEncoding: 'gzip', held: undefined },
    { rule: 'another version', list: [strong('v0'), strong('v1-gzip')], held: undefined },
    { rule: 'a form of Apache', list: [strong('v1-gzip')], marks: APACHE, held: strong('v1-gzip') },
    {
      rule: 'a form of Apache that is not accepted',
      list: [strong('v1-gzip')],
      acceptEncoding: 'br',
      marks: APACHE,
      held: undefined,
    },
    { rule: 'nothing', list: [], held: undefined },
  ] as const) {
    it(`of a list with ${rule}`, () => {
      expect(heldForm(list, current, acceptEncoding, marks)).to.deep.equal(held);
    });
  }
});
