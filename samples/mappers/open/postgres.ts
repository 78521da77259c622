import { Pool } from 'pg';
import { serverOf } from '../connections/database-url';
import type { OpenArticles } from '../open-articles';
import { XminArticles } from '../recipes/postgres-xmin';

export async function openXmin(url: URL): Promise<OpenArticles> {
  const pool = new Pool(serverOf(url));
  return { articles: new XminArticles(pool), close: () => pool.end() };
}
