import { createServer } from 'node:http';
import etag from '@koa/etag';
import Koa from 'koa';
import conditional from 'koa-conditional-get';
import { announce } from './announce';
import { serveArticles } from './koa-articles';

announce(createServer(new Koa().use(conditional()).use(etag()).use(serveArticles).callback()));
