import { randomUUID } from 'node:crypto';
import { defineEntity, UniqueConstraintViolationException } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { ArticleInput } from '../article';
import type { Articles } from '../articles';

export const ArticleEntity = defineEntity({
  name: 'Article',
  tableName: 'articles',
  properties: (p) => ({
    slug: p.string().primary().length(100),
    title: p.string().length(200),
    version: p.string().length(36),
  }),
});

export class MikroOrmArticles implements Articles {
  constructor(readonly entities: SqlEntityManager) {}

  async versionOf(slug: string) {
    const row = await this.entities.fork().findOne(ArticleEntity, { slug }, { fields: ['version'] });
    return row?.version;
  }

  async find(slug: string) {
    return (await this.entities.fork().findOne(ArticleEntity, { slug })) ?? undefined;
  }

  async create(slug: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    try {
      await this.entities.fork().insert(ArticleEntity, article);
      return article;
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) return undefined;
      throw error;
    }
  }

  async update(slug: string, version: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    const rows = await this.entities.fork().nativeUpdate(ArticleEntity, { slug, version }, article);
    return rows === 0 ? undefined : article;
  }

  async remove(slug: string, version: string) {
    const rows = await this.entities.fork().nativeDelete(ArticleEntity, { slug, version });
    return rows > 0;
  }
}
