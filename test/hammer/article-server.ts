import 'reflect-metadata';
import { once } from 'node:events';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { createClient } from 'redis';
import {
  type ConditionalRequestsMiddleware,
  conditionalRequests,
  type Guard,
  InProcessGuard,
} from 'routing-controllers-etag';
import { RedisGuard } from 'routing-controllers-etag/redis';
import { Container } from 'typedi';
import type { DataSource } from 'typeorm';
import { createApplication, type Framework } from '../../samples/articles/application';
import { Article } from '../../samples/articles/article';
import type { ArticleChanges } from '../../samples/articles/article-input';
import { ArticleService } from '../../samples/articles/article-service';
import type { ArticleVersion } from '../../samples/articles/article-version';
import { openDatabase } from '../../samples/articles/database';
import { listen } from '../server';
import { protectionOf } from './protection';

/** What the parent process tells this one, in the environment; without REDIS writes take turns in this process alone. */
const { DATABASE = '', REDIS, PREFIX = '', LEASE } = process.env;
const FRAMEWORK = process.env.FRAMEWORK as Framework | undefined;

/** What the parent process asks for: to let an article's updates go on, or for the number of keys that are kept. */
interface Order {
  readonly letGo?: string;
}

/** The sample's articles, of which some are written without a look at their version. */
class Articles extends ArticleService {
  constructor(readonly database: DataSource) {
    super(database);
  }

  override async update(version: ArticleVersion, changes: ArticleChanges): Promise<Article | undefined> {
    const articles = this.database.getRepository(Article);
    const { slug } = await articles.findOneByOrFail({ id: version.id });
    if (changes.summary === 'held') await hold(slug);
    if (protectionOf(slug).check) return super.update(version, changes);
    const article = await this.get(slug);
    await turnOfEventLoop();
    await articles.update({ id: article.id }, changes);
    return articles.merge(article, changes, { version: article.version + 1 });
  }
}

/** Articles whose updates are held no more. */
const released = new Set<string>();

/** Holds an update that has passed the check of its precondition, until the parent process lets it go. */
async function hold(name: string): Promise<void> {
  process.send?.(`held ${name}`);
  while (!released.has(name)) await once(process, 'message');
}

const inProcess = new InProcessGuard();

/** As `guard: false` on the action: everybody's turn is at once. */
const nobody: Guard = { take: () => ({ lost: new AbortController().signal, end() {} }) };

/** Tells the parent process who asks for a turn. */
function watched(guard: Guard): Guard {
  return {
    take(keys, clientLeft) {
      for (const key of keys) process.send?.(`asked ${JSON.parse(key).at(-1)}`);
      return guard.take(keys, clientLeft);
    },
  };
}

async function guardOfProcess(): Promise<Guard> {
  if (REDIS === undefined) return inProcess;
  const client = createClient({ url: REDIS, socket: { reconnectStrategy: 20 } }).on('error', () => {});
  await client.connect();
  return new RedisGuard(client, { prefix: PREFIX, lease: Number(LEASE), timeout: 500 });
}

function guardByName(guard: Guard): ConditionalRequestsMiddleware {
  const guarded: Function = conditionalRequests({ guard: watched(guard) });
  const unguarded: Function = conditionalRequests({ guard: nobody });
  const byName = (first: { readonly path: string }, ...rest: unknown[]): unknown =>
    (protectionOf(nameIn(first.path)).guard ? guarded : unguarded)(first, ...rest);
  return byName as unknown as ConditionalRequestsMiddleware;
}

function nameIn(path: string): string {
  return path.split('/').at(-1) ?? '';
}

async function main(): Promise<void> {
  const database = await openDatabase(DATABASE);
  Container.set(ArticleService, new Articles(database));
  const application = createApplication(database, FRAMEWORK, guardByName(await guardOfProcess()));
  const { port } = await listen(application);
  process.setMaxListeners(0);
  process.on('disconnect', () => process.exit());
  process.on('message', ({ letGo }: Order) => {
    if (letGo === undefined) process.send?.({ keys: inProcess.size });
    else released.add(letGo);
  });
  process.send?.({ port });
}

void main();
