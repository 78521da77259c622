import type { Articles } from './articles';
import type { Dialect } from './connections/database-url';

/** Articles in an open database. */
export interface OpenArticles {
  readonly articles: Articles;
  /** For tests: runs a task when the mapper has read a row and is about to write it. */
  readonly beforeWrite?: (task: () => Promise<void>) => void;
  close(): Promise<unknown>;
}

export interface Recipe {
  /** The databases on which the recipe runs. */
  readonly on: readonly Dialect[];
  /** Loads the mapper and opens the database. */
  readonly open: (url: URL) => Promise<OpenArticles>;
}

export const RECIPES: Readonly<Record<string, Recipe>> = {
  drizzle: {
    on: ['sqlite', 'postgres', 'mariadb'],
    open: async (url) => (await import('./open/drizzle.js')).openDrizzle(url),
  },
  knex: {
    on: ['sqlite', 'postgres', 'mariadb'],
    open: async (url) => (await import('./open/knex.js')).openKnex(url),
  },
  kysely: {
    on: ['sqlite', 'postgres', 'mariadb'],
    open: async (url) => (await import('./open/kysely.js')).openKysely(url),
  },
  'mikro-orm': {
    on: ['sqlite', 'postgres', 'mariadb'],
    open: async (url) => (await import('./open/mikro-orm.js')).openMikroOrm(url),
  },
  'mikro-orm-flush': {
    on: ['sqlite', 'postgres', 'mariadb'],
    open: async (url) => (await import('./open/mikro-orm.js')).openMikroOrmFlush(url),
  },
  'postgres-xmin': {
    on: ['postgres'],
    open: async (url) => (await import('./open/postgres.js')).openXmin(url),
  },
  prisma: {
    on: ['postgres'],
    open: async (url) => (await import('./open/prisma.js')).openPrisma(url),
  },
  sequelize: {
    on: ['sqlite', 'postgres', 'mariadb'],
    open: async (url) => (await import('./open/sequelize.js')).openSequelize(url),
  },
  'sequelize-save': {
    on: ['sqlite', 'postgres', 'mariadb'],
    open: async (url) => (await import('./open/sequelize.js')).openSequelizeSave(url),
  },
  typeorm: {
    on: ['sqlite', 'postgres', 'mariadb'],
    open: async (url) => (await import('./open/typeorm.js')).openTypeOrm(url),
  },
};
