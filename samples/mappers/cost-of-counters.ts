import { CompiledQuery, Kysely } from 'kysely';
import { runStatements } from './connections/create-tables';
import { kyselyDialect } from './connections/kysely-dialect';
import { CHANGE_COUNTER as MYSQL_COUNTER } from './recipes/change-counter-mysql';
import { CHANGE_COUNTER as POSTGRES_COUNTER } from './recipes/change-counter-postgres';
import type { Database } from './recipes/kysely';
import { dropDatabase, makeDatabase } from './test/scratch-database';
import { startServers, stopServers } from './test/servers';

const WRITERS = 8;
const TRANSACTIONS = 25;

const SERVERS = {
  postgres: { counter: POSTGRES_COUNTER, otherWork: 'SELECT pg_sleep(0.01)' },
  mariadb: { counter: MYSQL_COUNTER, otherWork: 'SELECT SLEEP(0.01)' },
};

/**
 * Measures the transactions per second of 8 writers, each with its own row and 10 ms of other work in each transaction.
 */
async function measure(dialect: keyof typeof SERVERS, counter: readonly string[]): Promise<number | undefined> {
  const url = await makeDatabase(dialect);
  if (url === undefined) return undefined;
  await runStatements(url, counter);
  const database = new Kysely<Database>({ dialect: kyselyDialect(url) });
  try {
    for (let row = 0; row < WRITERS; row++) {
      await database
        .insertInto('articles')
        .values({ slug: `row-${row}`, title: 'A title', version: '1' })
        .execute();
    }
    const started = performance.now();
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, row) => {
        for (let version = 0; version < TRANSACTIONS; version++) {
          await database.transaction().execute(async (transaction) => {
            const change = { version: String(version) };
            await transaction.updateTable('articles').set(change).where('slug', '=', `row-${row}`).execute();
            await transaction.executeQuery(CompiledQuery.raw(SERVERS[dialect].otherWork));
          });
        }
      }),
    );
    return (WRITERS * TRANSACTIONS * 1000) / (performance.now() - started);
  } finally {
    await database.destroy();
    await dropDatabase(url);
  }
}

/** The same counter in one row. */
function inOneRow(counter: readonly string[]): string[] {
  return counter.map((statement) => statement.replace('% 16', '% 1'));
}

async function main(): Promise<void> {
  await startServers();
  for (const [dialect, { counter }] of Object.entries(SERVERS)) {
    for (const [name, statements] of Object.entries({
      'no counter': [],
      'one row': inOneRow(counter),
      '16 rows': counter,
    })) {
      const rate = await measure(dialect as keyof typeof SERVERS, statements);
      console.log(
        `${dialect}, ${name}: ${rate === undefined ? 'no server' : `${Math.round(rate)} transactions a second`}`,
      );
    }
  }
  await stopServers();
}

void main();
