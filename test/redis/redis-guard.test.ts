import { expect } from 'chai';
import { createClientPool } from 'redis';
import { RedisGuard } from 'routing-controllers-etag/redis';
import { RawClient } from '../raw-client';
import { describeRules } from '../stores/guard-rules';
import { warnings } from '../stores/warnings';
import { GuardedProcess, gate, inEachErrorMode, stopProcesses } from './guarded-processes';
import { type Client, describeOnRedis } from './on-redis';

describeOnRedis('RedisGuard', {}, (redis) => {
  let client: Client;
  before(async () => {
    client = await redis.connect();
  });
  afterEach(stopProcesses);
  beforeEach(() => gate.reset());

  describe('in one process', () => {
    describeRules(
      () => new RedisGuard(client, { prefix: redis.prefix }),
      async () => void expect(await redis.keys(client), 'keys that are kept').to.deep.equal([]),
    );
  });

  describe('in several processes', () => {
    afterEach(async () => expect(await redis.keys(client), 'keys that are kept').to.deep.equal([]));

    it('lets one write to a resource run at a time', async () => {
      const one = await start();
      const other = await start();
      const { answer: first } = await one.write('first');
      const { answer: second } = await other.write('second');
      await other.client.answered(3);
      expect(gate.hasEntered('second')).to.equal(false);
      await gate.letThrough('first', 'second');
      expect([(await first).status, (await second).status]).to.deep.equal([200, 200]);
      expect(gate.passed.list).to.deep.equal(['first in', 'first out', 'second in', 'second out']);
    });

    it('lets writes to other resources run', async () => {
      const one = await start();
      const other = await start();
      const { answer: first } = await one.write('first');
      const second = other.send('PUT', '/things/2', 'second');
      await gate.letThrough('second', 'first');
      expect([(await first).status, (await second).status]).to.deep.equal([200, 200]);
    });

    it('lets applications with other prefixes run', async () => {
      const one = await start();
      const other = await start({ prefix: `other-${redis.prefix}` });
      const { answer: first } = await one.write('first');
      const { answer: second } = await other.write('second');
      await gate.letThrough('second', 'first');
      expect([(await first).status, (await second).status]).to.deep.equal([200, 200]);
    });

    it('gives turns in the order in which they were asked for; each process asks for one at a time', async () => {
      const [one, two, three] = [await start(), await start(), await start()];
      const { answer: first } = await one.write('one');
      const answers = [first, one.send('PUT', '/things/1', 'one again')];
      answers.push((await two.write('two')).answer, (await three.write('three')).answer);
      await gate.letThrough('one', 'two', 'three', 'one again');
      for (const answer of answers) expect((await answer).status).to.equal(200);
      const order = gate.passed.list.filter((each) => each.endsWith('in'));
      expect(order).to.deep.equal(['one in', 'two in', 'three in', 'one again in']);
    });

    it('renews the lease while the action runs, however long', async () => {
      const one = await start({ lease: 600, timeout: 300 });
      const other = await start();
      const { answer: first } = await one.write('first');
      const { answer: second } = await other.write('second');
      await one.client.answered(10);
      expect(gate.hasEntered('second')).to.equal(false);
      await gate.letThrough('first', 'second');
      expect([(await first).status, (await second).status]).to.deep.equal([200, 200]);
    });

    it('ends the lease of a process that has died', async () => {
      const dead = await start({ lease: 150, timeout: 100 });
      const other = await start();
      await dead.write('dead');
      dead.client.connected = false;
      const { answer } = await other.write('other');
      await gate.letThrough('other');
      expect((await answer).status).to.equal(200);
      expect(gate.passed.list).to.deep.equal(['dead in', 'other in', 'other out']);
      gate.open('dead');
    });

    it('ends the place of a waiting process that has died', async () => {
      const one = await start();
      const dead = await start();
      const other = await start();
      const { answer: first } = await one.write('first');
      await dead.write('dead');
      dead.client.connected = false;
      const { answer } = await other.write('other');
      await gate.letThrough('first', 'other');
      expect([(await first).status, (await answer).status]).to.deep.equal([200, 200]);
      expect(gate.hasEntered('dead')).to.equal(false);
    });

    it('does not end the lease of another process that has taken over', async () => {
      const told = warnings();
      const late = await start({ lease: 150, timeout: 100 });
      const [two, three] = [await start(), await start()];
      const { answer: first } = await late.write('late');
      late.client.connected = false;
      const { answer: second } = await two.write('two');
      await gate.entered('two');
      const { answer: third } = await three.write('three');
      late.client.connected = true;
      gate.open('late');
      expect((await first).status).to.equal(200);
      const { message } = await told.first('ETAG_LEASE_LOST');
      expect(message).to.match(/^The lease of \["\/things\/:","1"\] was lost while its action ran/);
      await three.client.answered(three.client.happenings.count('answered') + 3);
      expect(gate.hasEntered('three')).to.equal(false);
      await gate.letThrough('two', 'three');
      expect([(await second).status, (await third).status]).to.deep.equal([200, 200]);
    });

    it('gives up the place of a request whose client has left', async () => {
      const [one, two, three] = [await start(), await start(), await start()];
      const { answer: first } = await one.write('one');
      const leaving = await RawClient.connect(two.app.port);
      leaving.send({ target: 'PUT /things/1', fields: { 'X-Name': 'two', 'If-Match': '"v1"' } });
      await two.client.answered(1);
      const { answer: third } = await three.write('three');
      leaving.leave();
      await gate.letThrough('one', 'three');
      expect([(await first).status, (await third).status]).to.deep.equal([200, 200]);
      expect(gate.hasEntered('two')).to.equal(false);
    });

    it('sends no renewal after the lease has been given up', async () => {
      const one = await start({ lease: 300, timeout: 200 });
      const { answer } = await one.write('first');
      const release = one.client.holdNext();
      await one.client.happenings.until('held');
      gate.open('first');
      await one.send('GET', '/things/1', '');
      release();
      expect((await answer).status).to.equal(200);
      await one.client.answered(3);
    });

    it('takes a pool of clients, too', async () => {
      const pool = createClientPool({ url: redis.url });
      await pool.connect();
      const one = await GuardedProcess.start(pool, { prefix: redis.prefix });
      const other = await start();
      const { answer: first } = await one.write('first');
      const { answer: second } = await other.write('second');
      const third = one.send('PUT', '/things/1', 'third');
      await gate.letThrough('first', 'second', 'third');
      for (const answer of [first, second, third]) expect((await answer).status).to.equal(200);
      await pool.close();
    });
  });

  inEachErrorMode((setup) => {
    it('refuses a write whose turn does not come in time', async () => {
      const one = await start();
      const other = await GuardedProcess.start(client, { prefix: redis.prefix, wait: 50 }, setup);
      const { answer: first } = await one.write('first');
      const { status, headers, body } = await other.send('PUT', '/things/1', 'second');
      expect(status).to.equal(503);
      expect(headers['retry-after']).to.equal('1');
      expect(JSON.parse(body)).to.include({
        name: 'WriteUnavailableError',
        message: 'The write was not made: try again',
      });
      gate.open('first');
      await first;
      expect(gate.hasEntered('second')).to.equal(false);
      const { answer } = await other.write('third');
      await gate.letThrough('third');
      expect((await answer).status).to.equal(200);
    });
  });

  it('also behind writes of its own process', async () => {
    const one = await start({ wait: 50 });
    const { answer: first } = await one.write('first');
    expect((await one.send('PUT', '/things/1', 'second')).status).to.equal(503);
    gate.open('first');
    expect((await first).status).to.equal(200);
  });

  async function start(options = {}): Promise<GuardedProcess> {
    return GuardedProcess.start(await redis.connect(), { prefix: redis.prefix, ...options });
  }
});

describe('the times of RedisGuard', () => {
  const refuse = () => Promise.reject(new Error('nobody is asked'));
  const nobody = { eval: refuse, evalSha: refuse };

  for (const [name, value] of [
    ['lease', 0],
    ['wait', -1],
    ['timeout', 0.5],
  ] as const) {
    it(`${name} is not ${value}`, () => {
      const make = () => new RedisGuard(nobody, { [name]: value });
      expect(make).to.throw(TypeError, `${name} takes a whole number above 0, not ${value}`);
    });
  }

  it('no lease expires while Redis may still answer that it was given', () => {
    const make = () => new RedisGuard(nobody, { lease: 500, timeout: 500 });
    expect(make).to.throw(TypeError, 'timeout must be less than the lease (500), not 500');
  });
});
