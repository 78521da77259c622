import 'reflect-metadata';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createApplication } from './application';
import { ArticleService } from './article-service';
import { curlTour } from './curl-tour';
import { createDatabase, openDatabase } from './database';
import { Demonstration } from './demonstration/demonstration';
import { QueryCounter } from './demonstration/query-counter';
import { RequestWatch } from './demonstration/request-watch';
import { randomId } from './random-id';
import { readFramework } from './read-framework';
import { readPort } from './read-port';
import { listen } from './server';
import { stopSignal } from './stop-signal';

async function main(): Promise<void> {
  const port = readPort(process.env.PORT);
  const framework = readFramework(process.argv.slice(2));
  const { file, discard } = databaseFile(process.env.ARTICLES_DB);
  try {
    if (!existsSync(file)) await createDatabase(file);
    const watch = new RequestWatch();
    const database = await openDatabase(file, new QueryCounter(() => watch.countQuery()));
    try {
      const application = createApplication(database, framework);
      await serve(application, new Demonstration(watch), port, (url) => greet(url, database, file));
    } finally {
      await database.destroy();
    }
  } finally {
    discard();
  }
  console.log('Stopped');
}

async function serve(
  application: RequestListener,
  page: Demonstration,
  port: number,
  greet: (url: string) => Promise<void>,
): Promise<void> {
  const signal = stopSignal();
  const server = await listen(page.around(application), port);
  try {
    await greet(server.url);
    console.log(`${await signal}: stopping`);
  } finally {
    page.close();
    await server.close();
  }
}

/** A file that the user names is kept. Otherwise each start makes a new file and removes it at the end. */
function databaseFile(named: string | undefined): { file: string; discard(): void } {
  if (named) return { file: named, discard() {} };
  const directory = mkdtempSync(join(tmpdir(), 'articles-'));
  return {
    file: join(directory, 'articles.sqlite'),
    discard: () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function greet(url: string, database: DataSource, file: string): Promise<void> {
  const articles = new ArticleService(database);
  console.log(`Open ${url}/ to try it: two editors edit one article, and you see their requests.`);
  console.log(`The articles are in ${file}\n`);
  const [article] = await articles.latest(1);
  if (article !== undefined) {
    const { tag } = await articles.version();
    console.log('Or try these commands in order. Each number is the status of the response.\n');
    console.log(curlTour({ url, article, collection: tag, free: `my-article-${randomId()}` }));
  }
  console.log('\nPress Ctrl+C to stop the server.');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
