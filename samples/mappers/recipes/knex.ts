import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Article, ArticleInput } from '../article';
import type { Articles } from '../articles';
import { isDuplicateKey } from '../duplicate-key';

export class KnexArticles implements Articles {
  constructor(readonly database: Knex) {}

  async versionOf(slug: string) {
    const row = await this.#articles().where({ slug }).first('version');
    return row?.version;
  }

  find(slug: string) {
    return this.#articles().where({ slug }).first();
  }

  async create(slug: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    try {
      await this.#articles().insert(article);
      return article;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  async update(slug: string, version: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    const rows = await this.#articles().where({ slug, version }).update(article);
    return rows === 0 ? undefined : article;
  }

  async remove(slug: string, version: string) {
    const rows = await this.#articles().where({ slug, version }).delete();
    return rows > 0;
  }

  #articles() {
    return this.database<Article>('articles');
  }
}
