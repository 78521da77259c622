import { createServer } from 'node:http';
import etag from '@koa/etag';
import Koa from 'koa';
import conditional from 'koa-conditional-get';
import { useKoaServer } from 'routing-controllers';
import { announce } from './announce';
import { ArticleController } from './article-controller';

const app = useKoaServer(new Koa().use(conditional()).use(etag()), { controllers: [ArticleController] });
announce(createServer(app.callback()));
