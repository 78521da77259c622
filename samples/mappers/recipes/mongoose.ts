import { type Connection, Schema } from 'mongoose';
import type { ArticleInput } from '../article';
import type { Articles } from '../articles';

const articleSchema = new Schema(
  {
    slug: { type: String, required: true, unique: true },
    title: { type: String, required: true },
    version: { type: Number, required: true, default: 0 },
  },
  // Without optimisticConcurrency, Mongoose increments and compares the version only for some array updates.
  { optimisticConcurrency: true, versionKey: 'version' },
);

export function defineArticles(connection: Connection) {
  return connection.model('Article', articleSchema);
}

export type ArticleModel = ReturnType<typeof defineArticles>;

export class MongooseArticles implements Articles {
  constructor(readonly model: ArticleModel) {}

  async versionOf(slug: string) {
    return (await this.find(slug))?.version;
  }

  async find(slug: string) {
    const article = await this.model.findOne({ slug });
    return article === null ? undefined : representation(article);
  }

  async create(slug: string, { title }: ArticleInput) {
    try {
      return representation(await this.model.create({ slug, title }));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY) return undefined;
      throw error;
    }
  }

  async update(slug: string, version: string, { title }: ArticleInput) {
    const article = await this.model.findOne({ slug });
    if (article === null || representation(article).version !== version) return undefined;
    article.set({ title });
    await article.save(); // updateOne({ _id, version }); VersionError if that finds nothing
    return representation(article);
  }

  /** `article.deleteOne()` would not compare the version. */
  async remove(slug: string, version: string) {
    const article = await this.model.findOne({ slug });
    if (article === null || representation(article).version !== version) return false;
    const { deletedCount } = await this.model.deleteOne({ _id: article._id, version: article.version });
    return deletedCount > 0;
  }
}

const DUPLICATE_KEY = 11000;

/** The counter starts at 0 for every article; with the id of its creation it cannot come back. */
function representation({ id, slug, title, version }: InstanceType<ArticleModel>) {
  return { slug, title, version: `${id}-${version}` };
}
