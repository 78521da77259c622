import { expect } from 'chai';
import type { Counters } from './counters';
import { type Client, Hammer } from './hammer';

/** Lets clients count in articles of their own, and expects so many numbers to be accepted, and to be there. */
export async function expectAllCounted(
  count: number,
  counters: Counters,
  articles: readonly string[],
  clientsOf: (article: string) => readonly Client[],
): Promise<void> {
  await counters.create(...articles);
  const hammer = new Hammer();
  await hammer.strike(articles.flatMap(clientsOf));
  expect(hammer.answers.count('refused')).to.be.above(0);
  expect(hammer.accepted).to.equal(count);
  expect(await counters.value(...articles)).to.equal(count);
}
