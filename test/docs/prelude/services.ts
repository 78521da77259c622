/// <reference types="koa-bodyparser" />

/** What stands around a part of a program. */
declare global {
  const app: import('koa');
  const router: import('@koa/router');
  const api: import('express').Express;
  const express: typeof import('express');
  const onExpress: typeof import('routing-controllers-etag/express');
  const compression: () => import('express').RequestHandler;
  const compress: typeof import('koa-compress');
  const serve: typeof import('koa-static');
  const cors: typeof import('@koa/cors');
  const req: import('node:http').IncomingMessage;
  const client: ConstructorParameters<typeof import('routing-controllers-etag/redis').RedisGuard>[0];
  const web: import('routing-controllers-etag').WebRequest;
  const versions: import('routing-controllers-etag').VersionStore;

  const event: import('routing-controllers-etag').EvaluationEvent;
  const id: number;
  const version: number;
  const changes: ArticleChanges;
  const repository: import('typeorm').Repository<Article>;

  const notes: {
    feed(): Promise<{ hash: string; updatedAt: Date }>;
    version(id: string): Promise<string>;
    find(id: string): Promise<object>;
    save(id: string, note: unknown): Promise<string>;
    saveWhere(id: string, version: unknown, note: unknown): Promise<boolean>;
  };

  function endOfDay(date: Date): Date;
  function languageOf(accepted: string): 'de' | 'en';
  function CurrentTenant(): ParameterDecorator;
}

export {};
