import { expect } from 'chai';
import { PreconditionFailedError } from 'routing-controllers-etag';
import { DataSource, type QueryRunner } from 'typeorm';
import { runStatements } from '../connections/create-tables';
import { dataSource } from '../open/typeorm';
import { retried } from '../recipes/serialization-failure';
import { AuditEntity, updateWithAudit } from '../recipes/transaction';
import { ArticleEntity, TypeOrmArticles } from '../recipes/typeorm';
import { dropDatabase, makeDatabase } from './scratch-database';

const AUDIT = {
  sqlite: 'CREATE TABLE audit (id integer PRIMARY KEY, entry varchar(255) NOT NULL)',
  postgres: 'CREATE TABLE audit (id serial PRIMARY KEY, entry varchar(255) NOT NULL)',
  mariadb: 'CREATE TABLE audit (id int AUTO_INCREMENT PRIMARY KEY, entry varchar(255) NOT NULL)',
};

for (const dialect of ['sqlite', 'postgres', 'mariadb'] as const) {
  describe(`a transaction on ${dialect}`, function () {
    this.timeout(30_000);
    let url: URL | undefined;
    let source: DataSource;

    before(async function () {
      url = await makeDatabase(dialect);
      if (url === undefined) return this.skip();
      await runStatements(url, [AUDIT[dialect]]);
      source = await dataSource(url, [ArticleEntity, AuditEntity]).initialize();
    });

    after(async () => {
      await source?.destroy();
      if (url !== undefined) await dropDatabase(url);
    });

    async function insert(slug: string): Promise<void> {
      await source.getRepository(ArticleEntity).insert({ slug, title: 'First', version: '1' });
    }

    const entries = (slug: string) =>
      source
        .getRepository(AuditEntity)
        .createQueryBuilder()
        .where('entry LIKE :slug', { slug: `${slug} %` })
        .getCount();

    it('writes all of it where the version is current', async () => {
      await insert('current');
      expect(await updateWithAudit(source, 'current', '1', { title: 'Second' })).to.include({ title: 'Second' });
      expect(await entries('current')).to.equal(1);
    });

    it('writes none of it where the version is stale', async () => {
      await insert('stale');
      const error = await updateWithAudit(source, 'stale', '0', { title: 'Second' }).catch((thrown) => thrown);
      expect(error).to.be.instanceOf(PreconditionFailedError);
      expect(await entries('stale')).to.equal(0);
    });

    if (dialect !== 'sqlite') {
      it('of a snapshot, run anew, finds that another one was faster', async () => {
        await insert('snapshot');
        let tries = 0;
        const saved = await retried(async () => {
          tries++;
          const runner = source.createQueryRunner();
          try {
            if (dialect === 'mariadb') await runner.query('SET innodb_snapshot_isolation = ON');
            await runner.startTransaction('REPEATABLE READ');
            await runner.manager.findBy(ArticleEntity, {}); // takes the snapshot
            if (tries === 1) await changeElsewhere('snapshot');
            return await finish(runner, () =>
              new TypeOrmArticles(runner.manager.getRepository(ArticleEntity)).update('snapshot', '1', {
                title: 'Late',
              }),
            );
          } finally {
            await runner.release();
          }
        });
        expect(saved).to.equal(undefined);
        expect(tries).to.equal(2);
        expect(await source.getRepository(ArticleEntity).findOneBy({ slug: 'snapshot' })).to.include({ version: '2' });
      });
    }

    async function changeElsewhere(slug: string): Promise<void> {
      await source.getRepository(ArticleEntity).update({ slug }, { title: 'Faster', version: '2' });
    }
  });
}

async function finish<T>(runner: QueryRunner, task: () => Promise<T>): Promise<T> {
  try {
    const result = await task();
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}
