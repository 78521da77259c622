import { DatabaseSync } from '@photostructure/sqlite';

/** How a database is opened. */
interface Options {
  /** How long a writer waits for another one, in milliseconds. */
  readonly timeout: number;
}

/**
 * SQLite with the interface that TypeORM's `better-sqlite3` driver calls.
 *
 * `@photostructure/sqlite` includes its binaries, so that nothing is compiled or downloaded during installation. It has
 * the interface of `node:sqlite`, which can replace it from Node 24.15 on.
 */
export class Sqlite {
  readonly #database: InstanceType<typeof DatabaseSync>;

  constructor(file: string, { timeout }: Options) {
    this.#database = new DatabaseSync(file, { timeout });
  }

  prepare(sql: string) {
    const statement = this.#database.prepare(sql);
    return {
      /** Whether it returns rows. */
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
