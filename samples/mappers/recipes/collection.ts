import type { Kysely } from 'kysely';
import { Get, JsonController } from 'routing-controllers';
import { ETag } from 'routing-controllers-etag';
import type { Article } from '../article';

export interface CountedDatabase {
  articles: Article;
  articles_changes: { slot: number; changes: number };
}

@JsonController('/articles')
export class CollectionController {
  constructor(readonly database: Kysely<CountedDatabase>) {}

  @Get()
  @ETag(versionOfAll)
  list() {
    return this.database.selectFrom('articles').selectAll().orderBy('slug').execute();
  }
}

async function versionOfAll(this: CollectionController) {
  const { changes } = await this.database
    .selectFrom('articles_changes')
    .select(({ fn }) => fn.sum<string>('changes').as('changes'))
    .executeTakeFirstOrThrow();
  return changes;
}
