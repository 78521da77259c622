import Koa from 'koa';
import { useKoaServer } from 'routing-controllers';
import type { ArticleService } from '../article-service';
import { controllerOptions } from '../controller-options';
import { jsonBody } from './json-body';
import { plainRoutes } from './plain-routes';
import { problemDetails } from './problem-details';

/** The articles API on Koa. */
export function koaApplication(articles: ArticleService, outer: readonly Koa.Middleware[]): Koa {
  const app = new Koa();
  for (const middleware of outer) app.use(middleware);
  app.use(problemDetails);
  app.use(jsonBody);
  const routes = plainRoutes(articles);
  app.use(routes.routes());
  app.use(routes.allowedMethods());
  return useKoaServer(app, controllerOptions);
}
