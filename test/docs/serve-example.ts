import 'reflect-metadata';
import { pathToFileURL } from 'node:url';
import { createKoaServer, NotFoundError } from 'routing-controllers';

/**
 * A program that serves the controllers which an example exports, over an application of two articles, and prints the
 * port: `node serve-example.js MODULE`.
 */

interface Article {
  readonly id: number;
  readonly title: string;
  readonly version: number;
}

const stored = new Map<number, Article>(
  [
    { id: 7, title: 'Conditional requests', version: 3 },
    { id: 8, title: 'Caches', version: 1 },
  ].map((article) => [article.id, article]),
);

const articles = {
  async versionOf(id: number): Promise<number | undefined> {
    return stored.get(id)?.version;
  },
  async find(id: number): Promise<Article> {
    const article = stored.get(id);
    if (article === undefined) throw new NotFoundError(`There is no article ${id}`);
    return article;
  },
  async update(id: number, changes: { readonly title: string }): Promise<Article> {
    const article = { id, title: changes.title, version: (stored.get(id)?.version ?? 0) + 1 };
    stored.set(id, article);
    return article;
  },
  async updateWhere(
    { id, version }: { readonly id: number; readonly version: number },
    changes: { readonly title: string },
  ): Promise<boolean> {
    if (stored.get(id)?.version !== version) return false;
    await this.update(id, changes);
    return true;
  },
};

async function serve(path: string): Promise<void> {
  Object.assign(globalThis, { articles });
  const exported: Record<string, unknown> = await import(pathToFileURL(path).href);
  const controllers = Object.values(exported).filter((value) => typeof value === 'function');
  const server = createKoaServer({ controllers, development: false }).listen(0, '127.0.0.1', () => {
    console.log(server.address().port);
  });
}

void serve(process.argv[2] as string);
