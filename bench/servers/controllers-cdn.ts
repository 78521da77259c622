import 'reflect-metadata';
import { createServer } from 'node:http';
import Koa from 'koa';
import { Get, JsonController, Param, useKoaServer } from 'routing-controllers';
import { CacheControl, conditionalRequests, ETag, MemoryVersions, versionOf } from 'routing-controllers-etag';
import { varnish } from 'routing-controllers-etag/cdn';
import { type Article, articles } from '../load/articles';
import { announce } from './announce';

/** `names` or `none`: whether the responses tell them to a shared cache. */
const tells = process.argv[2] === 'names';

/** A list that is made of ten names. */
@JsonController()
class ArticleController {
  @Get('/articles/:kilobytes')
  @CacheControl({ maxAge: 0 }, tells ? { cdn: { maxAge: 3600 } } : {})
  @ETag(versionOf((kilobytes: number) => Array.from({ length: 10 }, (_, index) => `articles:${kilobytes}:${index}`)))
  list(@Param('kilobytes') kilobytes: number): readonly Article[] {
    return articles(kilobytes);
  }
}

const versions = new MemoryVersions();
const app = new Koa().use(conditionalRequests(tells ? { versions, sharedCache: { tags: varnish } } : { versions }));
announce(createServer(useKoaServer(app, { controllers: [ArticleController] }).callback()));
