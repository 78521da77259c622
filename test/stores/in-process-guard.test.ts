import { expect } from 'chai';
import { InProcessGuard } from 'routing-controllers-etag';
import { describeRules } from './guard-rules';

describe('InProcessGuard', () => {
  const guard = new InProcessGuard();
  describeRules(
    () => guard,
    () => void expect(guard.size, 'keys that are kept').to.equal(0),
  );

  it('keeps a key while it is in use', async () => {
    let size = 0;
    await guard.run(
      'key',
      async () => {
        size = guard.size;
      },
      new AbortController().signal,
    );
    expect(size).to.equal(1);
  });

  it('does not begin a task whose client has left already', async () => {
    const reason = new Error('left');
    const failure = await guard
      .run('key', () => Promise.resolve('it has run'), AbortSignal.abort(reason))
      .catch((error) => error);
    expect(failure).to.equal(reason);
    expect(guard.size).to.equal(0);
  });

  it('ends the turn of a task that throws before it makes a promise', async () => {
    const thrown = new Error('at once');
    const task = () => {
      throw thrown;
    };
    expect(await guard.run('key', task, new AbortController().signal).catch((error) => error)).to.equal(thrown);
    expect(guard.size).to.equal(0);
  });
});
