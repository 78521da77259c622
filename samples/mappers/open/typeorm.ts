import { DataSource } from 'typeorm';
import { dialectOf, serverOf } from '../connections/database-url';
import { Sqlite } from '../connections/sqlite';
import type { OpenArticles } from '../open-articles';
import { ArticleEntity, TypeOrmArticles } from '../recipes/typeorm';

export async function openTypeOrm(url: URL): Promise<OpenArticles> {
  const source = await dataSource(url, [ArticleEntity]).initialize();
  return { articles: new TypeOrmArticles(source.getRepository(ArticleEntity)), close: () => source.destroy() };
}

export function dataSource(url: URL, entities: Function[]): DataSource {
  const { user: username, ...server } = serverOf(url);
  switch (dialectOf(url)) {
    case 'sqlite':
      return new DataSource({ type: 'better-sqlite3', driver: Sqlite, database: url.pathname, entities });
    case 'postgres':
      return new DataSource({ type: 'postgres', ...server, username, entities });
    case 'mariadb':
      return new DataSource({ type: 'mariadb', ...server, username, entities });
  }
}
