/** What stands around a part of a program on Express, where its names are others than on Koa. */
declare global {
  const app: import('express').Express;
  const express: typeof import('express');
  const compression: () => import('express').RequestHandler;

  const notes: {
    version(id: string): Promise<string>;
    find(id: string): Promise<object>;
    save(id: string, note: unknown): Promise<string>;
  };

  const conditionalRequests: typeof import('routing-controllers-etag/express').conditionalRequests;
  const RedisGuard: typeof import('routing-controllers-etag/redis').RedisGuard;
  const client: ConstructorParameters<typeof import('routing-controllers-etag/redis').RedisGuard>[0];
}

export {};
