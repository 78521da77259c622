import { Sequelize } from 'sequelize';
import { dialectOf, serverOf } from '../connections/database-url';
import * as sqliteCallbacks from '../connections/sqlite-callbacks';
import type { OpenArticles } from '../open-articles';
import { defineArticles, SequelizeArticles } from '../recipes/sequelize';
import { defineCountedArticles, SequelizeSavedArticles } from '../recipes/sequelize-save';

export async function openSequelize(url: URL): Promise<OpenArticles> {
  const sequelize = sequelizeOn(url);
  return { articles: new SequelizeArticles(defineArticles(sequelize)), close: () => sequelize.close() };
}

export async function openSequelizeSave(url: URL): Promise<OpenArticles> {
  const sequelize = sequelizeOn(url);
  const model = defineCountedArticles(sequelize);
  return {
    articles: new SequelizeSavedArticles(model),
    beforeWrite: (task) => model.addHook('beforeUpdate', task),
    close: () => sequelize.close(),
  };
}

export function sequelizeOn(url: URL): Sequelize {
  const { database, user, password, ...server } = serverOf(url);
  switch (dialectOf(url)) {
    case 'sqlite':
      return new Sequelize({
        dialect: 'sqlite',
        dialectModule: sqliteCallbacks,
        storage: url.pathname,
        logging: false,
      });
    case 'postgres':
      return new Sequelize(database, user, password, { dialect: 'postgres', ...server, logging: false });
    case 'mariadb':
      return new Sequelize(database, user, password, { dialect: 'mysql', ...server, logging: false });
  }
}
