import { Knex } from 'knex';
import { Sqlite } from './sqlite';

const BetterSqlite3: typeof Knex.Client = require('knex/lib/dialects/better-sqlite3');

/** Knex' own dialect, which would load the better-sqlite3 package. */
export class KnexOnSqlite extends BetterSqlite3 {
  _driver() {
    return Sqlite;
  }
}
