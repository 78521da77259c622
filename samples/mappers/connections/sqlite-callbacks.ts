import { Sqlite } from './sqlite';

type Callback = (this: Statement, error: unknown, rows?: unknown[]) => void;

/** The part of the sqlite3 package's interface that Sequelize uses. */
export class Database {
  readonly #database: Sqlite;

  constructor(file: string, _mode: number, opened: (error: null) => void) {
    this.#database = new Sqlite(file);
    queueMicrotask(() => opened(null));
  }

  serialize(task: () => unknown): void {
    task();
  }

  all(sql: string, parameters: unknown, callback?: Callback): void {
    this.#answer(parameters, callback, (values) => [new Statement(), this.#database.prepare(sql).all(...values)]);
  }

  run(sql: string, parameters?: unknown, callback?: Callback): void {
    this.#answer(parameters, callback, (values) => {
      const { changes, lastInsertRowid } = this.#database.prepare(sql).run(...values);
      return [new Statement(Number(changes), Number(lastInsertRowid)), []];
    });
  }

  close(callback?: (error: null) => void): void {
    this.#database.close();
    queueMicrotask(() => callback?.(null));
  }

  /** Parameters may be omitted, given as a list, or given by name. */
  #answer(parameters: unknown, callback: unknown, ask: (values: unknown[]) => [Statement, unknown[]]): void {
    const answer = (typeof parameters === 'function' ? parameters : callback) as Callback | undefined;
    const values = typeof parameters === 'object' && parameters !== null ? [parameters] : [];
    try {
      const [statement, rows] = ask(values);
      answer?.call(statement, null, rows);
    } catch (error) {
      answer?.call(new Statement(), withCode(error));
    }
  }
}

/** The `this` of a callback. Sequelize reads the name of its class. */
class Statement {
  constructor(
    readonly changes = 0,
    readonly lastID = 0,
  ) {}
}

export const OPEN_READWRITE = 2;
export const OPEN_CREATE = 4;

/** Adds the code of an error, like the sqlite3 package. */
function withCode(error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  const kind = Number(error.errcode) & 0xff;
  return Object.assign(error, {
    code: kind === 19 ? 'SQLITE_CONSTRAINT' : kind === 5 ? 'SQLITE_BUSY' : 'SQLITE_ERROR',
  });
}
