import type { Pool } from 'pg';
import type { Article, ArticleInput } from '../article';
import type { Articles } from '../articles';

/** A table without a version column: PostgreSQL's own `xmin` is the transaction that has written the row. */
export class XminArticles implements Articles {
  constructor(readonly pool: Pool) {}

  async versionOf(slug: string) {
    return (await this.find(slug))?.version;
  }

  async find(slug: string) {
    const { rows } = await this.pool.query<Article>(
      'SELECT slug, title, xmin::text AS version FROM plain_articles WHERE slug = $1',
      [slug],
    );
    return rows[0];
  }

  async create(slug: string, { title }: ArticleInput) {
    const { rows } = await this.pool.query<Article>(
      `INSERT INTO plain_articles (slug, title) VALUES ($1, $2) ON CONFLICT DO NOTHING
       RETURNING slug, title, xmin::text AS version`,
      [slug, title],
    );
    return rows[0];
  }

  async update(slug: string, version: string, { title }: ArticleInput) {
    const { rows } = await this.pool.query<Article>(
      `UPDATE plain_articles SET title = $3 WHERE slug = $1 AND xmin::text = $2
       RETURNING slug, title, xmin::text AS version`,
      [slug, version, title],
    );
    return rows[0];
  }

  async remove(slug: string, version: string) {
    const { rowCount } = await this.pool.query('DELETE FROM plain_articles WHERE slug = $1 AND xmin::text = $2', [
      slug,
      version,
    ]);
    return rowCount === 1;
  }
}
