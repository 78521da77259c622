import { PreconditionFailedError } from 'routing-controllers-etag';
import { Column, type DataSource, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Article, ArticleInput } from '../article';
import { ArticleEntity, TypeOrmArticles } from './typeorm';

@Entity('audit')
export class AuditEntity {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column()
  entry!: string;
}

/** Changes an article and adds an entry to the audit table: both or neither. */
export function updateWithAudit(source: DataSource, slug: string, version: string, input: ArticleInput) {
  return source.transaction(async (manager): Promise<Article> => {
    await manager.insert(AuditEntity, { entry: `${slug} is called ${input.title}` });
    const articles = new TypeOrmArticles(manager.getRepository(ArticleEntity));
    const article = await articles.update(slug, version, input);
    if (article === undefined) throw new PreconditionFailedError(); // returning would commit the entry
    return article;
  });
}
