/** The reader's own application, of which the examples show a part. */
declare global {
  interface Article {
    id: number;
    title: string;
    version: number;
    updatedAt: Date;
  }

  interface ArticleChanges {
    title: string;
  }

  interface Tenant {
    id: string;
  }

  interface User {
    id: string;
    role: string;
  }

  class ArticleDto implements ArticleChanges {
    title: string;
  }

  interface ArticleService {
    versionOf(id: number): Promise<number | undefined>;
    versionOfAll(user: string): Promise<number>;
    state(): Promise<{ changes: number; count: number; latest: Date }>;
    find(id: number, variant?: { tenant: string; language: string }): Promise<Article>;
    list(which?: string | number): Promise<Article[]>;
    ofUser(user: string): Promise<Article[]>;
    basket(basket: string): Promise<object>;
    basketVersion(basket: string): Promise<number>;
    remove(id: number): Promise<void>;
    updateWhere(where: { id: number; version: number }, changes: ArticleChanges): Promise<boolean>;
    create(article: ArticleDto): Promise<Article>;
    update(id: number, changes: ArticleChanges): Promise<Article>;
    feed(id: number): Promise<{ hash: string; updatedAt: Date; items: Article[] }>;
  }

  const articles: ArticleService;

  interface Page {
    text: string;
    updatedAt: Date;
  }

  /** The base class of the controllers of which examples show some actions. */
  class Services {
    readonly articles: ArticleService;
    readonly pages: { updatedAt(id: number): Promise<Date>; find(id: number): Promise<Page> };
    readonly menus: { today(): Promise<object> };
    readonly reports: { current(): Promise<object> };
  }

  class ArticleController extends Services {
    show(id: number): Promise<Article>;
  }
}

export {};
