import { type Generated, type Kysely, sql } from 'kysely';
import type { ArticleInput } from '../article';
import type { Articles } from '../articles';
import { isDuplicateKey } from '../duplicate-key';

export interface SqlServerDatabase {
  /** `CREATE TABLE articles (slug nvarchar(100) PRIMARY KEY, title nvarchar(200) NOT NULL, version rowversion)` */
  articles: { slug: string; title: string; version: Generated<Buffer> };
}

/** SQL Server gives each row that is written the next number of the whole database: `rowversion`, eight bytes. */
const version = sql<string>`convert(varchar(18), version, 1)`;
const inserted = sql<string>`convert(varchar(18), inserted.version, 1)`;

export class SqlServerArticles implements Articles {
  constructor(readonly database: Kysely<SqlServerDatabase>) {}

  async versionOf(slug: string) {
    return (await this.find(slug))?.version;
  }

  find(slug: string) {
    return this.database
      .selectFrom('articles')
      .select(['slug', 'title', version.as('version')])
      .where('slug', '=', slug)
      .executeTakeFirst();
  }

  async create(slug: string, { title }: ArticleInput) {
    try {
      return await this.database
        .insertInto('articles')
        .values({ slug, title })
        .output(['inserted.slug', 'inserted.title', inserted.as('version')])
        .executeTakeFirst();
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  update(slug: string, seen: string, { title }: ArticleInput) {
    return this.database
      .updateTable('articles')
      .set({ title })
      .output(['inserted.slug', 'inserted.title', inserted.as('version')])
      .where('slug', '=', slug)
      .where(sql<boolean>`version = convert(binary(8), ${seen}, 1)`)
      .executeTakeFirst();
  }

  async remove(slug: string, seen: string) {
    const { numDeletedRows } = await this.database
      .deleteFrom('articles')
      .where('slug', '=', slug)
      .where(sql<boolean>`version = convert(binary(8), ${seen}, 1)`)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }
}
