import 'reflect-metadata';
import { createServer } from 'node:http';
import Koa from 'koa';
import { Get, JsonController, Param, useKoaServer } from 'routing-controllers';
import { ETag } from 'routing-controllers-etag';
import { type Article, articles } from '../load/articles';
import { announce } from './announce';

const VERSION = 'v1';

@JsonController()
class ArticleController {
  @Get('/articles/:kilobytes')
  @ETag(() => VERSION)
  list(@Param('kilobytes') kilobytes: number): readonly Article[] {
    return articles(kilobytes);
  }
}

announce(createServer(useKoaServer(new Koa(), { controllers: [ArticleController] }).callback()));
