import { Kysely } from 'kysely';
import { kyselyDialect } from '../connections/kysely-dialect';
import type { OpenArticles } from '../open-articles';
import { type Database, KyselyArticles } from '../recipes/kysely';

export async function openKysely(url: URL): Promise<OpenArticles> {
  const database = new Kysely<Database>({ dialect: kyselyDialect(url) });
  return { articles: new KyselyArticles(database), close: () => database.destroy() };
}
