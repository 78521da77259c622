import { expect } from 'chai';
import { createClient } from 'redis';
import type { Answer } from '../request';
import { type Warnings, warnings } from '../stores/warnings';
import { GuardedProcess, gate, inEachErrorMode, stopProcesses } from './guarded-processes';
import { type Client, describeOnRedis } from './on-redis';

const UNCONDITIONAL = {};

describeOnRedis('RedisGuard when Redis is in trouble', { own: true }, (redis) => {
  afterEach(stopProcesses);
  beforeEach(() => gate.reset());

  inEachErrorMode((setup) => {
    describe('while Redis is down', () => {
      let guarded: GuardedProcess;
      let client: Client;
      beforeEach(async () => {
        client = await redis.connect();
        guarded = await GuardedProcess.start(client, { prefix: redis.prefix }, setup);
        await redis.crash(client);
      });
      afterEach(() => redis.comeBack(client));

      it('a conditional write is refused, and not run', async () => {
        const told = warnings();
        await expectRefused(await guarded.send('PUT', '/things/1', 'refused'), told, 'Redis is not connected');
        expect(gate.passed.list).to.deep.equal([]);
      });

      it('reads are answered as ever', async () => {
        const read = await guarded.send('GET', '/things/1', '', UNCONDITIONAL);
        expect([read.status, read.headers.etag]).to.deep.equal([200, '"v1"']);
        const conditional = await guarded.send('GET', '/things/1', '', { 'If-None-Match': '"v1"' });
        expect(conditional.status).to.equal(304);
      });

      it('a write without a precondition is run', async () => {
        const answer = guarded.send('PUT', '/things/1', 'unconditional', UNCONDITIONAL);
        await gate.letThrough('unconditional');
        expect((await answer).status).to.equal(200);
      });
    });
  });

  it('writes are accepted again when Redis is back', async () => {
    const client = await redis.connect();
    const guarded = await GuardedProcess.start(client, { prefix: redis.prefix });
    await redis.crash(client);
    expect((await guarded.send('PUT', '/things/1', 'refused')).status).to.equal(503);
    await redis.comeBack(client);
    const { answer } = await guarded.write('accepted');
    await gate.letThrough('accepted');
    expect((await answer).status).to.equal(200);
  });

  it('an action that runs when Redis goes down is carried out and answered', async () => {
    const client = await redis.connect();
    const guarded = await GuardedProcess.start(client, { prefix: redis.prefix });
    const { answer } = await guarded.write('running');
    await redis.crash(client);
    gate.open('running');
    expect((await answer).status).to.equal(200);
    await redis.comeBack(client);
  });

  it('a write is refused when Redis does not answer, and the place that it may have got is given up', async () => {
    const client = await redis.connect();
    const slow = await GuardedProcess.start(client, { prefix: redis.prefix, timeout: 100 });
    const other = await GuardedProcess.start(await redis.connect(), { prefix: redis.prefix });
    const told = warnings();
    redis.server.pause();
    const refused = await slow.send('PUT', '/things/1', 'refused');
    redis.server.resume();
    await expectRefused(refused, told, 'Redis did not answer in 100 ms');
    const { answer } = await other.write('other');
    await gate.letThrough('other');
    expect((await answer).status).to.equal(200);
    expect(gate.hasEntered('refused')).to.equal(false);
    expect(await redis.keys(client)).to.deep.equal([]);
  });

  it('a write is refused by a client that was never connected', async () => {
    const guarded = await GuardedProcess.start(createClient({ url: redis.url }), { prefix: redis.prefix });
    const told = warnings();
    await expectRefused(await guarded.send('PUT', '/things/1', 'refused'), told, 'Redis is not connected');
  });

  it('what a lease cannot promise: a Redis that has lost its data lets a second write in, and the log is told', async () => {
    const told = warnings();
    const one = await GuardedProcess.start(await redis.connect(), { prefix: redis.prefix });
    const other = await GuardedProcess.start(await redis.connect(), { prefix: redis.prefix });
    const { answer: first } = await one.write('first');
    await (await redis.connect()).flushAll();
    const { answer: second } = await other.write('second');
    await gate.entered('second');
    await gate.letThrough('first', 'second');
    const { message } = await told.first('ETAG_LEASE_LOST');
    expect(message).to.match(/^The lease of \["\/things\/:","1"\] was lost while its action ran/);
    expect([(await first).status, (await second).status]).to.deep.equal([200, 200]);
  });
});

/** Fault 21: the client is told to try again, the log is told why. */
async function expectRefused({ status, headers, body }: Answer, told: Warnings, cause: string): Promise<void> {
  expect(status).to.equal(503);
  expect(headers['retry-after']).to.equal('1');
  expect(JSON.parse(body).name).to.equal('WriteUnavailableError');
  expect(JSON.parse(body).message).to.equal('The write was not made: try again');
  const { message } = await told.first('ETAG_GUARD_AWAY');
  expect(message).to.equal(
    `The guard cannot be reached, so conditional writes are refused: RedisUnavailableError: ${cause}`,
  );
}
