import { DatabaseSync } from '@photostructure/sqlite';

/** How a database is opened. */
interface Options {
  /** How long a writer waits for another one, in milliseconds. */
  readonly timeout: number;
}

/**
 * SQLite, as TypeORM's driver for `better-sqlite3` calls it.
 *
 * `@photostructure/sqlite` brings its binaries in the package, so that nothing is compiled or fetched when it is
 * installed. Its interface is that of `node:sqlite`, which can take its place where Node 24.15 is the oldest.
 */
export class Sqlite {
  readonly #database: InstanceType<typeof DatabaseSync>;

  constructor(file: string, { timeout }: Options) {
    this.#database = new DatabaseSync(file, { timeout });
  }

  prepare(sql: string) {
    const statement = this.#database.prepare(sql);
    return {
      /** Whether it answers with rows. */
      reader: statement.columns().length > 0,
      all: (...parameters: unknown[]) => statement.all(...parameters),
      run: (...parameters: unknown[]) => statement.run(...parameters),
    };
  }

  pragma(source: string): unknown[] {
    return this.#database.prepare(`PRAGMA ${source}`).all();
  }

  close(): void {
    this.#database.close();
  }
}
