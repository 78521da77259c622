import { randomUUID } from 'node:crypto';
import { defineEntity, type InferEntity, UniqueConstraintViolationException } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { ArticleInput } from '../article';
import type { Articles } from '../articles';

export const CountedArticleEntity = defineEntity({
  name: 'CountedArticle',
  tableName: 'counted_articles',
  properties: (p) => ({
    id: p.uuid().primary(),
    slug: p.string().length(100).unique(),
    title: p.string().length(200),
    version: p.integer().version(),
  }),
});

export class MikroOrmFlushedArticles implements Articles {
  constructor(readonly entities: SqlEntityManager) {}

  async versionOf(slug: string) {
    return (await this.find(slug))?.version;
  }

  async find(slug: string) {
    const article = await this.entities.fork().findOne(CountedArticleEntity, { slug });
    return article === null ? undefined : representation(article);
  }

  async create(slug: string, { title }: ArticleInput) {
    const entities = this.entities.fork();
    try {
      const article = entities.create(CountedArticleEntity, { id: randomUUID(), slug, title });
      await entities.flush();
      return representation(article);
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) return undefined;
      throw error;
    }
  }

  async update(slug: string, version: string, input: ArticleInput) {
    const entities = this.entities.fork();
    const article = await entities.findOne(CountedArticleEntity, { slug });
    if (article === null || representation(article).version !== version) return undefined;
    entities.assign(article, { title: input.title });
    await entities.flush(); // UPDATE … WHERE id = ? AND version = ?; OptimisticLockError if that finds no row
    return representation(article);
  }

  /** `em.remove()` would not compare the version. */
  async remove(slug: string, version: string) {
    const entities = this.entities.fork();
    const article = await entities.findOne(CountedArticleEntity, { slug });
    if (article === null || representation(article).version !== version) return false;
    const rows = await entities.nativeDelete(CountedArticleEntity, { id: article.id, version: article.version });
    return rows > 0;
  }
}

/** The counter starts at 1 for every article; with the id of its creation it cannot come back. */
function representation({ id, slug, title, version }: InferEntity<typeof CountedArticleEntity>) {
  return { slug, title, version: `${id}-${version}` };
}
