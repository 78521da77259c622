import type { Article, ArticleInput } from './article';

/** A store of articles. It depends on an object mapper, but not on HTTP. */
export interface Articles {
  /** The article's version; `undefined` if there is no such article. */
  versionOf(slug: string): Promise<string | undefined>;
  find(slug: string): Promise<Article | undefined>;
  /** Creates an article; returns `undefined` if its name is taken. */
  create(slug: string, input: ArticleInput): Promise<Article | undefined>;
  /** Changes the article if it still has this version; returns `undefined` if it has changed or was deleted. */
  update(slug: string, version: string, input: ArticleInput): Promise<Article | undefined>;
  /** Deletes the article if it still has this version; returns `false` if it has changed or was deleted. */
  remove(slug: string, version: string): Promise<boolean>;
}
