import { drizzle as drizzleOnMysql } from 'drizzle-orm/mysql2';
import { drizzle as drizzleOnPostgres } from 'drizzle-orm/node-postgres';
import { drizzle as drizzleOnSqlite } from 'drizzle-orm/sqlite-proxy';
import { createPool } from 'mysql2/promise';
import { Pool } from 'pg';
import { dialectOf, serverOf } from '../connections/database-url';
import { Sqlite } from '../connections/sqlite';
import type { OpenArticles } from '../open-articles';
import { DrizzleMysqlArticles } from '../recipes/drizzle-mysql';
import { DrizzlePostgresArticles } from '../recipes/drizzle-postgres';
import { DrizzleSqliteArticles } from '../recipes/drizzle-sqlite';

export async function openDrizzle(url: URL): Promise<OpenArticles> {
  switch (dialectOf(url)) {
    case 'sqlite': {
      const sqlite = new Sqlite(url.pathname);
      const database = drizzleOnSqlite(async (sql, parameters, method) => {
        const rows = sqlite
          .prepare(sql)
          .all(...parameters)
          .map((row) => Object.values(row as object));
        return { rows: method === 'get' ? (rows[0] as never) : rows };
      });
      return { articles: new DrizzleSqliteArticles(database), close: async () => sqlite.close() };
    }
    case 'postgres': {
      const pool = new Pool(serverOf(url));
      return { articles: new DrizzlePostgresArticles(drizzleOnPostgres(pool)), close: () => pool.end() };
    }
    case 'mariadb': {
      const pool = createPool(serverOf(url));
      return { articles: new DrizzleMysqlArticles(drizzleOnMysql(pool)), close: () => pool.end() };
    }
  }
}
