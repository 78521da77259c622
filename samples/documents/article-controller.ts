import { Body, Get, JsonController, Param, Put } from 'routing-controllers';
import { ETag, ETagFromResult, PreconditionRequired } from 'routing-controllers-etag';
import { type Article, ArticleInput, articles } from './articles';

/** The articles over HTTP. */
@JsonController('/articles')
export class ArticleController {
  @Get('/:id')
  @ETag((id: number) => articles.versionOf(id))
  show(@Param('id') id: number) {
    return articles.find(id);
  }

  @Put('/:id')
  @ETag((id: number) => articles.versionOf(id))
  @PreconditionRequired()
  @ETagFromResult((article: Article) => article.version)
  save(@Param('id') id: number, @Body() changes: ArticleInput) {
    return articles.update(id, changes);
  }
}
