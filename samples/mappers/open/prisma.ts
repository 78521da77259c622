import { PrismaPg } from '@prisma/adapter-pg';
import { serverOf } from '../connections/database-url';
import type { OpenArticles } from '../open-articles';
import { PrismaClient } from '../prisma/generated/client';
import { PrismaArticles } from '../recipes/prisma';

export async function openPrisma(url: URL): Promise<OpenArticles> {
  const prisma = new PrismaClient({ adapter: new PrismaPg(serverOf(url)) });
  return { articles: new PrismaArticles(prisma), close: () => prisma.$disconnect() };
}
