import { MikroORM as MariaDbOrm } from '@mikro-orm/mariadb';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { SqliteDriver, MikroORM as SqlOrm } from '@mikro-orm/sql';
import { dialectOf, serverOf } from '../connections/database-url';
import { kyselyOnSqlite } from '../connections/kysely-dialect';
import type { OpenArticles } from '../open-articles';
import { ArticleEntity, MikroOrmArticles } from '../recipes/mikro-orm';
import { CountedArticleEntity, MikroOrmFlushedArticles } from '../recipes/mikro-orm-flush';

export async function openMikroOrm(url: URL): Promise<OpenArticles> {
  const orm = await mikroOrm(url);
  return { articles: new MikroOrmArticles(orm.em), close: () => orm.close() };
}

export async function openMikroOrmFlush(url: URL): Promise<OpenArticles> {
  const orm = await mikroOrm(url);
  return {
    articles: new MikroOrmFlushedArticles(orm.em),
    beforeWrite: (task) => orm.em.getEventManager().registerSubscriber({ beforeUpdate: task }),
    close: () => orm.close(),
  };
}

export async function mikroOrm(url: URL) {
  const entities = [ArticleEntity, CountedArticleEntity];
  const { database: dbName, ...server } = serverOf(url);
  switch (dialectOf(url)) {
    case 'sqlite':
      return SqlOrm.init({
        driver: SqliteDriver,
        entities,
        dbName: url.pathname,
        driverOptions: kyselyOnSqlite(url),
      });
    case 'postgres':
      return PostgresOrm.init({ entities, dbName, ...server });
    case 'mariadb':
      return MariaDbOrm.init({ entities, dbName, ...server });
  }
}
