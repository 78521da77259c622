import { expect } from 'chai';
import { type Guard, InProcessGuard } from 'routing-controllers-etag';
import { anHourPasses, warnings } from './warnings';

/** A guard gives a turn that is free at once. */
const take = async (guard: Guard, ...[keys, clientLeft]: Parameters<Guard['take']>) => guard.take(keys, clientLeft);

/** A client that stays. */
const stays = () => new AbortController().signal;

describe('what stores tell the log', () => {
  it('is a warning with a code and a type of its own, which Node can switch off', async () => {
    const told = warnings();
    await waitInVain(new InProcessGuard({ wait: 1 }));
    expect(await told.first('ETAG_GUARD_BUSY')).to.include({ name: 'ETagWarning', code: 'ETAG_GUARD_BUSY' });
  });

  it('is told at most once a minute for each cause', async () => {
    const told = warnings();
    const guard = new InProcessGuard({ wait: 1, line: 1 });
    for (let round = 0; round < 3; round++) await waitInVain(guard);
    expect(told.codes()).to.deep.equal(['ETAG_GUARD_BUSY']);
    const turn = await take(guard, ['key'], stays());
    await Promise.allSettled([take(guard, ['key'], stays()), take(guard, ['key'], stays())]);
    turn.end();
    expect(told.codes()).to.deep.equal(['ETAG_GUARD_BUSY', 'ETAG_LINE_FULL']);
    anHourPasses();
    await waitInVain(guard);
    expect(told.codes()).to.deep.equal(['ETAG_GUARD_BUSY', 'ETAG_LINE_FULL', 'ETAG_GUARD_BUSY']);
  });
});

async function waitInVain(guard: InProcessGuard): Promise<void> {
  const turn = await take(guard, ['key'], stays());
  await take(guard, ['key'], stays()).catch(() => {});
  turn.end();
  await new Promise(setImmediate);
}
