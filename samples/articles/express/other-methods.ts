import type { Express, RequestHandler } from 'express';
import { HttpError } from 'routing-controllers';

/**
 * Answers what Koa's router answers by itself: the methods of a path to OPTIONS, 405 for other methods, and 501 for
 * unknown ones.
 */
export function answerOtherMethods(app: Express, paths: Readonly<Record<string, readonly string[]>>): void {
  for (const [path, methods] of Object.entries(paths)) app.all(path, answerOthers(methods));
}

/** The methods that the API implements on any path. */
const IMPLEMENTED = ['HEAD', 'OPTIONS', 'GET', 'PUT', 'PATCH', 'POST', 'DELETE'];

function answerOthers(methods: readonly string[]): RequestHandler {
  return (req, res, next) => {
    // routing-controllers calls `next` after it has answered.
    if (res.headersSent || methods.includes(req.method)) return next();
    if (!IMPLEMENTED.includes(req.method)) throw Object.assign(new HttpError(501), { expose: true });
    res.set('Allow', methods.join(', '));
    if (req.method !== 'OPTIONS') throw new HttpError(405);
    res.end();
  };
}
