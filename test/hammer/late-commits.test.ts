import { expect } from 'chai';
import { describeOnRedis } from '../redis/on-redis';
import { ArticleProcess } from './article-process';
import { type Client, Hammer, read } from './hammer';
import { Readers } from './readers';

/** How many writes are to be accepted in each arrangement; more where the environment says so. */
const WRITES = Number(process.env.HAMMER_WRITES ?? 20);
const ARTICLES = 2;

/** In each process, a reader and a writer of each article; in one alone more of them. */
const OF_ONE_PROCESS = 3;

const arrangements = [
  { sentence: 'in outer middleware, inside of conditionalRequests()', COMMIT: 'middleware', SURROUNDED: 'yes' },
  { sentence: 'in outer middleware, without conditionalRequests()', COMMIT: 'middleware', SURROUNDED: 'no' },
  { sentence: 'in a decorator above @ETag', COMMIT: 'decorator', SURROUNDED: 'yes' },
] as const;

describe('readers that revalidate all the time, beside writers whose commit comes late', () => {
  for (const framework of ['koa', 'express']) {
    for (const { sentence, ...arrangement } of arrangements) {
      it(`never keep an old body once the write was answered: ${framework}, ${sentence}`, () =>
        expectNoneLostAndNoneStale([{ FRAMEWORK: framework, ...arrangement }]));
    }
  }
});

describeOnRedis('the same across four processes on Koa and Express', {}, (redis) => {
  beforeEach(() => redis.newPrefix());

  for (const { sentence, ...arrangement } of arrangements.filter(({ SURROUNDED }) => SURROUNDED === 'yes')) {
    it(`never keep an old body once the write was answered: ${sentence}`, () => {
      const environment = { REDIS: redis.url, PREFIX: redis.prefix, ...arrangement };
      return expectNoneLostAndNoneStale(
        ['koa', 'express', 'koa', 'express'].map((FRAMEWORK) => ({ FRAMEWORK, ...environment })),
      );
    });
  }
});

async function expectNoneLostAndNoneStale(environments: readonly Record<string, string>[]): Promise<void> {
  const each = environments.length === 1 ? OF_ONE_PROCESS : 1;
  /** Readers and writers read: where so many reads begin, one of them at least has ended. */
  const READS = String(2 * each + 1);
  const start = (environment: Record<string, string>) =>
    ArticleProcess.start({ READS, ...environment }, 'late-commit-server.js');
  const processes = await Promise.all(environments.map(start));
  try {
    const names = Array.from({ length: ARTICLES }, (_, index) => `late-${index}`);
    const clients: Client[] = processes.flatMap(({ port }) =>
      names.flatMap((name) => Array.from({ length: each }, () => ({ port, name }))),
    );
    const writers: Hammer = new Hammer({ again: () => writers.accepted < WRITES });
    const readers = new Readers(writers);
    await readers.watch(clients, writers.strike(clients));

    expect(readers.stale).to.deep.equal([]);
    const port = processes[0]?.port as number;
    const values = await Promise.all(names.map((name) => read({ port, name })));
    expect(values.reduce((sum, { value }) => sum + value, 0)).to.equal(writers.accepted);
    expect(writers.accepted).to.be.at.least(WRITES);
    for (const answer of ['kept', 'tagged', 'untagged']) expect(readers.answers.count(answer), answer).to.be.above(0);
  } finally {
    await Promise.all(processes.map((each) => each.kill()));
  }
}
