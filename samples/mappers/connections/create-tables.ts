import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { dialectOf, serverOf } from './database-url';
import { Sqlite } from './sqlite';

const TABLES = [
  `CREATE TABLE IF NOT EXISTS articles (
     slug varchar(100) PRIMARY KEY, title varchar(200) NOT NULL, version varchar(36) NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS counted_articles (
     id varchar(36) PRIMARY KEY, slug varchar(100) NOT NULL UNIQUE, title varchar(200) NOT NULL,
     version int NOT NULL DEFAULT 1)`,
  'CREATE TABLE IF NOT EXISTS plain_articles (slug varchar(100) PRIMARY KEY, title varchar(200) NOT NULL)',
];

/** Creates the tables of all recipes that do not exist yet. */
export async function createTables(url: URL): Promise<void> {
  await runStatements(url, TABLES);
}

/** Runs statements one after the other on a separate connection. */
export async function runStatements(url: URL, statements: readonly string[]): Promise<void> {
  const connection = await connect(url);
  try {
    for (const statement of statements) await connection.run(statement);
  } finally {
    await connection.end();
  }
}

async function connect(url: URL) {
  switch (dialectOf(url)) {
    case 'sqlite': {
      const database = new Sqlite(url.pathname);
      return { run: (sql: string) => database.exec(sql), end: () => database.close() };
    }
    case 'postgres': {
      const client = new Client(serverOf(url));
      await client.connect();
      return { run: (sql: string) => client.query(sql), end: () => client.end() };
    }
    case 'mariadb': {
      const connection = await createConnection(serverOf(url));
      return { run: (sql: string) => connection.query(sql), end: () => connection.end() };
    }
  }
}
