import etag from '@fastify/etag';
import Fastify from 'fastify';
import { articles } from '../load/articles';
import { announce } from './announce';

async function main(): Promise<void> {
  const app = Fastify();
  await app.register(etag);
  app.get<{ Params: { kilobytes: string } }>('/articles/:kilobytes', (request, reply) => {
    reply.send(articles(Number(request.params.kilobytes)));
  });
  await app.ready();
  announce(app.server);
}

void main();
