import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataSource, In, type Repository } from 'typeorm';
import { Article } from '../../samples/articles/article';
import { createDatabase, openDatabase } from '../../samples/articles/database';
import { randomId } from '../../samples/articles/random-id';

const CONTENT = { title: 'A counter', author: 'All', topics: [], summary: 'How many have counted.', body: '0' };

/** Articles in which clients count, in a database of the tests' own. */
export class Counters {
  private constructor(
    readonly directory: string,
    readonly database: DataSource,
  ) {}

  static async open(): Promise<Counters> {
    const directory = mkdtempSync(join(tmpdir(), 'hammer-'));
    const file = join(directory, 'articles.sqlite');
    await createDatabase(file);
    return new Counters(directory, await openDatabase(file));
  }

  get file(): string {
    return this.database.options.database as string;
  }

  async create(...names: string[]): Promise<void> {
    await this.#articles.insert(names.map((slug) => ({ ...CONTENT, slug, id: randomId() })));
  }

  /** The sum of what has been counted. */
  async value(...names: string[]): Promise<number> {
    const counters = await this.#articles.findBy({ slug: In(names) });
    return counters.reduce((sum, { body }) => sum + Number(body), 0);
  }

  async remove(): Promise<void> {
    await this.database.destroy();
    rmSync(this.directory, { recursive: true });
  }

  get #articles(): Repository<Article> {
    return this.database.getRepository(Article);
  }
}
