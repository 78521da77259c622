import { randomUUID } from 'node:crypto';
import { DataTypes, Model, type ModelStatic, type Sequelize, UniqueConstraintError } from 'sequelize';
import type { Article, ArticleInput } from '../article';
import type { Articles } from '../articles';

export type ArticleModel = ModelStatic<Model<Article> & Article>;

export function defineArticles(sequelize: Sequelize): ArticleModel {
  return sequelize.define(
    'Article',
    {
      slug: { type: DataTypes.STRING(100), primaryKey: true },
      title: { type: DataTypes.STRING(200), allowNull: false },
      version: { type: DataTypes.STRING(36), allowNull: false },
    },
    { tableName: 'articles', timestamps: false },
  ) as ArticleModel;
}

export class SequelizeArticles implements Articles {
  constructor(readonly model: ArticleModel) {}

  async versionOf(slug: string) {
    const row = await this.model.findOne({ attributes: ['version'], where: { slug } });
    return row?.version;
  }

  async find(slug: string) {
    return (await this.model.findByPk(slug))?.get({ plain: true });
  }

  async create(slug: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    try {
      await this.model.create(article);
      return article;
    } catch (error) {
      if (error instanceof UniqueConstraintError) return undefined;
      throw error;
    }
  }

  async update(slug: string, version: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    const [rows] = await this.model.update(article, { where: { slug, version } });
    return rows === 0 ? undefined : article;
  }

  async remove(slug: string, version: string) {
    const rows = await this.model.destroy({ where: { slug, version } });
    return rows > 0;
  }
}
