import { MysqlDialect, PostgresDialect, SqliteDialect } from 'kysely';
import { createPool } from 'mysql2';
import { Pool } from 'pg';
import { dialectOf, serverOf } from './database-url';
import { Sqlite } from './sqlite';

export function kyselyDialect(url: URL) {
  return {
    sqlite: () => kyselyOnSqlite(url),
    postgres: () => new PostgresDialect({ pool: new Pool(serverOf(url)) }),
    mariadb: () => new MysqlDialect({ pool: createPool(serverOf(url)) }),
  }[dialectOf(url)]();
}

export function kyselyOnSqlite(url: URL) {
  return new SqliteDialect({ database: async () => new Sqlite(url.pathname) as never });
}
