import type { IncomingMessage } from 'node:http';
import type { FieldLines } from 'routing-controllers-etag/http';

/** Below the entry points of the package. */
const { KoaExchange } = require('../../dist/koa/koa-exchange.js') as typeof import('../dist/koa/koa-exchange');

/** How an application looks up a field: as the example of `readConditions` does. */
export function documentedLookUp(request: IncomingMessage): FieldLines {
  return (name) => request.headersDistinct[name];
}

/** How the adapter of Koa does. */
export function koaLookUp(request: IncomingMessage): FieldLines {
  const exchange = new KoaExchange({ req: request } as ConstructorParameters<typeof KoaExchange>[0]);
  return (name) => exchange.requestField(name);
}
