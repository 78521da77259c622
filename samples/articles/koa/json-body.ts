import type { Middleware } from 'koa';
import bodyParser from 'koa-bodyparser';
import { BadRequestError, HttpError } from 'routing-controllers';
import { JSON_TYPES, LIMIT } from '../json-types';

const parse = bodyParser({
  enableTypes: ['json'],
  extendTypes: { json: JSON_TYPES },
  jsonLimit: LIMIT,
  onerror(error) {
    if (error instanceof SyntaxError) throw new BadRequestError(`The body is not JSON: ${error.message}`);
    // An error without a status comes from decompressing the client's body.
    throw 'status' in error ? error : new BadRequestError(`The body cannot be read: ${error.message}`);
  },
});

/**
 * Reads JSON objects before routing-controllers' own parser does. routing-controllers would treat a list as several
 * bodies and validate none of them.
 */
export const jsonBody: Middleware = (ctx, next) => {
  if (ctx.request.length !== 0 && ctx.is(JSON_TYPES) === false)
    throw new HttpError(415, `Send the body as ${JSON_TYPES[0]}`);
  return parse(ctx, () => {
    if (Array.isArray(ctx.request.body)) throw new BadRequestError('The body is a list: send one JSON object');
    return next();
  });
};
