import type { IncomingMessage } from 'node:http';
import type { FieldLines } from 'routing-controllers-etag/http';

/** Not exported by an entry point of the package. */
const { KoaExchange } = require('../../dist/koa/koa-exchange.js') as typeof import('../dist/koa/koa-exchange');

/** Looks up a field like the example of `readConditions`. */
export function documentedLookUp(request: IncomingMessage): FieldLines {
  return (name) => request.headersDistinct[name];
}

/** Looks up a field like the Koa adapter. */
export function koaLookUp(request: IncomingMessage): FieldLines {
  const exchange = new KoaExchange({ req: request } as ConstructorParameters<typeof KoaExchange>[0]);
  return (name) => exchange.requestField(name);
}
