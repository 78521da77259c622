import { expect } from 'chai';
import { type CompiledQuery, DummyDriver, Kysely, MssqlAdapter, MssqlIntrospector, MssqlQueryCompiler } from 'kysely';
import { SqlServerArticles, type SqlServerDatabase } from '../recipes/sql-server';

/** Articles on a driver that answers each statement with the same rows: no SQL Server is to be had here. */
function articlesThatAnswer(rows: object[], statements: CompiledQuery[]): SqlServerArticles {
  const connection = {
    async executeQuery(query: CompiledQuery) {
      statements.push(query);
      return { rows: rows as never[], numAffectedRows: BigInt(rows.length) };
    },
    async *streamQuery() {},
  };
  const driver = Object.assign(new DummyDriver(), { acquireConnection: async () => connection });
  const database = new Kysely<SqlServerDatabase>({
    dialect: {
      createAdapter: () => new MssqlAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new MssqlIntrospector(db),
      createQueryCompiler: () => new MssqlQueryCompiler(),
    },
  });
  return new SqlServerArticles(database);
}

describe('SQL Server with rowversion, without a server', () => {
  const stored = { slug: 'first', title: 'A title', version: '0x00000000000007D2' };
  const seen = '0x00000000000007D1';
  let statements: CompiledQuery[];

  beforeEach(() => {
    statements = [];
  });

  it('reads the version as a text that can be a tag', async () => {
    expect(await articlesThatAnswer([stored], statements).versionOf('first')).to.equal(stored.version);
    expect(statements[0]?.sql).to.equal(
      'select "slug", "title", convert(varchar(18), version, 1) as "version" from "articles" where "slug" = @1',
    );
  });

  it('compares in the statement that writes, and gives the next version', async () => {
    const articles = articlesThatAnswer([stored], statements);
    expect(await articles.update('first', seen, { title: 'A title' })).to.deep.equal(stored);
    expect(statements[0]?.sql).to.equal(
      'update "articles" set "title" = @1 output "inserted"."slug", "inserted"."title", ' +
        'convert(varchar(18), inserted.version, 1) as "version" ' +
        'where "slug" = @2 and version = convert(binary(8), @3, 1)',
    );
    expect(statements[0]?.parameters).to.deep.equal(['A title', 'first', seen]);
    expect(await articles.remove('first', seen)).to.equal(true);
    expect(statements[1]?.sql).to.equal(
      'delete from "articles" where "slug" = @1 and version = convert(binary(8), @2, 1)',
    );
  });

  it('tells that no row was at the version any more', async () => {
    const articles = articlesThatAnswer([], statements);
    expect(await articles.update('first', seen, { title: 'A title' })).to.equal(undefined);
    expect(await articles.remove('first', seen)).to.equal(false);
  });
});
