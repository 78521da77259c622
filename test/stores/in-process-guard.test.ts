import { expect } from 'chai';
import { type Guard, GuardUnavailableError, InProcessGuard, type Turn } from 'routing-controllers-etag';
import { Happenings } from '../happenings';
import { describeRules } from './guard-rules';
import { warnings } from './warnings';

/** A guard gives a turn that is free at once. */
const take = async (guard: Guard, ...[keys, clientLeft]: Parameters<Guard['take']>) => guard.take(keys, clientLeft);

/** A client that stays. */
const stays = () => new AbortController().signal;

describe('InProcessGuard', () => {
  const guard = new InProcessGuard();
  describeRules(
    () => guard,
    () => void expect(guard.size, 'keys that are kept').to.equal(0),
  );

  it('keeps a key while it is in use', async () => {
    const turn = await take(guard, ['key'], stays());
    expect(guard.size).to.equal(1);
    turn.end();
    expect(guard.size).to.equal(0);
  });

  it('gives no turn to a client that has left already', async () => {
    const reason = new Error('left');
    expect(await failureOf(take(guard, ['key'], AbortSignal.abort(reason)))).to.equal(reason);
    expect(guard.size).to.equal(0);
  });

  it('a turn that is ended twice gives up no turn of another write', async () => {
    const first = await take(guard, ['key'], stays());
    first.end();
    const second = await take(guard, ['key'], stays());
    first.end();
    expect(guard.size).to.equal(1);
    expect(second.lost.aborted).to.equal(false);
    second.end();
  });

  describe('fault 4: a wait has a bound', () => {
    const impatient = new InProcessGuard({ wait: 20 });

    it('behind a write that hangs: the next one is told that the resource is busy, and so is the log', async () => {
      const told = warnings();
      const hanging = await take(impatient, ['/me'], stays());
      const failure = await failureOf(take(impatient, ['/me'], stays()));
      expect(failure).to.be.instanceOf(GuardUnavailableError);
      expect(failure).to.include({ reason: 'busy', message: 'The resource was busy for 20 ms' });
      expect(told.codes()).to.deep.equal(['ETAG_GUARD_BUSY']);
      hanging.end();
      expect(impatient.size).to.equal(0);
    });

    it('behind itself: a write whose action asks for the same turn', async () => {
      const outer = await take(impatient, ['a', 'b'], stays());
      expect(await failureOf(take(impatient, ['b', 'c'], stays()))).to.include({ reason: 'busy' });
      outer.end();
      expect(impatient.size).to.equal(0);
    });

    it('for several keys together, and what was taken until then is given up', async () => {
      const hanging = await take(impatient, ['c'], stays());
      expect(await failureOf(take(impatient, ['b', 'a', 'c'], stays()))).to.include({ reason: 'busy' });
      (await take(impatient, ['a', 'b'], stays())).end();
      hanging.end();
      expect(impatient.size).to.equal(0);
    });

    it('and a turn that has begun has none', async () => {
      const turn = await take(impatient, ['key'], stays());
      expect(await failureOf(take(impatient, ['key'], stays()))).to.include({ reason: 'busy' });
      expect(turn.lost.aborted).to.equal(false);
      turn.end();
    });
  });

  describe('fault 37: a line has a bound', () => {
    it('so many may wait for a key; the next one is refused at once, and the log shows the cure', async () => {
      const told = warnings();
      const short = new InProcessGuard({ line: 2 });
      const first = await take(short, ['/me'], stays());
      const waiting = [take(short, ['/me'], stays()), take(short, ['/me'], stays())];
      const refused = await failureOf(take(short, ['/me'], stays()));
      expect(refused).to.be.instanceOf(GuardUnavailableError).and.include({ reason: 'line-full' });
      expect((await told.first('ETAG_LINE_FULL')).message)
        .to.contain('the key /me')
        .and.contain('guard: (user) => user.id');
      (await take(short, ['/other'], stays())).end();
      first.end();
      for (const each of waiting) (await each).end();
      expect(short.size).to.equal(0);
    });

    it('of 1,000 by default', async () => {
      const first = await take(guard, ['key'], stays());
      const waiting = Array.from({ length: 1_000 }, () => take(guard, ['key'], stays()));
      expect(await failureOf(take(guard, ['key'], stays()))).to.include({ reason: 'line-full' });
      first.end();
      for (const each of waiting) (await each).end();
    });
  });

  describe('several keys', () => {
    it('are all taken, and given up together', async () => {
      const turn = await take(guard, ['a', 'b', 'a'], stays());
      expect(guard.size).to.equal(2);
      const passed = new Happenings();
      const others = ['a', 'b'].map((key) => take(guard, [key], stays()).then((other) => end(other, passed, key)));
      await (await take(guard, ['c'], stays())).end();
      expect(passed.list).to.deep.equal([]);
      turn.end();
      await Promise.all(others);
      expect(passed.list).to.have.members(['a', 'b']);
    });

    it('are taken in one order, in whatever order they are given, so no write waits forever', async () => {
      const orders = [
        ['a', 'b', 'c'],
        ['c', 'b', 'a'],
        ['b', 'c', 'a'],
        ['c', 'a'],
      ];
      const passed = new Happenings();
      const turns = Array.from({ length: 40 }, async (_, index) => {
        const turn = await take(guard, orders[index % orders.length] as string[], stays());
        await new Promise(setImmediate);
        end(turn, passed, 'done');
      });
      await Promise.all(turns);
      expect(passed.count('done')).to.equal(40);
      expect(guard.size).to.equal(0);
    });

    it('a client that leaves between two of them gets none', async () => {
      const [a, b] = [await take(guard, ['a'], stays()), await take(guard, ['b'], stays())];
      const client = new AbortController();
      const both = failureOf(take(guard, ['a', 'b'], client.signal));
      a.end();
      client.abort(new Error('left'));
      expect(await both).to.have.property('message', 'left');
      b.end();
      expect(guard.size).to.equal(0);
    });

    it('none is a turn of its own', async () => {
      (await take(guard, [], stays())).end();
      expect(guard.size).to.equal(0);
    });
  });

  for (const [name, value] of [
    ['wait', 0],
    ['wait', Number.POSITIVE_INFINITY],
    ['line', -1],
    ['line', 1.5],
  ] as const) {
    it(`${name} is not ${value}`, () => {
      const make = () => new InProcessGuard({ [name]: value });
      expect(make).to.throw(TypeError, `${name} takes a whole number above 0, not ${value}`);
    });
  }
});

function end(turn: Turn, passed: Happenings, what: string): void {
  passed.add(what);
  turn.end();
}

async function failureOf(taking: Promise<Turn>): Promise<unknown> {
  return taking.then(
    () => expect.fail('the turn was given'),
    (error: unknown) => error,
  );
}
