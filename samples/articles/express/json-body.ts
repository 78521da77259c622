import { type ErrorRequestHandler, json, type RequestHandler } from 'express';
import { BadRequestError, HttpError } from 'routing-controllers';
import { JSON_TYPES, LIMIT } from '../json-types';

const requireJson: RequestHandler = (req, _res, next) => {
  const empty = req.headers['content-length'] === '0';
  if (!empty && req.is(JSON_TYPES) === false) throw new HttpError(415, `Send the body as ${JSON_TYPES[0]}`);
  next();
};

/** Turns the parser's errors into answers for the client. */
const unreadable: ErrorRequestHandler = (error, _req, _res, next) => {
  if (error instanceof SyntaxError) next(new BadRequestError(`The body is not JSON: ${error.message}`));
  // An error of decompressing the client's body has a zlib code.
  else if (error?.code?.startsWith('Z_')) next(new BadRequestError(`The body cannot be read: ${error.message}`));
  else if (error?.type === 'encoding.unsupported') {
    next(new HttpError(415, `Unsupported Content-Encoding: ${error.encoding}`));
  } else next(error);
};

/** routing-controllers would treat a list as several bodies. */
const requireObject: RequestHandler = (req, _res, next) => {
  if (Array.isArray(req.body)) throw new BadRequestError('The body is a list: send one JSON object');
  next();
};

/** Keeps routing-controllers' own, older parser from reading the body again. */
const markRead: RequestHandler = (req, _res, next) => {
  if (req.body !== undefined) Object.assign(req, { _body: true });
  next();
};

/** Reads JSON objects. */
export const jsonBody = [requireJson, json({ type: JSON_TYPES, limit: LIMIT }), unreadable, requireObject, markRead];
