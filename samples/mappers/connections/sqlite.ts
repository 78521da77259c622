import { DatabaseSync } from '@photostructure/sqlite';

type Statement = ReturnType<InstanceType<typeof DatabaseSync>['prepare']>;
type Parameters = globalThis.Parameters<Statement['all']>;

/** SQLite without an install script, with the part of better-sqlite3's interface that TypeORM, Kysely and Knex use. */
export class Sqlite {
  readonly #database: InstanceType<typeof DatabaseSync>;

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { timeout: 5000 });
    this.#database.exec('PRAGMA journal_mode = WAL');
  }

  prepare(sql: string) {
    const statement = this.#database.prepare(sql);
    return {
      reader: statement.columns().length > 0,
      all: (...parameters: unknown[]) => statement.all(...(parameters.flat() as Parameters)),
      run: (...parameters: unknown[]) => statement.run(...(parameters.flat() as Parameters)),
    };
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  pragma(source: string): unknown[] {
    return this.#database.prepare(`PRAGMA ${source}`).all();
  }

  close(): void {
    this.#database.close();
  }
}
