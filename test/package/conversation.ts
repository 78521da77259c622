/** A program of a user's: a server with each of the entry points, and its client, which prints what it is answered. */
export const CONVERSATION = `
import 'reflect-metadata';
import Koa from 'koa';
import { Get, JsonController, Param, useKoaServer } from 'routing-controllers';
import { ETag, type WebRequest, WebReq } from 'routing-controllers-etag';
import { entityTag, evaluatePreconditions, readConditions } from 'routing-controllers-etag/http';
import { checkNotModified, conditionalGet } from 'routing-controllers-etag/koa';
import { RedisGuard } from 'routing-controllers-etag/redis';

@JsonController('/articles')
class Articles {
  @Get('/:id')
  @ETag((id: string) => \`v\${id}\`)
  show(@Param('id') id: string) {
    return { id };
  }

  @Get('/:id/feed')
  feed(@Param('id') id: string, @WebReq() web: WebRequest): object | null {
    return web.checkNotModified(\`f\${id}\`) ? null : { id };
  }
}

const app = new Koa();
app.use(conditionalGet());
useKoaServer(app, { controllers: [Articles] });
const server = app.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as { port: number };
  for (const [path, tag] of [['7', '"v7"'], ['7/feed', '"f7"']] as const) {
    const response = await fetch(\`http://127.0.0.1:\${port}/articles/\${path}\`, { headers: { 'If-None-Match': tag } });
    console.log(response.status, response.headers.get('etag'));
  }
  server.close();
  server.closeAllConnections();
});

const decision = evaluatePreconditions('GET', readConditions(() => undefined), { etag: entityTag('v1') });
console.log(decision.outcome, typeof checkNotModified, typeof RedisGuard);
`;

/** What it prints. */
export const ANSWERS = 'proceed function function\n304 "v7"\n304 "f7"\n';
