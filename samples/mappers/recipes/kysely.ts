import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Article, ArticleInput } from '../article';
import type { Articles } from '../articles';
import { isDuplicateKey } from '../duplicate-key';

export interface Database {
  articles: Article;
}

export class KyselyArticles implements Articles {
  constructor(readonly database: Kysely<Database>) {}

  async versionOf(slug: string) {
    const row = await this.database
      .selectFrom('articles')
      .select('version')
      .where('slug', '=', slug)
      .executeTakeFirst();
    return row?.version;
  }

  find(slug: string) {
    return this.database.selectFrom('articles').selectAll().where('slug', '=', slug).executeTakeFirst();
  }

  async create(slug: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    try {
      await this.database.insertInto('articles').values(article).execute();
      return article;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  async update(slug: string, version: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    const { numUpdatedRows } = await this.database
      .updateTable('articles')
      .set(article)
      .where('slug', '=', slug)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 0n ? undefined : article;
  }

  async remove(slug: string, version: string) {
    const { numDeletedRows } = await this.database
      .deleteFrom('articles')
      .where('slug', '=', slug)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }
}
