import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsString, Length, Max, Min, ValidateIf } from 'class-validator';

/** The body of a request that creates or replaces an article. */
export class ArticleInput {
  @IsString()
  @Length(1, 200)
  title!: string;

  @IsString()
  @Length(1, 100)
  author!: string;

  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  topics!: string[];

  @IsString()
  @Length(1, 500)
  summary!: string;

  /** Markdown. */
  @IsString()
  @Length(1, 100_000)
  body!: string;
}

/** The body of a request that changes some fields of an article. */
export class ArticleChanges {
  @IfSent()
  @IsString()
  @Length(1, 200)
  title?: string;

  @IfSent()
  @IsString()
  @Length(1, 100)
  author?: string;

  @IfSent()
  @IsArray()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  topics?: string[];

  @IfSent()
  @IsString()
  @Length(1, 500)
  summary?: string;

  @IfSent()
  @IsString()
  @Length(1, 100_000)
  body?: string;
}

/** The query of the list. */
export class ArticleQuery {
  @IfSent()
  @IsString()
  author?: string;

  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;

  @IsInt()
  @Min(0)
  @Max(1_000_000)
  offset: number = 0;
}

/** Unlike `@IsOptional`, refuses `null`. */
function IfSent(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}
