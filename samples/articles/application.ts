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

/** The framework of the API. The controllers are the same on both. */
export type Framework = 'koa' | 'express';

/**
 * Makes the articles API. A process can have only one, because routing-controllers and typedi share a global container.
 *
 * @param database - a database from `openDatabase`
 * @param outer - middleware before everything else
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
