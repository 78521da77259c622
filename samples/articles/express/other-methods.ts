import type { Express, RequestHandler } from 'express';
import { HttpError } from 'routing-controllers';

/** What the router of Koa answers by itself: which methods a path has, 405 for others, and 501 for those that nobody has. */
export function answerOtherMethods(app: Express, paths: Readonly<Record<string, readonly string[]>>): void {
  for (const [path, methods] of Object.entries(paths)) app.all(path, answerOthers(methods));
}

/** Methods that the API knows at all. */
const IMPLEMENTED = ['HEAD', 'OPTIONS', 'GET', 'PUT', 'PATCH', 'POST', 'DELETE'];

function answerOthers(methods: readonly string[]): RequestHandler {
  return (req, res, next) => {
    // routing-controllers goes on when it has answered.
    if (res.headersSent || methods.includes(req.method)) return next();
    if (!IMPLEMENTED.includes(req.method)) throw Object.assign(new HttpError(501), { expose: true });
    res.set('Allow', methods.join(', '));
    if (req.method !== 'OPTIONS') throw new HttpError(405);
    res.end();
  };
}
