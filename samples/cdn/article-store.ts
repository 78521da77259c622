import type { createClient } from 'redis';
import { NotFoundError } from 'routing-controllers';

export interface Article {
  readonly id: string;
  readonly text: string;
}

type Client = Pick<ReturnType<typeof createClient>, 'get' | 'set'>;

/** Articles expire, so that the sample leaves nothing in a Redis. In seconds. */
const EXPIRY = 3600;

/** Stores the articles of all workers in Redis. */
export class ArticleStore {
  constructor(
    readonly client: Client,
    readonly prefix: string,
  ) {}

  /** @throws NotFoundError */
  async find(id: string): Promise<Article> {
    const text = await this.client.get(this.#key(id));
    if (typeof text !== 'string') throw new NotFoundError(`There is no article ${id}`);
    return { id, text };
  }

  async save(article: Article): Promise<Article> {
    await this.client.set(this.#key(article.id), article.text, { EX: EXPIRY });
    return article;
  }

  #key(id: string): string {
    return `${this.prefix}article:${id}`;
  }
}
