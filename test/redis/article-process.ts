import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import Koa from 'koa';
import { createClient } from 'redis';
import { Get, HeaderParam, JsonController, Put, useKoaServer } from 'routing-controllers';
import { conditionalRequests, ETag, Touches, versionOf } from 'routing-controllers-etag';
import { RedisVersions } from 'routing-controllers-etag/redis';

/** What a parent process tells this one, in the environment. */
const { ARTICLE = '', MARK_EXPIRY, PREFIX = '', REDIS = '' } = process.env;

/** An article in a file; who changes it is stopped when the change is made and its names are not settled. */
@JsonController('/article')
export class ArticleController {
  @Get()
  @ETag(versionOf(() => 'article'))
  show(): object {
    return { text: readFileSync(ARTICLE, 'utf8') };
  }

  @Put()
  @Touches(() => 'article')
  update(@HeaderParam('X-Text') text: string): Promise<object> {
    writeFileSync(ARTICLE, text);
    process.send?.('changed');
    return new Promise(() => {});
  }
}

async function main(): Promise<void> {
  const client = createClient({ url: REDIS });
  await client.connect();
  const app = new Koa();
  app.use(
    conditionalRequests({ versions: new RedisVersions(client, { prefix: PREFIX, markExpiry: Number(MARK_EXPIRY) }) }),
  );
  const server = useKoaServer(app, { controllers: [ArticleController] }).listen(0, '127.0.0.1', () => {
    process.send?.((server.address() as { port: number }).port);
  });
}

void main();
