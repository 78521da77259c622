import type { Action, RoutingControllersOptions } from 'routing-controllers';
import { apiControllers } from './api-controllers';
import { ViewerController } from './openapi/viewer-controller';

/** The token of editors, for `Authorization: Bearer …`. A real application would use its identity provider. */
export const EDITOR_TOKEN = 'editor';

/** The controllers with their options, for Koa and Express. */
export const controllerOptions: RoutingControllersOptions = {
  controllers: [...apiControllers, ViewerController],
  authorizationChecker: ({ request }: Action) => request.headers.authorization === `Bearer ${EDITOR_TOKEN}`,
  validation: { whitelist: true, forbidNonWhitelisted: true },
  defaultErrorHandler: false,
};
