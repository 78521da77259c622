import type { Article, ArticleInput } from './article';

/** Stores articles. It knows its object mapper and nothing about HTTP. */
export interface Articles {
  /** The article's version; `undefined` if there is no such article. */
  versionOf(slug: string): Promise<string | undefined>;
  find(slug: string): Promise<Article | undefined>;
  /** Creates an article; `undefined` if it exists already. */
  create(slug: string, input: ArticleInput): Promise<Article | undefined>;
  /** Changes the article if it still has this version; `undefined` if it has changed or is gone. */
  update(slug: string, version: string, input: ArticleInput): Promise<Article | undefined>;
  /** Removes the article if it still has this version; `false` if it has changed or is gone. */
  remove(slug: string, version: string): Promise<boolean>;
}
