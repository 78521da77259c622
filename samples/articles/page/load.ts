import type { Article } from './article';
import { sendAs } from './send-as';

/** How many visitors read simultaneously, and how many pages each reads. */
const VISITORS = 5;
const PAGES = 24;

/** Simulates the load of a real site: many reads, mostly repeated, and occasional writes. */
export async function makeLoad(articles: readonly Pick<Article, 'slug'>[]): Promise<number> {
  const counts = await Promise.all(Array.from({ length: VISITORS }, (_, visitor) => visit(articles, visitor)));
  return counts.reduce((total, count) => total + count, 0);
}

async function visit(articles: readonly Pick<Article, 'slug'>[], visitor: number): Promise<number> {
  const send = sendAs(`visitor ${visitor + 1}`);
  const read = (url: string) =>
    send(url, { headers: {}, cache: 'no-cache' }).then((response) => response.arrayBuffer());
  const popular = articles.slice(0, 4);
  for (let page = 0; page < PAGES; page++) {
    await pause();
    const article = popular[(visitor + page * page) % popular.length];
    if (article === undefined) return page;
    await read(
      [`/articles/${article.slug}`, '/articles?limit=10', `/articles/${article.slug}/text`, '/topics'][
        page % 4
      ] as string,
    );
    if (page % 8 === 5) await write(`/articles/${article.slug}`, send, page);
  }
  return PAGES;
}

/** A visitor looks at a page for a while. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250 * Math.random()));
}

/** Sends a write with the current version, and then one with an old version or none. */
async function write(url: string, send: ReturnType<typeof sendAs>, page: number): Promise<void> {
  const read = await send(url, { headers: {}, cache: 'no-cache' });
  const { author }: Article = await read.json();
  const tag = read.headers.get('ETag') ?? '';
  const patch = async (condition: Record<string, string>) => {
    const headers = { 'Content-Type': 'application/json', ...condition };
    await (await send(url, { method: 'PATCH', headers, body: JSON.stringify({ author }) })).arrayBuffer();
  };
  await patch({ 'If-Match': tag });
  await patch(page % 16 === 5 ? { 'If-Match': tag } : {});
}
