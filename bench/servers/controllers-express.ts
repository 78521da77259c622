import 'reflect-metadata';
import { createServer } from 'node:http';
import type express from 'express';
import { Get, JsonController, Param, Res, useExpressServer } from 'routing-controllers';
import { ETag, ShallowEtag } from 'routing-controllers-etag';
import { type Article, articles } from '../load/articles';
import { announce } from './announce';
import { ArticleController } from './article-controller';

/** The least work with which the framework sends the 304 of `DeepController`; nothing is checked. */
@JsonController()
class ByHandController {
  @Get('/articles/:kilobytes')
  list(@Param('kilobytes') _kilobytes: number, @Res() res: express.Response): express.Response {
    return res.set('ETag', '"v1"').set('Cache-Control', 'max-age=0').status(304).end();
  }
}

@JsonController()
class DeepController {
  @Get('/articles/:kilobytes')
  @ETag(() => 'v1')
  list(@Param('kilobytes') kilobytes: number): readonly Article[] {
    return articles(kilobytes);
  }
}

/** The controllers and interceptors of each application, and whether Express tags its bodies. */
const KINDS = {
  bare: { controllers: [ArticleController], interceptors: [], etag: false },
  own: { controllers: [ArticleController], interceptors: [], etag: 'weak' },
  'by-hand': { controllers: [ByHandController], interceptors: [], etag: false },
  deep: { controllers: [DeepController], interceptors: [], etag: 'weak' },
  shallow: { controllers: [ArticleController], interceptors: [ShallowEtag()], etag: 'weak' },
} as const;

/** `controllers-express.js KIND PACKAGE`: the package is `express` or `express4`. */
const [kind, framework] = process.argv.slice(2) as [keyof typeof KINDS, string];
const { controllers, interceptors, etag } = KINDS[kind];
const app: express.Express = require(framework)();
app.set('etag', etag);
announce(
  createServer(useExpressServer(app, { controllers: [...controllers], interceptors: [class {}, ...interceptors] })),
);
