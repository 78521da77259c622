import { NotFoundError } from 'routing-controllers';
import { Service } from 'typedi';
import { DataSource, QueryFailedError, type Repository } from 'typeorm';
import { Article } from './article';
import type { ArticleChanges, ArticleInput, ArticleQuery } from './article-input';
import { ArticleVersion } from './article-version';
import { ChangeCounter } from './change-counter';
import { randomId } from './random-id';

/** One page of the list: the newest articles first, without their text. */
export interface ArticlePage {
  readonly total: number;
  readonly articles: readonly Article[];
}

export interface Count {
  readonly name: string;
  readonly articles: number;
}

/** The articles in the database. */
@Service()
export class ArticleService {
  readonly #articles: Repository<Article>;
  readonly #counters: Repository<ChangeCounter>;

  constructor(database: DataSource) {
    this.#articles = database.getRepository(Article);
    this.#counters = database.getRepository(ChangeCounter);
  }

  /** The version of the articles as a whole. */
  version(): Promise<ChangeCounter> {
    return this.#counters.findOneByOrFail({ name: 'article' });
  }

  /** The version of an article, read without its text; `undefined` if there is no such article. */
  async versionOf(slug: string): Promise<ArticleVersion | undefined> {
    const article = await this.#articles.findOne({ select: { id: true, version: true }, where: { slug } });
    return article === null ? undefined : new ArticleVersion(article.id, article.version);
  }

  /** When an article was last changed; `undefined` if there is no such article. */
  async changeOf(slug: string): Promise<Date | undefined> {
    const article = await this.#articles.findOne({ select: { id: true, updatedAt: true }, where: { slug } });
    return article?.updatedAt;
  }

  async list({ author, limit, offset }: ArticleQuery): Promise<ArticlePage> {
    const [articles, total] = await this.#articles.findAndCount({
      select: { id: true, slug: true, title: true, author: true, topics: true, summary: true, updatedAt: true },
      where: author === undefined ? {} : { author },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { total, articles };
  }

  /** The most recently changed articles. */
  latest(count: number): Promise<Article[]> {
    return this.#articles.find({ order: { updatedAt: 'DESC', id: 'ASC' }, take: count });
  }

  /** The number of articles by each author. */
  authors(): Promise<Count[]> {
    return this.#articles.query('SELECT author AS name, count(*) AS articles FROM article GROUP BY 1 ORDER BY 1');
  }

  /** The number of articles on each topic. */
  topics(): Promise<Count[]> {
    return this.#articles.query(
      'SELECT value AS name, count(*) AS articles FROM article, json_each(topics) GROUP BY 1 ORDER BY 1',
    );
  }

  /** @throws NotFoundError if there is no such article */
  async get(slug: string): Promise<Article> {
    const article = await this.#articles.findOneBy({ slug });
    if (article === null) throw new NotFoundError(`There is no article "${slug}"`);
    return article;
  }

  /**
   * Creates an article; returns `undefined` if its slug is taken, even if another process took it only a moment ago.
   */
  async create(slug: string, input: ArticleInput): Promise<Article | undefined> {
    const now = new Date();
    const article = this.#articles.create({ ...input, id: randomId(), slug, createdAt: now, updatedAt: now });
    try {
      await this.#articles.insert(article);
    } catch (error) {
      if (isUniqueViolation(error)) return undefined;
      throw error;
    }
    return article;
  }

  /**
   * Changes an article if it still has this version, and returns it.
   *
   * @returns `undefined` if it has another version or was deleted; nothing is changed then
   */
  async update({ id, version }: ArticleVersion, changes: ArticleChanges): Promise<Article | undefined> {
    if (Object.values(changes).some((value) => value !== undefined)) {
      const { affected } = await this.#articles.update({ id, version }, { ...changes, updatedAt: new Date() });
      if (affected === 0) return undefined;
    }
    return (await this.#articles.findOneBy({ id })) ?? undefined;
  }

  /**
   * Changes an article regardless of its version.
   * @throws NotFoundError if there is no such article
   */
  async overwrite(slug: string, changes: ArticleChanges): Promise<Article> {
    await this.#articles.update({ slug }, { ...changes, updatedAt: new Date() });
    return this.get(slug);
  }

  /** Deletes an article if it still has this version, and returns whether it had. */
  async remove({ id, version }: ArticleVersion): Promise<boolean> {
    const { affected } = await this.#articles.delete({ id, version });
    return affected !== 0;
  }
}

/** SQLite's extended result code for a violated UNIQUE constraint. */
const SQLITE_CONSTRAINT_UNIQUE = 2067;

function isUniqueViolation(error: unknown): boolean {
  return error instanceof QueryFailedError && 'errcode' in error && error.errcode === SQLITE_CONSTRAINT_UNIQUE;
}
