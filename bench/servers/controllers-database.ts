import 'reflect-metadata';
import { createServer } from 'node:http';
import Koa, { type Context } from 'koa';
import { Ctx, Get, JsonController, Param, UseInterceptor, useKoaServer } from 'routing-controllers';
import { ETag, ShallowEtag, versionOf } from 'routing-controllers-etag';
import { announce } from './announce';
import { ArticleDatabase, type ListedArticle } from './article-database';

const database = new ArticleDatabase();

/** One list from one query, with each way to answer a client that has it. */
@JsonController()
class SectionController {
  @Get('/untagged/:section')
  untagged(@Param('section') section: number): ListedArticle[] {
    return database.articlesIn(section);
  }

  @Get('/shallow/:section')
  @UseInterceptor(ShallowEtag())
  shallow(@Param('section') section: number): ListedArticle[] {
    return database.articlesIn(section);
  }

  @Get('/version-query/:section')
  @ETag((section: number) => database.versionOf(section))
  versionQuery(@Param('section') section: number): ListedArticle[] {
    return database.articlesIn(section);
  }

  @Get('/version-of/:section')
  @ETag(versionOf((section: number) => `section:${section}`))
  versionOf(@Param('section') section: number): ListedArticle[] {
    return database.articlesIn(section);
  }

  @Get('/by-hand/:section')
  byHand(@Param('section') _section: number, @Ctx() ctx: Context): Context {
    ctx.set('ETag', '"v1"');
    ctx.set('Cache-Control', 'max-age=0');
    ctx.status = 304;
    return ctx;
  }
}

announce(createServer(useKoaServer(new Koa(), { controllers: [SectionController] }).callback()));
