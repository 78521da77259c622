/** A framework, as a program of a user's takes it. */
export interface Framework {
  readonly name: 'koa' | 'express';
  /** Imports it, and makes the application. */
  readonly imported: string;
  readonly created: string;
  /** What of routing-controllers serves controllers on it. */
  readonly serves: string;
}

export const KOA: Framework = {
  name: 'koa',
  imported: "import Koa from 'koa';",
  created: 'new Koa()',
  serves: 'useKoaServer',
};

export const EXPRESS: Framework = {
  name: 'express',
  imported: "import express from 'express';",
  created: 'express()',
  serves: 'useExpressServer',
};

export const FRAMEWORKS: readonly Framework[] = [KOA, EXPRESS];

/** A program of a user's: a server with each of the entry points, and its client, which prints what it is answered. */
export function conversationOn({ name, imported, created, serves }: Framework): string {
  return `
import 'reflect-metadata';
${imported}
import { Get, JsonController, Param, ${serves} } from 'routing-controllers';
import { ETag, type WebRequest, WebReq } from 'routing-controllers-etag';
import { entityTag, evaluatePreconditions, readConditions } from 'routing-controllers-etag/http';
import { checkNotModified, conditionalGet } from 'routing-controllers-etag/${name}';
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

const app = ${created};
app.use(conditionalGet());
${serves}(app, { controllers: [Articles] });
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
}

/** What it prints. */
export const ANSWERS = 'proceed function function\n304 "v7"\n304 "f7"\n';
