import knex from 'knex';
import { dialectOf, serverOf } from '../connections/database-url';
import { KnexOnSqlite } from '../connections/knex-on-sqlite';
import type { OpenArticles } from '../open-articles';
import { KnexArticles } from '../recipes/knex';

export async function openKnex(url: URL): Promise<OpenArticles> {
  const database = {
    sqlite: () => knex({ client: KnexOnSqlite, connection: { filename: url.pathname }, useNullAsDefault: true }),
    postgres: () => knex({ client: 'pg', connection: serverOf(url) }),
    mariadb: () => knex({ client: 'mysql2', connection: serverOf(url) }),
  }[dialectOf(url)]();
  return { articles: new KnexArticles(database), close: () => database.destroy() };
}
