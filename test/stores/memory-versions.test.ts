import { expect } from 'chai';
import { MemoryVersions } from 'routing-controllers-etag';
import { describePublishedTags } from './published-tags';
import { describeStore } from './version-store-rules';
import { describeVersionedActions } from './versioned-actions';

describe('MemoryVersions', () => {
  let versions: MemoryVersions;
  beforeEach(() => {
    versions = new MemoryVersions();
  });

  describeStore(() => versions);
  describeVersionedActions(() => versions);
  describePublishedTags(() => versions);

  it('remembers no more names than its bound: the one that was read least recently gets a new version', () => {
    const store = new MemoryVersions({ max: 2 });
    const [a, b] = store.versionsOf(['a', 'b']) ?? [];
    store.versionsOf(['a']);
    store.versionsOf(['c']);
    expect(store.versionsOf(['a'])).to.deep.equal([a]);
    const [again] = store.versionsOf(['b']) ?? [];
    expect(again).to.be.a('string').and.not.to.equal(b);
  });

  it('keeps a mark when the name is forgotten', () => {
    const store = new MemoryVersions({ max: 1 });
    const mark = store.mark(['a']);
    store.versionsOf(['b']);
    expect(store.versionsOf(['a'])).to.equal(undefined);
    mark.settle();
    expect(store.versionsOf(['a'])).to.have.length(1);
  });

  it('gives as many versions as are asked for at once, whatever its bound', () => {
    const store = new MemoryVersions({ max: 1 });
    expect(new Set(store.versionsOf(['a', 'b', 'c'])).size).to.equal(3);
  });

  for (const max of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`takes no bound of ${max}`, () => {
      expect(() => new MemoryVersions({ max })).to.throw(TypeError, `max takes a whole number above 0, not ${max}`);
    });
  }
});
