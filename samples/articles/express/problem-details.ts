import type { ErrorRequestHandler, RequestHandler } from 'express';
import { NotFoundError } from 'routing-controllers';
import { describe, fieldsOf, REPRESENTATION_FIELDS } from '../problem';

/** Middleware behind all routes. routing-controllers goes on when it has answered. */
export const notFound: RequestHandler = (_req, res, next) => {
  if (!res.headersSent) next(new NotFoundError());
};

/** Middleware behind all others: their errors become JSON. */
export const problemDetails: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  for (const field of REPRESENTATION_FIELDS) res.removeHeader(field);
  const details = describe(error);
  if (details.status >= 500 && error?.expose !== true) console.error(error);
  res.status(details.status).set(fieldsOf(details));
  res.end(JSON.stringify(details));
};
