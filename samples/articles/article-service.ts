import { NotFoundError } from 'routing-controllers';
import { type EntityTag, type EntityTagList, entityTag, strongMatch } from 'routing-controllers-etag/http';
import { Service } from 'typedi';
import { DataSource, OptimisticLockVersionMismatchError, QueryFailedError, type Repository } from 'typeorm';
import { Article } from './article';
import type { ArticleChanges, ArticleInput, ArticleQuery } from './article-input';
import { ChangeCounter } from './change-counter';
import { randomId } from './random-id';

/** One page of the list, newest articles first, without their text. */
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

  /** The tag of an article, read without its text; `undefined` if there is no such article. */
  async tagOf(slug: string): Promise<string | undefined> {
    const article = await this.#articles.findOne({ select: { id: true, version: true }, where: { slug } });
    return article?.tag;
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

  /** The articles that were changed last. */
  latest(count: number): Promise<Article[]> {
    return this.#articles.find({ order: { updatedAt: 'DESC', id: 'ASC' }, take: count });
  }

  /** How many articles each author has written. */
  authors(): Promise<Count[]> {
    return this.#articles.query('SELECT author AS name, count(*) AS articles FROM article GROUP BY 1 ORDER BY 1');
  }

  /** How many articles there are on each topic. */
  topics(): Promise<Count[]> {
    return this.#articles.query(
      'SELECT value AS name, count(*) AS articles FROM article, json_each(topics) GROUP BY 1 ORDER BY 1',
    );
  }

  /** @throws NotFoundError */
  async get(slug: string): Promise<Article> {
    const article = await this.#articles.findOneBy({ slug });
    if (article === null) throw new NotFoundError(`There is no article "${slug}"`);
    return article;
  }

  /** Creates an article; `undefined` if its slug is taken, also when another process was faster by a moment. */
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
   * Changes an article.
   *
   * @param versions those that the client has seen: the article must still be one of them when the row is written
   * @throws OptimisticLockVersionMismatchError if it is not; then nothing is changed
   * @throws NotFoundError
   */
  async update(slug: string, changes: ArticleChanges, versions: EntityTagList): Promise<Article> {
    const article = await this.#oneOf(versions, slug);
    if (Object.values(changes).every((value) => value === undefined)) return article;
    const updatedAt = new Date();
    const { id, version } = article;
    const { affected } = await this.#articles.update({ id, version }, { ...changes, updatedAt });
    if (affected === 0) throw await this.#overtaken(article);
    return this.#articles.merge(article, changes, { updatedAt, version: version + 1 });
  }

  /** Deletes an article; for the parameters and errors see {@link update}. */
  async remove(slug: string, versions: EntityTagList): Promise<void> {
    const article = await this.#oneOf(versions, slug);
    const { id, version } = article;
    const { affected } = await this.#articles.delete({ id, version });
    if (affected === 0) throw await this.#overtaken(article);
  }

  async #oneOf(versions: EntityTagList, slug: string): Promise<Article> {
    const article = await this.get(slug);
    const current = entityTag(article.tag);
    if (versions === '*' || versions.some((version) => strongMatch(version, current))) return article;
    throw versionMismatch(versionIn(versions[0]), article.version);
  }

  /** The error for a write that has found the row changed, or gone, since it was read. */
  async #overtaken({ slug, version }: Article): Promise<Error> {
    const current = await this.get(slug);
    return versionMismatch(version, current.version);
  }
}

/** TypeORM's own error, though `update` and `delete` leave it to their callers: the controller's `@ETag` makes it a 412. */
function versionMismatch(seen: number, current: number): Error {
  return new OptimisticLockVersionMismatchError(Article.name, seen, current);
}

/** The number in an article's tag. */
function versionIn(tag: EntityTag | undefined): number {
  return Number(tag?.value.split('-').at(-1));
}

/** SQLite's extended result code for a row that a UNIQUE constraint forbids. */
const SQLITE_CONSTRAINT_UNIQUE = 2067;

function isUniqueViolation(error: unknown): boolean {
  return error instanceof QueryFailedError && 'errcode' in error && error.errcode === SQLITE_CONSTRAINT_UNIQUE;
}
