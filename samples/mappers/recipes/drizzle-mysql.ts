import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import type { MySql2Database } from 'drizzle-orm/mysql2';
import type { ArticleInput } from '../article';
import type { Articles } from '../articles';
import { isDuplicateKey } from '../duplicate-key';

export const articles = mysqlTable('articles', {
  slug: varchar({ length: 100 }).primaryKey(),
  title: varchar({ length: 200 }).notNull(),
  version: varchar({ length: 36 }).notNull(),
});

export class DrizzleMysqlArticles implements Articles {
  constructor(readonly database: MySql2Database) {}

  async versionOf(slug: string) {
    const [row] = await this.database
      .select({ version: articles.version })
      .from(articles)
      .where(eq(articles.slug, slug));
    return row?.version;
  }

  async find(slug: string) {
    const [article] = await this.database.select().from(articles).where(eq(articles.slug, slug));
    return article;
  }

  async create(slug: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    try {
      await this.database.insert(articles).values(article);
      return article;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  async update(slug: string, version: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    const [{ affectedRows }] = await this.database
      .update(articles)
      .set(article)
      .where(and(eq(articles.slug, slug), eq(articles.version, version)));
    return affectedRows === 0 ? undefined : article;
  }

  async remove(slug: string, version: string) {
    const [{ affectedRows }] = await this.database
      .delete(articles)
      .where(and(eq(articles.slug, slug), eq(articles.version, version)));
    return affectedRows > 0;
  }
}
