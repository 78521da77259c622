import 'reflect-metadata';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type Koa from 'koa';
import { createClient } from 'redis';
import { type Guard, InProcessGuard, useGuard } from 'routing-controllers-etag';
import type { EntityTagList } from 'routing-controllers-etag/http';
import { RedisGuard } from 'routing-controllers-etag/redis';
import { Container } from 'typedi';
import type { DataSource } from 'typeorm';
import { createApplication } from '../../samples/articles/application';
import { Article } from '../../samples/articles/article';
import type { ArticleChanges } from '../../samples/articles/article-input';
import { ArticleService } from '../../samples/articles/article-service';
import { openDatabase } from '../../samples/articles/database';
import { listen } from '../server';
import { protectionOf } from './protection';

/** What the parent process tells this one, in the environment; without REDIS writes take turns in this process alone. */
const { DATABASE = '', REDIS, PREFIX = '', LEASE } = process.env;

/** The sample's articles, of which some are written without a look at their version. */
class Articles extends ArticleService {
  constructor(readonly database: DataSource) {
    super(database);
  }

  override async update(name: string, changes: ArticleChanges, versions: EntityTagList): Promise<Article> {
    if (changes.summary === 'held') await hold();
    if (protectionOf(name).check) return super.update(name, changes, versions);
    const article = await this.get(name);
    await turnOfEventLoop();
    const articles = this.database.getRepository(Article);
    await articles.update({ id: article.id }, changes);
    return articles.merge(article, changes, { version: article.version + 1 });
  }
}

/** Tells the parent process that an update has passed its check, and waits for its word. */
function hold(): Promise<void> {
  process.send?.('held');
  return new Promise((resolve) => process.once('message', (message) => message === 'go on' && resolve()));
}

const inProcess = new InProcessGuard();

/** As `guard: false` on the action: everybody's turn is at once. */
const nobody: Guard = { run: (_key, task) => task() };

async function guardOfProcess(): Promise<Guard> {
  if (REDIS === undefined) return inProcess;
  const client = createClient({ url: REDIS, socket: { reconnectStrategy: 20 } }).on('error', () => {});
  await client.connect();
  return new RedisGuard(client, { prefix: PREFIX, lease: Number(LEASE), timeout: 500 });
}

function guardByName(guard: Guard): Koa.Middleware {
  const guarded = useGuard(guard);
  const unguarded = useGuard(nobody);
  return (ctx, next) => (protectionOf(ctx.path.split('/').at(-1) ?? '').guard ? guarded : unguarded)(ctx, next);
}

async function main(): Promise<void> {
  const database = await openDatabase(DATABASE);
  Container.set(ArticleService, new Articles(database));
  const application = createApplication(database, guardByName(await guardOfProcess()));
  const { port } = await listen(application.callback());
  process.setMaxListeners(0);
  process.on('disconnect', () => process.exit());
  process.on('message', (message) => message === 'keys' && process.send?.({ keys: inProcess.size }));
  process.send?.({ port });
}

void main();
