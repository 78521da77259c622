import {
  Body,
  ContentType,
  Delete,
  Get,
  HttpError,
  JsonController,
  NotFoundError,
  Patch,
  Post,
  Put,
  QueryParams,
} from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagFromResult,
  LastModified,
  PreconditionFailedError,
  PreconditionRequired,
  PreconditionRequiredError,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { Service } from 'typedi';
import { OptimisticLockVersionMismatchError } from 'typeorm';
import { Answer } from './answer';
import type { Article } from './article';
import { ArticleChanges, ArticleInput, ArticleQuery } from './article-input';
import { ArticleService } from './article-service';
import { Slug, slugOf } from './slug';

/** The articles: who has read one need not read it again, and nobody overwrites what they have not read. */
@Service()
@JsonController('/articles')
export class ArticleController {
  constructor(readonly articles: ArticleService) {}

  @Get()
  @ETag(versionOfAll)
  list(@QueryParams() query: ArticleQuery) {
    return this.articles.list(query);
  }

  @Get('/:slug')
  @ETag(currentTag)
  @CacheControl({ noCache: true })
  show(@Slug() slug: string) {
    return this.articles.get(slug);
  }

  /** The text alone, for programs that know dates only. */
  @Get('/:slug/text')
  @ContentType('text/markdown; charset=utf-8')
  @LastModified(lastChange)
  async text(@Slug() slug: string) {
    const article = await this.articles.get(slug);
    return `# ${article.title}\n\n${article.body}\n`;
  }

  /** Creates an article under a name made of its title. */
  @Post()
  @ETagFromResult(tagOf)
  async create(@Body() input: ArticleInput, @Answer() answer: Answer) {
    const slug = slugOf(input.title);
    const article = await this.articles.create(slug, input);
    if (article === undefined) throw new HttpError(409, `There is an article "${slug}" already: choose another title`);
    answer.created(`/articles/${slug}`);
    return article;
  }

  /** Creates the article with `If-None-Match: *`, replaces it with `If-Match`. */
  @Put('/:slug')
  @ETag(currentTag, { conflict: isVersionMismatch })
  @PreconditionRequired()
  @ETagFromResult(tagOf)
  async put(@Slug() slug: string, @Body() input: ArticleInput, @WebReq() web: WebRequest, @Answer() answer: Answer) {
    if (web.ifMatch !== undefined) return this.articles.update(slug, input, web.ifMatch);
    const article = await this.articles.create(slug, input);
    if (article === undefined) throw new PreconditionFailedError(`There is an article "${slug}" already`);
    answer.created(`/articles/${slug}`);
    return article;
  }

  @Patch('/:slug')
  @ETag(existingTag, { conflict: isVersionMismatch })
  @PreconditionRequired()
  @ETagFromResult(tagOf)
  patch(@Slug() slug: string, @Body() changes: ArticleChanges, @WebReq() web: WebRequest) {
    return this.articles.update(slug, changes, versionsSeen(web));
  }

  @Delete('/:slug')
  @ETag(existingTag, { conflict: isVersionMismatch })
  @PreconditionRequired()
  async remove(@Slug() slug: string, @WebReq() web: WebRequest) {
    await this.articles.remove(slug, versionsSeen(web));
    return null;
  }
}

async function versionOfAll(this: ArticleController) {
  const version = await this.articles.version();
  return version.tag;
}

function currentTag(this: ArticleController, slug: string) {
  return this.articles.tagOf(slug);
}

/** Where a write cannot create anything, the answer is 404 whatever its preconditions (RFC 9110, section 13.2.1). */
async function existingTag(this: ArticleController, slug: string) {
  const tag = await this.articles.tagOf(slug);
  if (tag === undefined) throw new NotFoundError(`There is no article "${slug}"`);
  return tag;
}

/** Another process has written between the check and the statement: 412, as if it had come before both. */
function isVersionMismatch(error: unknown) {
  return error instanceof OptimisticLockVersionMismatchError;
}

function lastChange(this: ArticleController, slug: string) {
  return this.articles.changeOf(slug);
}

function tagOf(article: Article) {
  return article.tag;
}

/** The versions that the client says it has seen, for the database to hold it to. */
function versionsSeen(web: WebRequest) {
  if (web.ifMatch === undefined) throw new PreconditionRequiredError('Send If-Match with the ETag you have read');
  return web.ifMatch;
}
