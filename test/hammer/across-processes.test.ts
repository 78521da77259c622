import { expect } from 'chai';
import { describeOnRedis, itWithRedisServer, type Client as RedisClient } from '../redis/on-redis';
import { ArticleProcess } from './article-process';
import { Counters } from './counters';
import { expectAllCounted } from './expect-all-counted';
import { type Client, Hammer, read, strikeOnce, write } from './hammer';
import { protections } from './protection';

const PROCESSES = 4;
const CLIENTS = 100;
/** Five clients count in each, of all processes and all at the same time. */
const ARTICLES = 20;

/** Clients of each process, where all count in one. */
const EACH = 3;

/** How long a turn outlives its process, in milliseconds. */
const LEASE = 1_000;

describeOnRedis(
  `${CLIENTS} clients of ${PROCESSES} processes on Koa and Express that count`,
  { persistence: 'every-write' },
  (redis) => {
    let counters: Counters;
    let servers: ArticleProcess[] = [];
    let client: RedisClient;
    let prefix: string;
    before(async () => {
      counters = await Counters.open();
      client = await redis.connect();
      redis.newPrefix();
      prefix = redis.prefix;
      const environment = { DATABASE: counters.file, REDIS: redis.url, PREFIX: prefix, LEASE: String(LEASE) };
      const frameworks = Array.from({ length: PROCESSES }, (_, index) => (index % 2 === 0 ? 'koa' : 'express'));
      servers = await Promise.all(
        frameworks.map((framework) => ArticleProcess.start({ ...environment, FRAMEWORK: framework })),
      );
    });
    after(async () => {
      for (const server of servers) await server.kill();
      await counters?.remove();
    });
    /** Where the response goes out as the turn is given up, nobody has waited for that; a turn that is kept is a timeout here. */
    afterEach('no keys are kept', async () => {
      while ((await client.keys(`*${prefix}*`)).length > 0);
    });

    it('lose updates with neither guard nor check', async () => {
      await counters.create('nothing');
      const striking = strikeOnce(clientsOf('nothing', CLIENTS));
      for (const server of servers) await server.happenings.until('held nothing', CLIENTS / PROCESSES);
      for (const server of servers) server.letGo('nothing');
      expect(await striking).to.equal(CLIENTS);
      expect(await counters.value('nothing')).to.equal(1);
    });

    for (const { name, sentence } of protections) {
      it(`are accepted as often as the numbers say, ${sentence}`, async () => {
        const names = Array.from({ length: ARTICLES }, (_, index) => `${name}-${index}`);
        await expectAllCounted(CLIENTS, counters, names, (each) => clientsOf(each, CLIENTS / ARTICLES));
      });
    }

    for (const { name, sentence, forgets } of [
      { name: 'guard-outage', sentence: 'with the guard alone, on a Redis that forgets nothing', forgets: false },
      { name: 'guard-and-check-outage', sentence: 'with guard and check, on a Redis that forgets all', forgets: true },
    ]) {
      itWithRedisServer(`are told to retry later while Redis is away, and lose nothing, ${sentence}`, async () => {
        await counters.create(name);
        const clients = clientsOf(name, EACH * PROCESSES);
        let goOn = () => {};
        const back = new Promise<void>((resolve) => {
          goOn = resolve;
        });
        const hammer = new Hammer({ again: () => hammer.accepted < 20, later: back });
        const striking = hammer.strike(clients);
        await hammer.answers.until('accepted', 5);
        await redis.crash(client);
        await hammer.answers.until('unavailable', clients.length);

        for (const each of clients) {
          expect((await read(each)).value).to.equal(hammer.accepted);
          const { status, headers } = await write(each, '*', { body: 'lost' });
          expect([status, headers['retry-after']]).to.deep.equal([503, '1']);
        }

        if (forgets) redis.server.forget();
        await redis.comeBack(client);
        goOn();
        await striking;
        expect(hammer.accepted).to.be.at.least(20);
        expect(await counters.value(name)).to.equal(hammer.accepted);
      });
    }

    it('go on, when its lease has expired, after a process that was killed in the middle of an update', async () => {
      const name = 'guard-killed';
      await counters.create(name);
      const [victim, ...others] = servers as [ArticleProcess, ...ArticleProcess[]];
      const { tag } = await read({ port: victim.port, name });
      const changes = [{ body: '1', summary: 'held' }, { body: '1' }];
      const broken = changes.map((each) => write({ port: victim.port, name }, tag, each).catch(({ code }) => code));
      await victim.happenings.until(`held ${name}`);
      await victim.happenings.until(`asked ${name}`, 2);

      const clients = others.flatMap(({ port }) => Array.from({ length: EACH }, () => ({ port, name })));
      const hammer = new Hammer();
      const striking = hammer.strike(clients);
      for (const { happenings } of others) await happenings.until(`asked ${name}`, EACH);
      expect(hammer.answers.list).to.deep.equal([]);

      await victim.kill();
      expect(await Promise.all(broken)).to.deep.equal(['ECONNRESET', 'ECONNRESET']);
      await striking;
      expect(hammer.accepted).to.equal(clients.length);
      expect(await counters.value(name)).to.equal(clients.length);
    });

    /** Clients that ask the processes in turn. */
    function clientsOf(name: string, count: number): [Client, ...Client[]] {
      const clients = Array.from({ length: count }, (_, index) => {
        const { port } = servers[index % servers.length] as ArticleProcess;
        return { port, name };
      });
      return clients as [Client, ...Client[]];
    }
  },
);
