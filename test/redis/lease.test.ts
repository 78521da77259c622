import { expect } from 'chai';
import { GuardUnavailableError, type Turn } from 'routing-controllers-etag';
import { RedisGuard, type RedisGuardOptions } from 'routing-controllers-etag/redis';
import { warnings } from '../stores/warnings';
import { type Client, describeOnRedis } from './on-redis';
import { WatchedClient } from './watched-client';

/** A client that stays. */
const stays = () => new AbortController().signal;

/** A guard of a process, and its client alone. */
interface Process {
  readonly guard: RedisGuard;
  readonly client: WatchedClient;
}

describeOnRedis('the leases of RedisGuard', {}, (redis) => {
  let connection: Client;
  before(async () => {
    connection = await redis.connect();
  });
  afterEach(async () => expect(await redis.keys(connection), 'keys that are kept').to.deep.equal([]));

  describe('fault 9: a lost lease is known', () => {
    it('to a holder whose renewal finds its place gone: it does not join anew, and the log is told', async () => {
      const told = warnings();
      const { guard } = start({ lease: 150, timeout: 100 });
      const turn = await guard.take(['/things/1'], stays());
      await connection.del(await redis.keys(connection));
      await lossOf(turn);
      expect(turn.lost.reason).to.be.instanceOf(GuardUnavailableError);
      expect((await told.first('ETAG_LEASE_LOST')).message).to.contain('The lease of /things/1 was lost');
      expect(await redis.keys(connection)).to.deep.equal([]);
      await turn.end();
    });

    it('to a holder that Redis does not answer for as long as its lease', async () => {
      const { guard, client } = start({ lease: 150, timeout: 100 });
      const turn = await guard.take(['a'], stays());
      client.connected = false;
      await lossOf(turn);
      client.connected = true;
      await turn.end();
    });

    it('while another one has taken over, who keeps its turn to the end', async () => {
      const late = start({ lease: 150, timeout: 100 });
      const first = await late.guard.take(['a'], stays());
      late.client.connected = false;
      const second = await start().guard.take(['a'], stays());
      expect(first.lost.aborted).to.equal(true);
      late.client.connected = true;
      await first.end();
      const third = start({ wait: 50 }).guard.take(['a'], stays());
      expect(await failureOf(third)).to.include({ reason: 'busy' });
      expect(second.lost.aborted).to.equal(false);
      await second.end();
    });

    it('at the end of a turn, if it was not known before', async () => {
      const { guard } = start();
      const turn = await guard.take(['a'], stays());
      await connection.del(await redis.keys(connection));
      await turn.end();
      expect(turn.lost.aborted).to.equal(true);
    });

    it('and a turn that was given up is not lost', async () => {
      const { guard, client } = start({ lease: 600, timeout: 500 });
      const turn = await guard.take(['a'], stays());
      const release = client.holdNext();
      await client.happenings.until('held');
      await turn.end();
      release();
      await client.answered(client.happenings.count('answered') + 1);
      expect(turn.lost.aborted).to.equal(false);
    });

    it('while other keys of the turn are waited for: no turn is given then', async () => {
      const holder = await start().guard.take(['b'], stays());
      const { guard, client } = start({ lease: 60, timeout: 50 });
      const both = failureOf(guard.take(['a', 'b'], stays()));
      await client.answered(2);
      await connection.del(`${redis.prefix}a`);
      await client.answered(client.happenings.count('answered') + 8);
      await holder.end();
      expect(await both).to.be.instanceOf(GuardUnavailableError);
    });
  });

  describe('fault 39: a resource is never shut for ever', () => {
    for (const which of [0, 1, 2]) {
      it(`whichever key of its line is evicted while its holder is dead (key ${which})`, async () => {
        await die(start({ lease: 300, timeout: 100 }));
        const key = (await redis.keys(connection))[which];
        if (key !== undefined) await connection.del(key);
        await (await start().guard.take(['a'], stays())).end();
      });
    }

    it('by a clock that has gone back: a dead holder keeps its place no longer than its lease', async () => {
      await die(start({ lease: 300, timeout: 100 }));
      await clockGoesBack();
      await (await start().guard.take(['a'], stays())).end();
    });

    it('nor does a dead one that was waiting', async () => {
      const holder = await start().guard.take(['a'], stays());
      const dead = start();
      failureOf(dead.guard.take(['a'], stays()));
      await dead.client.answered(2);
      dead.client.connected = false;
      await clockGoesBack();
      await holder.end();
      await (await start().guard.take(['a'], stays())).end();
    });

    it('and a living holder keeps its lease', async () => {
      const { guard, client } = start({ lease: 600, timeout: 300 });
      const turn = await guard.take(['a'], stays());
      await clockGoesBack();
      await client.answered(client.happenings.count('answered') + 6);
      expect(turn.lost.aborted).to.equal(false);
      expect(await failureOf(start({ wait: 50 }).guard.take(['a'], stays()))).to.include({ reason: 'busy' });
      await turn.end();
    });

    /** Leaves the line as it is when the clock of Redis goes back by a day. */
    async function clockGoesBack(): Promise<void> {
      const line = `${redis.prefix}a`;
      for (const [token, value] of Object.entries(await connection.hGetAll(line))) {
        const [until, ...rest] = value.split(' ');
        await connection.hSet(line, token, [Number(until) + 86_400_000, ...rest].join(' '));
      }
      await connection.pExpire(line, 86_400_000);
    }

    async function die({ guard, client }: Process): Promise<void> {
      await guard.take(['a'], stays());
      client.connected = false;
    }
  });

  describe('several keys', () => {
    it('are taken in one order by all processes, so no write waits forever', async () => {
      const orders = [
        ['a', 'b', 'c'],
        ['c', 'b', 'a'],
        ['b', 'c', 'a'],
      ];
      const processes = orders.map(() => start());
      let inside = 0;
      const rounds = Array.from({ length: 12 }, async (_, index) => {
        const turn = await (processes[index % 3] as Process).guard.take(orders[index % 3] as string[], stays());
        expect(++inside).to.equal(1);
        await new Promise(setImmediate);
        inside--;
        await turn.end();
      });
      await Promise.all(rounds);
    });

    it('exclude writes for any one of them, and are given up together, in every process', async () => {
      const turn = await start().guard.take(['a', 'b'], stays());
      const impatient = start({ wait: 30 });
      for (const key of ['a', 'b']) {
        expect(await failureOf(impatient.guard.take([key], stays()))).to.include({ reason: 'busy' });
      }
      await (await impatient.guard.take(['c'], stays())).end();
      await turn.end();
      await (await impatient.guard.take(['b', 'a'], stays())).end();
    });

    it('are given up when the wait is over', async () => {
      const holder = await start().guard.take(['b'], stays());
      expect(await failureOf(start({ wait: 30 }).guard.take(['a', 'b'], stays()))).to.include({ reason: 'busy' });
      await (await start().guard.take(['a'], stays())).end();
      await holder.end();
    });
  });

  it('fault 37: so many writes of one process may wait for one key', async () => {
    const told = warnings();
    const { guard } = start({ line: 1 });
    const turn = await guard.take(['/me'], stays());
    const second = guard.take(['/me'], stays());
    expect(await failureOf(guard.take(['/me'], stays()))).to.include({ reason: 'line-full' });
    expect((await told.first('ETAG_LINE_FULL')).message).to.contain('guard: (user) => user.id');
    await turn.end();
    await (await second).end();
  });

  it('a turn whose end Redis is not told is over all the same, and never throws', async () => {
    const { guard, client } = start({ lease: 150, timeout: 100 });
    const turn = await guard.take(['a'], stays());
    client.connected = false;
    await turn.end();
    await turn.end();
    expect(turn.lost.aborted).to.equal(false);
    await (await start().guard.take(['a'], stays())).end();
  });

  function start(options: RedisGuardOptions = {}): Process {
    const client = new WatchedClient(connection);
    return { client, guard: new RedisGuard(client, { prefix: redis.prefix, ...options }) };
  }
});

function lossOf({ lost }: Turn): Promise<void> {
  return new Promise((resolve) => {
    if (lost.aborted) resolve();
    else lost.addEventListener('abort', () => resolve());
  });
}

async function failureOf(taking: Promise<Turn>): Promise<unknown> {
  return taking.then(
    () => expect.fail('the turn was given'),
    (error: unknown) => error,
  );
}
