import 'reflect-metadata';
import Koa from 'koa';
import { useContainer, useKoaServer } from 'routing-controllers';
import { ArticleController } from './article-controller';
import type { Articles } from './articles';

export function application(articles: Articles): Koa {
  useContainer({ get: () => new ArticleController(articles) as never });
  return useKoaServer(new Koa(), { controllers: [ArticleController] });
}
