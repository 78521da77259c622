import 'reflect-metadata';
import { createServer } from 'node:http';
import Koa from 'koa';
import { createClient } from 'redis';
import { Get, JsonController, Param, useKoaServer } from 'routing-controllers';
import { conditionalRequests, ETag, versionOf } from 'routing-controllers-etag';
import { RedisVersions } from 'routing-controllers-etag/redis';
import { announce } from './announce';
import { ArticleDatabase, type ListedArticle } from './article-database';

const database = new ArticleDatabase();

/** The list of `controllers-database`, with its version on Redis. */
@JsonController()
class SectionController {
  @Get('/version-of/:section')
  @ETag(versionOf((section: number) => `section:${section}`))
  versionOf(@Param('section') section: number): ListedArticle[] {
    return database.articlesIn(section);
  }
}

async function main(): Promise<void> {
  const client = createClient({ url: process.env.REDIS_URL as string }).on('error', console.error);
  await client.connect();
  const app = new Koa().use(conditionalRequests({ versions: new RedisVersions(client) }));
  announce(createServer(useKoaServer(app, { controllers: [SectionController] }).callback()));
}

void main();
