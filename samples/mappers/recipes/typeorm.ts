import { randomUUID } from 'node:crypto';
import { Column, Entity, PrimaryColumn, type Repository } from 'typeorm';
import type { Article, ArticleInput } from '../article';
import type { Articles } from '../articles';
import { isDuplicateKey } from '../duplicate-key';

@Entity('articles')
export class ArticleEntity implements Article {
  @PrimaryColumn({ length: 100 })
  slug!: string;

  @Column({ length: 200 })
  title!: string;

  @Column({ length: 36 })
  version!: string;
}

export class TypeOrmArticles implements Articles {
  constructor(readonly repository: Repository<ArticleEntity>) {}

  async versionOf(slug: string) {
    const row = await this.repository.findOne({ select: { version: true }, where: { slug } });
    return row?.version;
  }

  async find(slug: string) {
    return (await this.repository.findOneBy({ slug })) ?? undefined;
  }

  async create(slug: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    try {
      await this.repository.insert(article); // save() would overwrite an article that is there
      return article;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  async update(slug: string, version: string, { title }: ArticleInput) {
    const article = { slug, title, version: randomUUID() };
    const { affected } = await this.repository.update({ slug, version }, article);
    return affected === 0 ? undefined : article;
  }

  async remove(slug: string, version: string) {
    const { affected } = await this.repository.delete({ slug, version });
    return affected !== 0;
  }
}
