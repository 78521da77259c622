import { json, step } from '../articles/curl';

const READS = 100;

/** Sends requests and prints who has answered: Varnish or a worker. */
export async function demonstrate(url: string): Promise<void> {
  const article = `${url}/articles/7`;
  await show('PUT', article, 'the first text');
  await show('GET', article);
  await show('GET', article);
  await show('PUT', article, 'the second text');
  await show('GET', article);
  const answers = await Promise.all(Array.from({ length: READS }, () => fetch(article)));
  for (const each of answers) await each.arrayBuffer();
  const hits = answers.filter(({ headers }) => headers.get('x-cache') === 'hit').length;
  console.log(`${READS} reads at once: ${hits} served by Varnish\n`);

  console.log(
    'Try these in this order. X-Cache says whether Varnish has answered itself, X-Worker which worker made the response.\n',
  );
  console.log(
    [
      step(200, 'an article', article),
      step(200, 'a change, which purges the article', `-X PUT ${article} ${json({ text: 'mine' })}`),
      step(200, 'the new article', article),
      step(200, 'the same, from Varnish', article),
    ].join('\n\n'),
  );
  console.log('\nCtrl+C stops them all.');
}

async function show(method: string, url: string, text?: string): Promise<void> {
  const body = text === undefined ? {} : { body: JSON.stringify({ text }) };
  const response = await fetch(url, { method, headers: { 'Content-Type': 'application/json' }, ...body });
  const article = (await response.json()) as { readonly text: string };
  const cache = response.headers.get('x-cache') === 'hit' ? 'Varnish' : `worker ${response.headers.get('x-worker')}`;
  console.log(`${method} ${response.status} ${JSON.stringify(article.text)} from ${cache}`);
}
