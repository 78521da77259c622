import { createServer } from 'node:http';
import Koa from 'koa';
import { useKoaServer } from 'routing-controllers';
import { announce } from './announce';
import { ArticleController } from './article-controller';

announce(createServer(useKoaServer(new Koa(), { controllers: [ArticleController] }).callback()));
