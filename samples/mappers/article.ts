import { IsString, Length } from 'class-validator';

export interface Article {
  slug: string;
  title: string;
  /** Unique for this state of the article: no earlier or later state has the same version. */
  version: string;
}

export class ArticleInput {
  @IsString()
  @Length(1, 200)
  title!: string;
}
