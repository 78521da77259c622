import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import Koa from 'koa';
import { CompiledQuery, type ControlledTransaction, Kysely } from 'kysely';
import { useContainer, useKoaServer } from 'routing-controllers';
import { runStatements } from '../connections/create-tables';
import { kyselyDialect } from '../connections/kysely-dialect';
import { CHANGE_COUNTER as MYSQL_COUNTER } from '../recipes/change-counter-mysql';
import { CHANGE_COUNTER as POSTGRES_COUNTER } from '../recipes/change-counter-postgres';
import { CollectionController, type CountedDatabase } from '../recipes/collection';
import { dropDatabase, makeDatabase } from './scratch-database';

const COUNTERS = {
  postgres: {
    counter: POSTGRES_COUNTER,
    connectionId: 'SELECT pg_backend_pid() AS id',
    boundWaiting: "SET LOCAL lock_timeout = '3s'",
  },
  mariadb: {
    counter: MYSQL_COUNTER,
    connectionId: 'SELECT CONNECTION_ID() AS id',
    boundWaiting: 'SET innodb_lock_wait_timeout = 3',
  },
};

for (const dialect of ['postgres', 'mariadb'] as const) {
  describe(`fault 48: the tag of a collection on ${dialect}`, function () {
    this.timeout(30_000);
    let url: URL | undefined;
    let database: Kysely<CountedDatabase>;
    let server: Server;
    let collection: string;

    before(async function () {
      url = await makeDatabase(dialect);
      if (url === undefined) return this.skip();
      await runStatements(url, COUNTERS[dialect].counter);
      database = new Kysely<CountedDatabase>({ dialect: kyselyDialect(url) });
      useContainer({ get: () => new CollectionController(database) as never });
      server = useKoaServer(new Koa(), { controllers: [CollectionController] }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      collection = `http://127.0.0.1:${(server.address() as AddressInfo).port}/articles`;
    });

    after(async () => {
      server?.close();
      server?.closeAllConnections();
      await database?.destroy();
      if (url !== undefined) await dropDatabase(url);
    });

    async function tag(): Promise<string> {
      const response = await fetch(collection);
      await response.arrayBuffer();
      expect(response.status).to.equal(200);
      return String(response.headers.get('etag'));
    }

    const insert = (slug: string) =>
      database.insertInto('articles').values({ slug, title: 'A title', version: '1' }).execute();
    const update = (on: Pick<typeof database, 'updateTable'>, slug: string) =>
      on.updateTable('articles').set({ title: 'Another title' }).where('slug', '=', slug).execute();
    const remove = (slug: string) => database.deleteFrom('articles').where('slug', '=', slug).execute();

    it('is there for an empty collection too, and gives a 304', async () => {
      const response = await fetch(collection, { headers: { 'If-None-Match': await tag() } });
      expect(response.status).to.equal(304);
    });

    it('is another one after each insert, update and delete, and none comes back', async () => {
      const tags = [await tag()];
      for (const change of [() => insert('b'), () => insert('a'), () => update(database, 'a'), () => remove('b')]) {
        await change();
        tags.push(await tag());
      }
      await remove('a');
      expect(new Set([...tags, await tag()]).size).to.equal(6);
    });

    it('stays the same until a change is committed, and if it is rolled back', async () => {
      await insert('pending');
      const first = await tag();
      const transaction = await database.startTransaction().execute();
      await update(transaction, 'pending');
      expect(await tag()).to.equal(first);
      await transaction.rollback().execute();
      expect(await tag()).to.equal(first);
      const committed = await database.startTransaction().execute();
      await update(committed, 'pending');
      await committed.commit().execute();
      expect(await tag()).to.not.equal(first);
    });

    it('makes no writer of another row wait, whose connection counts in another slot', async () => {
      await insert('one');
      await insert('two');
      const open: ControlledTransaction<CountedDatabase>[] = [];
      const slots = new Set<number>();
      try {
        while (slots.size < 2) {
          const transaction = await database.startTransaction().execute();
          open.push(transaction);
          await transaction.executeQuery(CompiledQuery.raw(COUNTERS[dialect].boundWaiting));
          const { rows } = await transaction.executeQuery<{ id: number | string }>(
            CompiledQuery.raw(COUNTERS[dialect].connectionId),
          );
          slots.add(Number(rows[0]?.id) % 16);
        }
        await update(open[0] as ControlledTransaction<CountedDatabase>, 'one');
        await update(open.at(-1) as ControlledTransaction<CountedDatabase>, 'two');
      } finally {
        for (const transaction of open) await transaction.rollback().execute();
      }
    });
  });
}
