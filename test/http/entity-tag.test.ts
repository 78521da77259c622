import { expect } from 'chai';
import fc from 'fast-check';
import {
  type EntityTag,
  entityTag,
  formatEntityTag,
  parseEntityTag,
  parseEntityTagList,
  strongMatch,
  weakMatch,
} from 'routing-controllers-etag/http';
import { anyEmittedTag, anyFieldValue, anyTag } from './arbitraries';
import { codedValues, comparisons, madeTags, refusedSources, singleTags, tagLists } from './entity-tag.cases';
import { entityTagText, formatEntityTagList } from './internals';

describe('parseEntityTag', () => {
  for (const { rule, text, tag } of singleTags) {
    it(`${JSON.stringify(text)}: ${rule}`, () => {
      expect(parseEntityTag(text)).to.deep.equal(tag);
    });
  }

  it('reads back what formatEntityTag writes', () => {
    fc.assert(
      fc.property(anyEmittedTag, (tag) => {
        expect(parseEntityTag(formatEntityTag(tag))).to.deep.equal(tag);
      }),
    );
  });

  it('reads every tag that a client may send', () => {
    fc.assert(
      fc.property(anyTag, (tag) => {
        expect(parseEntityTag(entityTagText(tag))).to.deep.equal(tag);
      }),
    );
  });

  it('never throws, and takes nothing but tags', () => {
    fc.assert(
      fc.property(anyFieldValue, (text) => {
        const tag = parseEntityTag(text);
        if (tag !== undefined) expect(entityTagText(tag)).to.equal(text);
      }),
    );
  });
});

describe('parseEntityTagList', () => {
  for (const { rule, text, list } of tagLists) {
    it(`${JSON.stringify(text)}: ${rule}`, () => {
      expect(parseEntityTagList(text)).to.deep.equal(list);
    });
  }

  for (const { rule, text, tag } of singleTags) {
    if (tag === undefined) continue;
    it(`${text} is a list of one: ${rule}`, () => {
      expect(parseEntityTagList(text)).to.deep.equal([tag]);
    });
  }

  it('reads back every list of tags, whatever white space and empty members are between them', () => {
    const separator = fc.stringMatching(/^[ \t]*,[ \t,]*$/);
    fc.assert(
      fc.property(fc.array(anyTag), fc.array(separator), (tags, separators) => {
        const text = tags.map((tag, index) => entityTagText(tag) + (separators[index] ?? ',')).join('');
        expect(parseEntityTagList(text)).to.deep.equal(tags);
      }),
    );
  });

  it('reads back what formatEntityTagList writes, obs-text included', () => {
    fc.assert(
      fc.property(fc.array(anyTag), (tags) => {
        expect(parseEntityTagList(formatEntityTagList(tags))).to.deep.equal(tags);
      }),
    );
  });

  it('never throws, whatever the text is', () => {
    fc.assert(fc.property(anyFieldValue, (text) => void parseEntityTagList(text)));
  });
});

describe('formatEntityTag', () => {
  it('refuses a value that no tag can hold, so that nothing is sent that cannot come back', () => {
    expect(() => formatEntityTag({ value: 'a"b', weak: false })).to.throw(TypeError, 'index 1 (U+0022)');
    expect(() => formatEntityTag({ value: 'a b', weak: true })).to.throw(TypeError, 'index 1 (U+0020)');
  });

  it('refuses obs-text, which Node writes in another encoding with another kind of body', () => {
    expect(() => formatEntityTag({ value: '\x80', weak: false })).to.throw(TypeError, 'index 0 (U+0080)');
    expect(() => formatEntityTag({ value: 'caf\xe9', weak: true })).to.throw(TypeError, 'index 3 (U+00E9)');
    expect(() => formatEntityTag({ value: '\xff', weak: false })).to.throw(TypeError, 'index 0 (U+00FF)');
  });

  it('writes the mark of a coding, which this library itself puts on', () => {
    expect(formatEntityTag({ value: 'v1--gzip', weak: false })).to.equal('"v1--gzip"');
  });

  it('says what to pass in place of a string', () => {
    expect(() => formatEntityTag('"v1"' as never)).to.throw(TypeError, 'not a value of type string');
  });
});

describe('strongMatch and weakMatch', () => {
  const parsed = (text: string) => parseEntityTag(text) as EntityTag;

  for (const { a, b, strong, weak } of comparisons) {
    it(`${a} and ${b}: strong ${strong ? 'match' : 'no match'}, weak ${weak ? 'match' : 'no match'}`, () => {
      expect(strongMatch(parsed(a), parsed(b))).to.equal(strong);
      expect(weakMatch(parsed(a), parsed(b))).to.equal(weak);
    });
  }

  it('are symmetric, and a strong match is a weak match', () => {
    const alike = fc.record({ value: fc.constantFrom('', 'a', 'b'), weak: fc.boolean() });
    fc.assert(
      fc.property(alike, alike, (a, b) => {
        expect(strongMatch(a, b)).to.equal(strongMatch(b, a));
        expect(weakMatch(a, b)).to.equal(weakMatch(b, a));
        if (strongMatch(a, b)) expect(weakMatch(a, b)).to.equal(true);
      }),
    );
  });
});

describe('entityTag', () => {
  for (const { rule, source, weak, field } of madeTags) {
    it(rule, () => {
      const tag = weak === undefined ? entityTag(source) : entityTag(source, { weak });
      expect(formatEntityTag(tag)).to.equal(field);
    });
  }

  for (const { rule, source, message } of refusedSources) {
    it(`refuses ${rule}`, () => {
      expect(() => entityTag(source as string)).to.throw(TypeError, message);
    });
  }

  for (const value of codedValues) {
    it(`refuses ${value}, whose end is the mark of a coding: it would name two versions`, () => {
      for (const source of [value, `"${value}"`, `W/"${value}"`, { value, weak: false }, { value, weak: true }]) {
        expect(() => entityTag(source)).to.throw(TypeError, 'is the mark of a coded response; leave it out');
      }
    });
  }

  it('what is compared is what is emitted: the tag that was made is the one that the client sends back', () => {
    const source = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.bigInt(), anyTag);
    fc.assert(
      fc.property(source, fc.boolean(), (given, weak) => {
        const tag = attempt(() => entityTag(given, { weak }));
        if (tag !== undefined) expect(parseEntityTag(formatEntityTag(tag))).to.deep.equal(tag);
      }),
    );
  });
});

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    expect(error).to.be.instanceOf(TypeError);
    return undefined;
  }
}
