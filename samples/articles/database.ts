import { renameSync, rmSync } from 'node:fs';
import { DataSource, type DataSourceOptions, type Logger } from 'typeorm';
import { Article } from './article';
import { ChangeCounter, countChanges } from './change-counter';
import { randomId } from './random-id';
import { seedArticles } from './seed-articles';
import { Sqlite } from './sqlite';

/**
 * Opens a database from {@link createDatabase}. Several processes may open the same file: in WAL mode, readers and a
 * writer do not wait for each other, and a second writer waits for the first.
 *
 * @param logger - logs each query
 */
export async function openDatabase(file: string, logger?: Logger): Promise<DataSource> {
  const database = new DataSource({ ...connection(file), ...(logger && { logger, logging: ['query'] }) });
  try {
    await database.initialize();
    await database.getRepository(ChangeCounter).findOneByOrFail({ name: 'article' });
    return database;
  } catch (error) {
    if (database.isInitialized) await database.destroy();
    throw new Error(`${file} is not a database of articles: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Makes a database with its tables and articles. The file gets its name when it is complete, so that no process opens
 * an unfinished one. One process does this before the others open the file.
 */
export async function createDatabase(file: string): Promise<void> {
  const unfinished = `${file}.${randomId()}`;
  try {
    await fill(unfinished);
    renameSync(unfinished, file);
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(unfinished + suffix, { force: true });
  }
}

async function fill(file: string): Promise<void> {
  const database = await new DataSource({ ...connection(file), synchronize: true }).initialize();
  try {
    await countChanges(database, 'article', randomId());
    await database.getRepository(Article).insert(
      seedArticles.map(({ published, revised, topics, ...text }) => ({
        ...text,
        topics: [...topics],
        id: randomId(),
        createdAt: new Date(published),
        updatedAt: new Date(revised),
      })),
    );
  } finally {
    await database.destroy();
  }
}

function connection(file: string): DataSourceOptions {
  return {
    type: 'better-sqlite3',
    driver: Sqlite,
    database: file,
    enableWAL: true,
    timeout: 5000,
    entities: [Article, ChangeCounter],
  };
}
