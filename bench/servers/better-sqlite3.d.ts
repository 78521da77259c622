declare module 'better-sqlite3' {
  class Database {
    constructor(filename: string);
    exec(sql: string): this;
    prepare<Row>(sql: string): Database.Statement<Row>;
  }
  namespace Database {
    interface Statement<Row> {
      run(...parameters: readonly unknown[]): unknown;
      get(...parameters: readonly unknown[]): Row | undefined;
      all(...parameters: readonly unknown[]): Row[];
    }
  }
  export = Database;
}
