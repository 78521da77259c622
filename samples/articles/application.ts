import 'reflect-metadata';
import Koa from 'koa';
import { type Action, useContainer, useKoaServer } from 'routing-controllers';
import { Container } from 'typedi';
import { DataSource } from 'typeorm';
import { ArticleController } from './article-controller';
import { ArticleService } from './article-service';
import { FeedController } from './feed-controller';
import { jsonBody } from './json-body';
import { NotesController } from './notes-controller';
import { plainRoutes } from './plain-routes';
import { problemDetails } from './problem-details';

/** What an editor sends as `Authorization: Bearer ...`. A real application asks its identity provider. */
export const EDITOR_TOKEN = 'editor';

/**
 * The articles API on a database. One for a process: routing-controllers and typedi know one container.
 *
 * @param database as `openDatabase` opens it
 * @param outer middleware in front of all the rest
 */
export function createApplication(database: DataSource, ...outer: Koa.Middleware[]): Koa {
  Container.set(DataSource, database);
  useContainer(Container);

  const app = new Koa();
  for (const middleware of outer) app.use(middleware);
  app.use(problemDetails);
  app.use(jsonBody);
  const routes = plainRoutes(Container.get(ArticleService));
  app.use(routes.routes());
  app.use(routes.allowedMethods());
  return useKoaServer(app, {
    controllers: [ArticleController, FeedController, NotesController],
    authorizationChecker: ({ context }: Action) => context.get('Authorization') === `Bearer ${EDITOR_TOKEN}`,
    validation: { whitelist: true, forbidNonWhitelisted: true },
    defaultErrorHandler: false,
  });
}
