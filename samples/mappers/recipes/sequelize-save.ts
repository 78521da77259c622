import { randomUUID } from 'node:crypto';
import { DataTypes, Model, type ModelStatic, type Sequelize, UniqueConstraintError } from 'sequelize';
import type { ArticleInput } from '../article';
import type { Articles } from '../articles';

interface CountedArticle {
  id: string;
  slug: string;
  title: string;
  version: number;
}

export type CountedArticleModel = ModelStatic<Model<CountedArticle, Omit<CountedArticle, 'version'>> & CountedArticle>;

export function defineCountedArticles(sequelize: Sequelize): CountedArticleModel {
  return sequelize.define(
    'CountedArticle',
    {
      id: { type: DataTypes.STRING(36), primaryKey: true },
      slug: { type: DataTypes.STRING(100), unique: true, allowNull: false },
      title: { type: DataTypes.STRING(200), allowNull: false },
    },
    { tableName: 'counted_articles', timestamps: false, version: true },
  ) as CountedArticleModel;
}

export class SequelizeSavedArticles implements Articles {
  constructor(readonly model: CountedArticleModel) {}

  async versionOf(slug: string) {
    return (await this.find(slug))?.version;
  }

  async find(slug: string) {
    const article = await this.model.findOne({ where: { slug } });
    return article === null ? undefined : representation(article);
  }

  async create(slug: string, { title }: ArticleInput) {
    try {
      return representation(await this.model.create({ id: randomUUID(), slug, title }));
    } catch (error) {
      if (error instanceof UniqueConstraintError) return undefined;
      throw error;
    }
  }

  async update(slug: string, version: string, { title }: ArticleInput) {
    const article = await this.model.findOne({ where: { slug } });
    if (article === null || representation(article).version !== version) return undefined;
    await article.update({ title }); // UPDATE … WHERE id = ? AND version = ?; OptimisticLockError if that finds no row
    return representation(article);
  }

  /** `article.destroy()` compares the version too, and does not say whether it has deleted a row. */
  async remove(slug: string, version: string) {
    const article = await this.model.findOne({ where: { slug } });
    if (article === null || representation(article).version !== version) return false;
    const rows = await this.model.destroy({ where: { id: article.id, version: article.version } });
    return rows > 0;
  }
}

/** The counter starts at 0 for every article; with the id of its creation it cannot come back. */
function representation({ id, slug, title, version }: CountedArticle) {
  return { slug, title, version: `${id}-${version}` };
}
