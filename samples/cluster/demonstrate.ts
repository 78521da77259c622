import { header, json, step } from '../articles/curl';
import { seedArticles } from '../articles/seed-articles';
import { type Answer, ask } from './ask';
import { hammer } from './hammer';

const CLIENTS = 5;
const UPDATES = 20;

/** Shows on the terminal that several workers act as one. */
export async function demonstrate(url: string, workers: number): Promise<void> {
  const article = `${url}/articles/${seedArticles[0]?.slug}`;
  const first = await answersOfAll(article, workers);
  console.log(`The same tag for one article: ${agreed(first)}`);

  const write = await ask('PATCH', article, { 'If-Match': '*' }, { topics: ['cluster'] });
  const second = await answersOfAll(article, workers);
  console.log(`A write on worker ${write.worker}, seen by all: ${agreed(second, write.tag)}`);

  const counter = await createCounter(url);
  console.log(`${CLIENTS} clients count to ${CLIENTS * UPDATES}, each by GET and PATCH with If-Match ...`);
  const { accepted, refused } = await hammer(counter, CLIENTS, UPDATES);
  const value = Number((await ask('GET', counter)).article.body);
  console.log(`${refused} updates refused with 412 and repeated`);
  console.log(`${accepted} updates accepted, value ${value}, ${accepted - value} lost\n`);

  console.log(
    'Try these commands in order. Each number is the status of the response, and X-Worker is the worker that sent it.\n',
  );
  console.log(await commands(article));
  console.log('\nPress Ctrl+C to stop all of them.');
}

/** One response of each worker. */
async function answersOfAll(url: string, workers: number): Promise<Answer[]> {
  const answers = new Map<string, Answer>();
  while (answers.size < workers) {
    const answer = await ask('GET', url);
    answers.set(answer.worker, answer);
  }
  return [...answers.values()].sort((one, other) => one.worker.localeCompare(other.worker));
}

function agreed(answers: readonly Answer[], expected = answers[0]?.tag): string {
  const tags = answers.map(({ worker, tag }) => `${tag} from worker ${worker}`);
  if (answers.some(({ tag }) => tag !== expected)) throw new Error(`The workers do not agree: ${tags.join(', ')}`);
  return `${expected} from the workers ${answers.map(({ worker }) => worker).join(', ')}`;
}

async function createCounter(url: string): Promise<string> {
  const counter = `${url}/articles/counter`;
  const content = {
    title: 'A counter',
    author: 'All',
    topics: ['cluster'],
    summary: 'The number of counts.',
    body: '0',
  };
  await ask('PUT', counter, { 'If-None-Match': '*' }, content);
  return counter;
}

async function commands(url: string): Promise<string> {
  const { tag } = await ask('GET', url);
  const patch = `-X PATCH ${url} ${json({ topics: ['mine'] })}`;
  return [
    step(200, 'an article, from one worker', url),
    step(304, 'not modified, from the next worker', url, header(`If-None-Match: ${tag}`)),
    step(200, 'changed on another worker', patch, header(`If-Match: ${tag}`)),
    step(412, 'the same again; that version is outdated on all workers', patch, header(`If-Match: ${tag}`)),
    step(200, 'the new version, from any worker', url, header(`If-None-Match: ${tag}`)),
  ].join('\n\n');
}
