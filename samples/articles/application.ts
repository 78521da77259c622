import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import type { RequestHandler } from 'express';
import type { Middleware } from 'koa';
import { useContainer } from 'routing-controllers';
import { Container } from 'typedi';
import { DataSource } from 'typeorm';
import { ArticleService } from './article-service';
import { expressApplication } from './express/application';
import { koaApplication } from './koa/application';

/** What the API runs on: the controllers are the same. */
export type Framework = 'koa' | 'express';

/**
 * The articles API on a database. One for a process: routing-controllers and typedi know one container.
 *
 * @param database as `openDatabase` opens it
 * @param outer middleware in front of all the rest
 */
export function createApplication(
  database: DataSource,
  framework: Framework = 'koa',
  ...outer: readonly (Middleware & RequestHandler)[]
): RequestListener {
  Container.set(DataSource, database);
  useContainer(Container);
  const articles = Container.get(ArticleService);
  return framework === 'koa' ? koaApplication(articles, outer).callback() : expressApplication(articles, outer);
}
