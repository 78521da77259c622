import type { ErrorRequestHandler, RequestHandler } from 'express';
import { NotFoundError } from 'routing-controllers';
import { describe, fieldsOf, REPRESENTATION_FIELDS } from '../problem';

/** Middleware after all routes. routing-controllers calls `next` even after it has answered. */
export const notFound: RequestHandler = (_req, res, next) => {
  if (!res.headersSent) next(new NotFoundError());
};

/** Middleware after all others: turns their errors into JSON. */
export const problemDetails: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  for (const field of REPRESENTATION_FIELDS) res.removeHeader(field);
  const details = describe(error);
  if (details.status >= 500 && error?.expose !== true) console.error(error);
  res.status(details.status).set(fieldsOf(details));
  res.end(JSON.stringify(details));
};
