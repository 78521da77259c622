import { Exclude } from 'class-transformer';
import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn, VersionColumn } from 'typeorm';
import { ArticleVersion } from './article-version';

/** An article as stored. Clients receive it without the excluded fields. */
@Entity()
export class Article {
  /** Random and never reused: if an article is deleted and another one takes its slug, their tags differ. */
  @PrimaryColumn('text')
  @Exclude()
  id!: string;

  @Column('text', { unique: true })
  slug!: string;

  @Column('text')
  title!: string;

  @Column('text')
  author!: string;

  @Column('simple-json')
  topics!: readonly string[];

  @Column('text')
  summary!: string;

  /** Markdown. */
  @Column('text')
  body!: string;

  /** Notes of the editors to each other, which only editors may read. */
  @Column('text', { default: '' })
  @Exclude()
  editorNotes!: string;

  @CreateDateColumn()
  createdAt!: Date;

  @UpdateDateColumn()
  updatedAt!: Date;

  /** Incremented by each UPDATE. */
  @VersionColumn()
  version!: number;

  /** The value of the entity tag. */
  get tag(): string {
    return new ArticleVersion(this.id, this.version).value;
  }
}
