import type { Context } from 'koa';
import { Body, Ctx, Delete, Get, JsonController, NotFoundError, OnUndefined, Param, Put } from 'routing-controllers';
import {
  CurrentVersion,
  ETag,
  ETagFromResult,
  optimisticLock,
  PreconditionFailedError,
  PreconditionRequired,
} from 'routing-controllers-etag';
import { type Article, ArticleInput } from './article';
import type { Articles } from './articles';

@JsonController('/articles')
export class ArticleController {
  constructor(readonly articles: Articles) {}

  @Get('/:slug')
  @ETag(currentVersion)
  async show(@Param('slug') slug: string) {
    const article = await this.articles.find(slug);
    if (article === undefined) throw new NotFoundError();
    return article;
  }

  /** Creates the article with `If-None-Match: *`, replaces it with `If-Match`. */
  @Put('/:slug')
  @ETag(currentVersion, { conflict: optimisticLock })
  @PreconditionRequired()
  @ETagFromResult((article: Article) => article.version)
  async save(
    @Param('slug') slug: string,
    @Body() input: ArticleInput,
    @CurrentVersion() version: string | null,
    @Ctx() ctx: Context,
  ) {
    const saved =
      version === null ? await this.articles.create(slug, input) : await this.articles.update(slug, version, input);
    if (saved === undefined) throw new PreconditionFailedError(); // somebody else was faster
    if (version === null) ctx.status = 201;
    return saved;
  }

  @Delete('/:slug')
  @ETag(currentVersion, { conflict: optimisticLock })
  @PreconditionRequired()
  @OnUndefined(204)
  async remove(@Param('slug') slug: string, @CurrentVersion() version: string | null) {
    if (version === null) throw new NotFoundError();
    if (!(await this.articles.remove(slug, version))) throw new PreconditionFailedError();
  }
}

function currentVersion(this: ArticleController, slug: string) {
  return this.articles.versionOf(slug);
}
