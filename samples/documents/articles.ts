import { createHash } from 'node:crypto';
import { IsString } from 'class-validator';
import { NotFoundError } from 'routing-controllers';

/** An id is never reused, so a counted version cannot repeat. */
export interface Article {
  readonly id: number;
  readonly title: string;
  readonly version: number;
}

export class ArticleInput {
  @IsString() title!: string;
}

/** A feed of articles. */
export interface Feed {
  readonly hash: string;
  readonly updatedAt: Date;
  readonly items: readonly Article[];
}

class Articles {
  readonly #stored = new Map<number, Article>([
    [7, { id: 7, title: 'Conditional requests', version: 3 }],
    [8, { id: 8, title: 'Caches', version: 1 }],
  ]);
  #lastId = 8;
  #changes = 0;

  /** `undefined` if there is no such article. */
  async versionOf(id: number): Promise<number | undefined> {
    return this.#stored.get(id)?.version;
  }

  /** Changes whenever an article is created, changed or deleted. */
  async changes(): Promise<number> {
    return this.#changes;
  }

  /** @throws NotFoundError */
  async find(id: number): Promise<Article> {
    const article = this.#stored.get(id);
    if (article === undefined) throw new NotFoundError(`There is no article ${id}`);
    return article;
  }

  async list(): Promise<Article[]> {
    return [...this.#stored.values()];
  }

  /** All articles, because each user may write here. */
  async ofUser(_user: string): Promise<Article[]> {
    return this.list();
  }

  /** @throws NotFoundError */
  async translated(id: number, { language }: { readonly tenant: string; readonly language: string }): Promise<Article> {
    const { title, ...article } = await this.find(id);
    return { ...article, title: `${title} (${language})` };
  }

  async feed(id: number): Promise<Feed> {
    const article = await this.find(id);
    const hash = createHash('sha256').update(JSON.stringify(article)).digest('base64url');
    return { hash, updatedAt: new Date('2001-01-01T00:00:00Z'), items: [article] };
  }

  async create({ title }: ArticleInput): Promise<Article> {
    return this.#store({ id: ++this.#lastId, title, version: 1 });
  }

  /** @throws NotFoundError */
  async update(id: number, { title }: ArticleInput): Promise<Article> {
    const { version } = await this.find(id);
    return this.#store({ id, title, version: version + 1 });
  }

  /** `UPDATE … WHERE id = ? AND version = ?`: `undefined` if that changes no row. */
  async updateWhere(
    { id, version }: { readonly id: number; readonly version: number },
    changes: ArticleInput,
  ): Promise<Article | undefined> {
    return this.#stored.get(id)?.version === version ? this.update(id, changes) : undefined;
  }

  async remove(id: number): Promise<void> {
    if (this.#stored.delete(id)) this.#changes++;
  }

  #store(article: Article): Article {
    this.#changes++;
    this.#stored.set(article.id, article);
    return article;
  }
}

/** The articles of the examples in the documents, in memory. */
export const articles = new Articles();
