import { expect } from 'chai';
import { InProcessGuard } from 'routing-controllers-etag';
import { anHourPasses, warnings } from './warnings';

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
    const turn = await guard.take(['key'], stays());
    await Promise.allSettled([guard.take(['key'], stays()), guard.take(['key'], stays())]);
    turn.end();
    expect(told.codes()).to.deep.equal(['ETAG_GUARD_BUSY', 'ETAG_LINE_FULL']);
    anHourPasses();
    await waitInVain(guard);
    expect(told.codes()).to.deep.equal(['ETAG_GUARD_BUSY', 'ETAG_LINE_FULL', 'ETAG_GUARD_BUSY']);
  });
});

async function waitInVain(guard: InProcessGuard): Promise<void> {
  const turn = await guard.take(['key'], stays());
  await guard.take(['key'], stays()).catch(() => {});
  turn.end();
  await new Promise(setImmediate);
}
