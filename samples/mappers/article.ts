import { IsString, Length } from 'class-validator';

export interface Article {
  slug: string;
  title: string;
  /** Names this state of the article: no other state, before or after, has the same. */
  version: string;
}

export class ArticleInput {
  @IsString()
  @Length(1, 200)
  title!: string;
}
