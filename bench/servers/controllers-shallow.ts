import { createServer } from 'node:http';
import Koa from 'koa';
import { useKoaServer } from 'routing-controllers';
import { ShallowEtag } from 'routing-controllers-etag';
import { announce } from './announce';
import { ArticleController } from './article-controller';

const app = useKoaServer(new Koa(), { controllers: [ArticleController], interceptors: [ShallowEtag()] });
announce(createServer(app.callback()));
