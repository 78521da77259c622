/** The part of the object mappers that the recipes use: all but TypeORM are not installed here. */

declare module '@mikro-orm/core' {
  export interface EntityManager {
    nativeUpdate<T extends object>(entity: new () => T, where: Partial<T>, data: Partial<T>): Promise<number>;
    findOneOrFail<T extends object>(entity: new () => T, id: number): Promise<T>;
    assign<T extends object>(entity: T, data: Partial<T>): T;
    lock<T extends object>(entity: T, mode: LockMode, version?: number): Promise<void>;
    flush(): Promise<void>;
  }
  export enum LockMode {
    OPTIMISTIC = 1,
  }
  export class OptimisticLockError extends Error {}
}

declare class ArticleEntity implements Pick<Article, 'id' | 'title' | 'version'> {
  id: number;
  title: string;
  version: number;
}

/** A Sequelize model. */
declare const ArticleModel: {
  update(values: Partial<Article>, options: { where: Partial<Article> }): Promise<[affectedCount: number]>;
};

/** A Mongoose model. */
declare const ArticleDocument: {
  updateOne(
    filter: { _id: number; version: number },
    update: { $set: Partial<Article>; $inc: { version: number } },
  ): Promise<{ matchedCount: number }>;
};

/** A Prisma client. */
declare const prisma: {
  article: {
    updateMany(query: {
      where: { id: number; version: number };
      data: { title: string; version: { increment: number } };
    }): Promise<{ count: number }>;
  };
};
