import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { type BaseSQLiteDatabase, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ArticleInput } from '../article';
import type { Articles } from '../articles';

export const articles = sqliteTable('articles', {
  slug: text().primaryKey(),
  title: text().notNull(),
  version: text().notNull(),
});

export class DrizzleSqliteArticles implements Articles {
  constructor(readonly database: BaseSQLiteDatabase<'async', unknown>) {}

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
    const [created] = await this.database.insert(articles).values(article).onConflictDoNothing().returning();
    return created;
  }

  async update(slug: string, version: string, { title }: ArticleInput) {
    const [updated] = await this.database
      .update(articles)
      .set({ title, version: randomUUID() })
      .where(and(eq(articles.slug, slug), eq(articles.version, version)))
      .returning();
    return updated;
  }

  async remove(slug: string, version: string) {
    const [removed] = await this.database
      .delete(articles)
      .where(and(eq(articles.slug, slug), eq(articles.version, version)))
      .returning();
    return removed !== undefined;
  }
}
