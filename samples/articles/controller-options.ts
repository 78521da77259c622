import type { Action, RoutingControllersOptions } from 'routing-controllers';
import { ArticleController } from './article-controller';
import { FeedController } from './feed-controller';
import { NotesController } from './notes-controller';
import { UnprotectedController } from './unprotected-controller';

/** What an editor sends as `Authorization: Bearer ...`. A real application asks its identity provider. */
export const EDITOR_TOKEN = 'editor';

/** The controllers and what they need, the same on Koa and on Express. */
export const controllerOptions: RoutingControllersOptions = {
  controllers: [ArticleController, FeedController, NotesController, UnprotectedController],
  authorizationChecker: ({ request }: Action) => request.headers.authorization === `Bearer ${EDITOR_TOKEN}`,
  validation: { whitelist: true, forbidNonWhitelisted: true },
  defaultErrorHandler: false,
};
