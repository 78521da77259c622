import { expect } from 'chai';
import type { Awaitable } from 'routing-controllers-etag';

/** No entry point exports it. */
const { isPromiseLike, orElse, whenKnown } =
  require('../../../dist/web/awaitable.js') as typeof import('../../dist/web/awaitable');

/** What a thing that is no promise needs to be waited for: a query builder has it, and starts its query when it is asked. */
const THEN = 'then';

function thenable<T extends object>(object: T, value: string): T & PromiseLike<string> {
  const promise = Promise.resolve(value);
  return Object.assign(object, { [THEN]: promise.then.bind(promise) }) as T & PromiseLike<string>;
}

describe('awaitable: a value that may be there already', () => {
  const present: readonly [string, unknown][] = [
    ['a string', 'v1'],
    ['null', null],
    ['undefined', undefined],
    ['an object', { value: 'v1', weak: false }],
    ['an object with a field then', { [THEN]: 'v1' }],
    ['a function', () => 'v1'],
  ];

  for (const [name, value] of present) {
    it(`goes on at once with ${name}`, () => {
      expect(isPromiseLike(value)).to.equal(false);
      expect(whenKnown(value, (known) => [known])).to.deep.equal([value]);
      expect(orElse<unknown>(() => value, String)).to.equal(value);
    });
  }

  const later: readonly [string, () => Awaitable<string>][] = [
    ['a promise', async () => 'v1'],
    ['a thenable', () => thenable({}, 'v1')],
    ['a function that is a thenable', () => thenable(() => {}, 'v1')],
  ];

  for (const [name, make] of later) {
    it(`waits for ${name}`, async () => {
      expect(isPromiseLike(make())).to.equal(true);
      expect(whenKnown(make(), (known) => known)).to.be.a('promise');
      expect(await whenKnown(make(), (known) => [known])).to.deep.equal(['v1']);
      expect(await orElse(make, String)).to.equal('v1');
    });
  }

  const failing: readonly [string, () => Awaitable<string>][] = [
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    ['is rejected', async () => Promise.reject(new Error('down'))],
  ];

  for (const [name, make] of failing) {
    it(`has something else for what ${name}`, async () => {
      expect(await orElse(make, (error) => (error as Error).message)).to.equal('down');
    });
  }

  it('lets what follows fail', async () => {
    const fail = () => {
      throw new Error('down');
    };
    expect(() => whenKnown('v1', fail)).to.throw(Error, /^down$/);
    const failure = await Promise.resolve(whenKnown(thenable({}, 'v1'), fail)).catch((error: Error) => error.message);
    expect(failure).to.equal('down');
  });
});
