import 'reflect-metadata';
import { createServer } from 'node:http';
import Koa, { type Context } from 'koa';
import { Ctx, Get, JsonController, Param, useKoaServer } from 'routing-controllers';
import { announce } from './announce';

/** The least work with which the framework sends the 304 of `controllers-deep`; nothing is checked. */
@JsonController()
class ArticleController {
  @Get('/articles/:kilobytes')
  list(@Param('kilobytes') _kilobytes: number, @Ctx() ctx: Context): Context {
    ctx.set('ETag', '"v1"');
    ctx.set('Cache-Control', 'max-age=0');
    ctx.status = 304;
    return ctx;
  }
}

announce(createServer(useKoaServer(new Koa(), { controllers: [ArticleController] }).callback()));
