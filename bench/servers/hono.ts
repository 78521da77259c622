import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { articles } from '../load/articles';
import { announce } from './announce';
import { webStream } from './stream';

const app = new Hono()
  .use(etag())
  .get('/articles/:kilobytes', (context) => context.json(articles(Number(context.req.param('kilobytes')))))
  .get('/stream', (context) => context.body(webStream()));

announce(createAdaptorServer({ fetch: app.fetch }) as Server);
