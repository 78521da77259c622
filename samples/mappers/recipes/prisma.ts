import { randomUUID } from 'node:crypto';
import type { ArticleInput } from '../article';
import type { Articles } from '../articles';
import { Prisma, type PrismaClient } from '../prisma/generated/client';

export class PrismaArticles implements Articles {
  constructor(readonly prisma: PrismaClient) {}

  async versionOf(slug: string) {
    const row = await this.prisma.article.findUnique({ select: { version: true }, where: { slug } });
    return row?.version;
  }

  async find(slug: string) {
    return (await this.prisma.article.findUnique({ where: { slug } })) ?? undefined;
  }

  async create(slug: string, { title }: ArticleInput) {
    try {
      return await this.prisma.article.create({ data: { slug, title, version: randomUUID() } });
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return undefined;
      throw error;
    }
  }

  /** Prisma throws P2025 if no row is at this version. */
  update(slug: string, version: string, { title }: ArticleInput) {
    return this.prisma.article.update({ where: { slug, version }, data: { title, version: randomUUID() } });
  }

  /** The same. */
  async remove(slug: string, version: string) {
    await this.prisma.article.delete({ where: { slug, version } });
    return true;
  }
}
