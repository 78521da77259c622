import { Body, Get, JsonController, Put } from 'routing-controllers';
import { Service } from 'typedi';
import { ArticleInput } from './article-input';
import { ArticleService } from './article-service';
import { Slug } from './slug';

/** The same articles without the library, for comparison on the page: the last save overwrites all others. */
@Service()
@JsonController('/unprotected')
export class UnprotectedController {
  constructor(readonly articles: ArticleService) {}

  @Get('/:slug')
  show(@Slug() slug: string) {
    return this.articles.get(slug);
  }

  @Put('/:slug')
  async put(@Slug() slug: string, @Body() input: ArticleInput) {
    const whatever = await this.articles.versionOf(slug);
    return whatever && this.articles.update(whatever, input);
  }
}
