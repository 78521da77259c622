import { expect } from 'chai';
import type { VersionStore } from 'routing-controllers-etag';

/** Names that a store must not stumble over. */
const ODD_NAMES = [
  '',
  ' ',
  '!',
  '*',
  'a:b',
  '{a}',
  '}{',
  'ä€😀',
  '__proto__',
  'constructor',
  'a\r\nb',
  'x'.repeat(5_000),
];

/** The rules that every version store keeps. */
export function describeStore(store: () => VersionStore): void {
  async function versionsOf(...names: string[]): Promise<readonly string[] | undefined> {
    return store().versionsOf(names);
  }

  async function versionOf(name: string): Promise<string> {
    const [version] = (await versionsOf(name)) ?? [];
    if (version === undefined) throw new Error(`${name} is marked`);
    return version;
  }

  it('a name gets a version and keeps it', async () => {
    const version = await versionOf('a');
    expect(await versionsOf('a')).to.deep.equal([version]);
  });

  it('names have versions of their own, given in the order in which they are asked for', async () => {
    const [a, b] = [await versionOf('a'), await versionOf('b')];
    expect(a).not.to.equal(b);
    expect(await versionsOf('b', 'a', 'b')).to.deep.equal([b, a, b]);
  });

  it('names that get their versions together get different ones', async () => {
    const versions = (await versionsOf(...Array.from({ length: 200 }, (_, index) => `name:${index}`))) ?? [];
    expect(new Set(versions).size).to.equal(200);
  });

  it('no names have no versions', async () => {
    expect(await versionsOf()).to.deep.equal([]);
  });

  it('a version has at least 120 random bits and is fit for a tag', async () => {
    for (const version of (await versionsOf('a', 'b', 'c')) ?? []) expect(version).to.match(/^[0-9a-f]{32,}$/);
  });

  it('a name that is touched gets a new version, others keep theirs', async () => {
    const [a, b] = [await versionOf('a'), await versionOf('b')];
    await store().touch('a');
    expect(await versionOf('a')).not.to.equal(a);
    expect(await versionOf('b')).to.equal(b);
  });

  it('several names can be touched at once, as can unknown names, and none at all', async () => {
    const before = (await versionsOf('a', 'b')) ?? [];
    await store().touch('b', 'never', 'a');
    await store().touch();
    const after = (await versionsOf('a', 'b')) ?? [];
    expect(new Set([...before, ...after]).size).to.equal(4);
  });

  it('a version never comes back', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 50; round++) {
      seen.add(await versionOf('a'));
      await store().touch('a');
    }
    expect(seen.size).to.equal(50);
  });

  it('a marked name has no version, alone or with others; the others have theirs', async () => {
    const b = await versionOf('b');
    const mark = await store().mark(['a']);
    expect(await versionsOf('a')).to.equal(undefined);
    expect(await versionsOf('b', 'a')).to.equal(undefined);
    expect(await versionsOf('b')).to.deep.equal([b]);
    await mark.settle();
  });

  it('a name has a new version when its mark is settled', async () => {
    const before = (await versionsOf('a', 'b', 'c')) ?? [];
    const mark = await store().mark(['a', 'b']);
    await mark.settle();
    const after = (await versionsOf('a', 'b', 'c')) ?? [];
    expect(after[2]).to.equal(before[2]);
    expect(new Set([...before, ...after]).size).to.equal(5);
  });

  for (const [how, order] of [
    ['in the order in which they were set', [0, 1, 2]],
    ['in the opposite order', [2, 1, 0]],
  ] as const) {
    it(`a name is marked until its last mark is settled, ${how}`, async () => {
      const before = await versionOf('a');
      const marks = [await store().mark(['a']), await store().mark(['b', 'a']), await store().mark(['a', 'a'])];
      for (const index of order) {
        expect(await versionsOf('a')).to.equal(undefined);
        await marks[index]?.settle();
      }
      expect(await versionOf('a')).not.to.equal(before);
      expect(await versionsOf('b')).to.have.length(1);
    });
  }

  it('to settle a mark twice does not end another one', async () => {
    const mark = await store().mark(['a']);
    const other = await store().mark(['a']);
    await mark.settle();
    await mark.settle();
    expect(await versionsOf('a')).to.equal(undefined);
    await other.settle();
    expect(await versionsOf('a')).to.have.length(1);
  });

  it('to touch a name does not end its mark', async () => {
    const mark = await store().mark(['a']);
    await store().touch('a');
    expect(await versionsOf('a')).to.equal(undefined);
    await mark.settle();
    expect(await versionsOf('a')).to.have.length(1);
  });

  it('a mark tells the versions that its names get when it is settled, in their order', async () => {
    const mark = await store().mark(['a', 'b', 'a']);
    expect(mark.next).to.have.length(3);
    expect(mark.next[2]).to.equal(mark.next[0]);
    for (const version of mark.next) expect(version).to.match(/^[0-9a-f]{32,}$/);
    await mark.settle();
    expect(await versionsOf('a', 'b', 'a')).to.deep.equal(mark.next);
  });

  for (const [how, disturb] of [
    ['it was touched meanwhile', () => store().touch('a')],
    ['another mark began and ended meanwhile', async () => (await store().mark(['a'])).settle()],
  ] as const) {
    it(`a name gets another version if ${how}, the other names get theirs`, async () => {
      const mark = await store().mark(['a', 'b']);
      await disturb();
      await mark.settle();
      const [a, b] = (await versionsOf('a', 'b')) ?? [];
      expect(a).to.be.a('string').and.not.to.equal(mark.next[0]);
      expect(b).to.equal(mark.next[1]);
    });
  }

  for (const order of [
    [0, 1],
    [1, 0],
  ] as const) {
    it(`marks that overlap tell no version, settled ${order[0] === 0 ? 'in their order' : 'in the other order'}`, async () => {
      const marks = [await store().mark(['a']), await store().mark(['a'])];
      for (const index of order) await marks[index]?.settle();
      expect(marks.map(({ next }) => next[0])).not.to.include(await versionOf('a'));
    });
  }

  it('a mark that is settled again leaves the version that it gave', async () => {
    const mark = await store().mark(['a']);
    await mark.settle();
    await mark.settle();
    expect(await versionsOf('a')).to.deep.equal(mark.next);
    await store().touch('a');
    await mark.settle();
    expect(await versionOf('a')).not.to.equal(mark.next[0]);
  });

  it('fault 40: a mark is for the names as they were when it was set', async () => {
    const names = ['a', 'b'];
    const c = await versionOf('c');
    const mark = await store().mark(names);
    names.splice(0, 2, 'c');
    await mark.settle();
    expect(await versionsOf('a', 'b')).to.deep.equal(mark.next);
    expect(await versionOf('c')).to.equal(c);
  });

  it('fault 40: any number of names can be asked for, marked and touched at once', async () => {
    const names = Array.from({ length: 9_000 }, (_, index) => `many:${index}`);
    const before = (await versionsOf(...names)) ?? [];
    expect(await versionsOf(...names)).to.deep.equal(before);
    const mark = await store().mark(names);
    expect(await versionsOf('many:8999')).to.equal(undefined);
    await mark.settle();
    expect(await versionsOf(...names)).to.deep.equal(mark.next);
    await store().touch(...names);
    const after = (await versionsOf(...names)) ?? [];
    expect(new Set([...before, ...mark.next, ...after]).size).to.equal(27_000);
  });

  it('no names can be marked', async () => {
    const a = await versionOf('a');
    await (await store().mark([])).settle();
    expect(await versionOf('a')).to.equal(a);
  });

  it('any text is a name', async () => {
    const versions = (await versionsOf(...ODD_NAMES)) ?? [];
    expect(new Set(versions).size).to.equal(ODD_NAMES.length);
    expect(await versionsOf(...ODD_NAMES)).to.deep.equal(versions);
    const mark = await store().mark(ODD_NAMES);
    for (const name of ODD_NAMES) expect(await versionsOf(name), name).to.equal(undefined);
    await mark.settle();
    const after = (await versionsOf(...ODD_NAMES)) ?? [];
    expect(new Set([...versions, ...after]).size).to.equal(2 * ODD_NAMES.length);
  });
}
