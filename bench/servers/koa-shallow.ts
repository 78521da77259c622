import { createServer } from 'node:http';
import Koa from 'koa';
import { shallowEtag } from 'routing-controllers-etag/koa';
import { announce } from './announce';
import { serveArticles } from './koa-articles';

announce(createServer(new Koa().use(shallowEtag()).use(serveArticles).callback()));
