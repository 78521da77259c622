import type { Article, ArticleInput } from './article';

/** Where articles are kept. It knows its object mapper, and nothing of HTTP. */
export interface Articles {
  /** The article's version; `undefined` where there is no such article. */
  versionOf(slug: string): Promise<string | undefined>;
  find(slug: string): Promise<Article | undefined>;
  /** Makes an article; `undefined` if there is one of this name already. */
  create(slug: string, input: ArticleInput): Promise<Article | undefined>;
  /** Changes the article if it is at this version still; `undefined` if it has changed or is gone. */
  update(slug: string, version: string, input: ArticleInput): Promise<Article | undefined>;
  /** Removes the article if it is at this version still; `false` if it has changed or is gone. */
  remove(slug: string, version: string): Promise<boolean>;
}
