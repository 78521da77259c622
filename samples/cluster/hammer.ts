import { ask } from './ask';

/** The result of the updates. */
export interface Updates {
  /** How many updates were answered with 200. */
  readonly accepted: number;
  /** How many updates were answered with 412 and repeated. */
  readonly refused: number;
}

/** Lets clients count simultaneously in an article's body: each reads the number and writes the next one. */
export async function hammer(url: string, clients: number, updates: number): Promise<Updates> {
  let accepted = 0;
  let refused = 0;
  const count = async () => {
    for (let update = 0; update < updates; update++) {
      while (!(await increment(url))) refused++;
      accepted++;
    }
  };
  await Promise.all(Array.from({ length: clients }, count));
  return { accepted, refused };
}

/** Increments the number. Returns `false` if somebody else has written since it was read. */
async function increment(url: string): Promise<boolean> {
  const { tag, article } = await ask('GET', url);
  const { status } = await ask('PATCH', url, { 'If-Match': tag }, { body: String(Number(article.body) + 1) });
  if (status !== 200 && status !== 412) throw new Error(`An update was answered with ${status}`);
  return status === 200;
}
