/** A typical record of an API's list: about 200 bytes of JSON. */
export interface Article {
  readonly id: number;
  readonly title: string;
  readonly author: { readonly id: number; readonly name: string };
  readonly summary: string;
  readonly tags: readonly string[];
  readonly published: boolean;
  readonly updatedAt: string;
}

/** The sizes of the lists, in kilobytes of JSON. */
export const SIZES: readonly number[] = [1, 20, 200];

const AUTHORS = ['Ada Byron', 'Grace Hopper', 'Edsger Dijkstra', 'Barbara Liskov', 'Donald Knuth'];
const TAGS = ['http', 'caching', 'typescript', 'koa', 'proxies', 'rfc9110'];

const lists = new Map(SIZES.map((kilobytes) => [kilobytes, listOf(kilobytes)]));

/** The list whose JSON has this many kilobytes. Each call returns the same object, like an application's cache. */
export function articles(kilobytes: number): readonly Article[] {
  const list = lists.get(kilobytes);
  if (list === undefined) throw new RangeError(`there is no list of ${kilobytes} KB`);
  return list;
}

function listOf(kilobytes: number): Article[] {
  const list: Article[] = [];
  for (let bytes = 2; bytes < kilobytes * 1000; ) {
    const next = article(list.length + 1);
    bytes += JSON.stringify(next).length + 1;
    list.push(next);
  }
  return list;
}

function article(id: number): Article {
  const author = id % AUTHORS.length;
  return {
    id,
    title: `Revalidation, part ${id}`,
    author: { id: author + 1, name: AUTHORS[author] as string },
    summary: `What a cache asks its origin, and what it answers: case ${id} of many.`,
    tags: [TAGS[id % TAGS.length] as string, TAGS[(id * 5 + 2) % TAGS.length] as string],
    published: id % 7 !== 0,
    updatedAt: new Date(Date.UTC(2025, id % 12, (id % 28) + 1, id % 24, id % 60)).toISOString(),
  };
}
