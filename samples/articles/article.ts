import { Exclude } from 'class-transformer';
import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn, VersionColumn } from 'typeorm';

/** An article, as it is stored and, without the fields that are excluded, as clients get it. */
@Entity()
export class Article {
  /** Random, and never used again: when an article is deleted and another one takes its slug, their tags differ. */
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

  /** What the editors write to each other; only they get to read it. */
  @Column('text', { default: '' })
  @Exclude()
  editorNotes!: string;

  @CreateDateColumn()
  createdAt!: Date;

  @UpdateDateColumn()
  updatedAt!: Date;

  /** Counted up by each UPDATE. */
  @VersionColumn()
  version!: number;

  /** The entity tag. It is made of what the database knows, and so is the same on every server. */
  get tag(): string {
    return `${this.id}-${this.version}`;
  }
}
