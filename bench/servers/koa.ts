import { createServer } from 'node:http';
import Koa from 'koa';
import { announce } from './announce';
import { serveArticles } from './koa-articles';

announce(createServer(new Koa().use(serveArticles).callback()));
