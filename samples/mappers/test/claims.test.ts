import { expect } from 'chai';
import { optimisticLock } from 'routing-controllers-etag';
import { Column, type DataSource, Entity, PrimaryColumn, type Repository, VersionColumn } from 'typeorm';
import { Sqlite } from '../connections/sqlite';
import { mikroOrm } from '../open/mikro-orm';
import { sequelizeOn } from '../open/sequelize';
import { dataSource } from '../open/typeorm';
import { CountedArticleEntity } from '../recipes/mikro-orm-flush';
import { defineCountedArticles } from '../recipes/sequelize-save';
import { dropDatabase, makeDatabase } from './scratch-database';

@Entity('counted_articles')
class VersionedArticle {
  @PrimaryColumn()
  id!: string;

  @Column()
  slug!: string;

  @Column()
  title!: string;

  @VersionColumn()
  version!: number;
}

const FIRST = { id: '7', slug: 'first', title: 'First' };

describe('what the documents say of the mappers', function () {
  this.timeout(30_000);
  let url: URL;

  beforeEach(async () => {
    url = (await makeDatabase('sqlite')) as URL;
  });

  afterEach(() => dropDatabase(url));

  describe('TypeORM', () => {
    let source: DataSource;
    let articles: Repository<VersionedArticle>;

    beforeEach(async () => {
      source = await dataSource(url, [VersionedArticle]).initialize();
      articles = source.getRepository(VersionedArticle);
      await articles.insert(FIRST);
    });

    afterEach(() => source.destroy());

    it('compares nothing in save(), also with a version column', async () => {
      const [one, other] = await Promise.all([
        articles.findOneByOrFail({ id: '7' }),
        articles.findOneByOrFail({ id: '7' }),
      ]);
      await articles.save(Object.assign(one, { title: 'Faster' }));
      await articles.save(Object.assign(other, { title: 'Slower' }));
      expect(await articles.findOneByOrFail({ id: '7' })).to.include({ title: 'Slower' });
    });

    it('makes a row anew in save() that was deleted meanwhile', async () => {
      const article = await articles.findOneByOrFail({ id: '7' });
      await articles.delete({ id: '7' });
      await articles.save(Object.assign(article, { title: 'Late' }));
      expect(await articles.findOneByOrFail({ id: '7' })).to.include({ title: 'Late' });
    });

    it('throws an error that optimisticLock knows, where findOne() is told the version that was seen', async () => {
      const find = (version: number) =>
        source.transaction((manager) =>
          manager.findOne(VersionedArticle, { where: { id: '7' }, lock: { mode: 'optimistic', version } }),
        );
      expect(await find(1)).to.include({ title: 'First' });
      const error = await find(2).catch((thrown) => thrown);
      expect(error).to.be.instanceOf(Error);
      expect(optimisticLock(error)).to.equal(true);
    });
  });

  it('MikroORM compares no version in em.remove()', async () => {
    const orm = await mikroOrm(url);
    await orm.em.fork().insert(CountedArticleEntity, { ...FIRST, version: 1 });
    const entities = orm.em.fork();
    const article = await entities.findOneOrFail(CountedArticleEntity, { id: '7' });
    await orm.em.fork().nativeUpdate(CountedArticleEntity, { id: '7' }, { title: 'Faster', version: 2 });
    await entities.remove(article).flush();
    expect(await orm.em.fork().count(CountedArticleEntity, {})).to.equal(0);
    await orm.close();
  });

  it('Sequelize compares the version in destroy(), and does not say that it has deleted nothing', async () => {
    const sequelize = sequelizeOn(url);
    const model = defineCountedArticles(sequelize);
    await model.create(FIRST);
    const [one, other] = await Promise.all([model.findByPk('7'), model.findByPk('7')]);
    await one?.update({ title: 'Faster' });
    await other?.destroy();
    expect(await model.count()).to.equal(1);
    await sequelize.close();
  });

  describe('SQLite', () => {
    it('gives the key of a deleted row out again, unless the column is declared AUTOINCREMENT', () => {
      const database = new Sqlite(url.pathname);
      database.exec('CREATE TABLE plain (id integer PRIMARY KEY)');
      database.exec('CREATE TABLE counted (id integer PRIMARY KEY AUTOINCREMENT)');
      for (const table of ['plain', 'counted']) {
        for (const statement of ['INSERT INTO $ DEFAULT VALUES', 'DELETE FROM $', 'INSERT INTO $ DEFAULT VALUES']) {
          database.exec(statement.replace('$', table));
        }
      }
      expect(database.prepare('SELECT id FROM plain').all()).to.deep.equal([{ id: 1 }]);
      expect(database.prepare('SELECT id FROM counted').all()).to.deep.equal([{ id: 2 }]);
      database.close();
    });

    it('fails with SQLITE_BUSY where a transaction has read, and another one has written since', () => {
      const [one, other] = [new Sqlite(url.pathname), new Sqlite(url.pathname)];
      const change = "INSERT INTO articles VALUES ('$', 'A title', '1')";
      one.exec('BEGIN');
      one.prepare('SELECT * FROM articles').all();
      other.exec(change.replace('$', 'faster'));
      expect(() => one.exec(change.replace('$', 'slower'))).to.throw('database is locked');
      one.exec('ROLLBACK');
      one.exec('BEGIN IMMEDIATE');
      one.exec(change.replace('$', 'slower'));
      one.exec('COMMIT');
      for (const connection of [one, other]) connection.close();
    });
  });
});
