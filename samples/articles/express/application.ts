import express, { type Express, type RequestHandler } from 'express';
import { useExpressServer } from 'routing-controllers';
import type { ArticleService } from '../article-service';
import { controllerOptions } from '../controller-options';
import { jsonBody } from './json-body';
import { answerOtherMethods } from './other-methods';
import { plainRoutes } from './plain-routes';
import { notFound, problemDetails } from './problem-details';

/** The articles API on Express. */
export function expressApplication(articles: ArticleService, outer: readonly RequestHandler[]): Express {
  const app = express();
  app.disable('x-powered-by');
  for (const middleware of outer) app.use(middleware);
  app.use(jsonBody);
  app.use(plainRoutes(articles));
  useExpressServer(app, controllerOptions);
  answerOtherMethods(app, {
    '/articles': ['HEAD', 'GET', 'POST'],
    '/articles/:slug': ['HEAD', 'GET', 'PUT', 'PATCH', 'DELETE'],
    '/articles/:slug/:part': ['HEAD', 'GET'],
    '/unprotected/:slug': ['HEAD', 'GET', 'PUT'],
    '/feed.json': ['HEAD', 'GET'],
    '/authors': ['HEAD', 'GET'],
    '/topics': ['HEAD', 'GET'],
  });
  app.use(notFound);
  app.use(problemDetails);
  return app;
}
