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
  CurrentVersion,
  ETag,
  ETagFromResult,
  LastModified,
  PreconditionFailedError,
  PreconditionRequired,
} from 'routing-controllers-etag';
import { Service } from 'typedi';
import { Answer } from './answer';
import type { Article } from './article';
import { ArticleChanges, ArticleInput, ArticleQuery } from './article-input';
import { ArticleService } from './article-service';
import type { ArticleVersion } from './article-version';
import { Slug, slugOf } from './slug';

/**
 * The articles. Clients do not read an unchanged article again, and cannot overwrite a version that they have not read.
 */
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
  @ETag(currentVersion)
  @CacheControl({ noCache: true })
  show(@Slug() slug: string) {
    return this.articles.get(slug);
  }

  /** Only the text, for programs that use dates instead of tags. */
  @Get('/:slug/text')
  @ContentType('text/markdown; charset=utf-8')
  @LastModified(lastChange)
  async text(@Slug() slug: string) {
    const article = await this.articles.get(slug);
    return `# ${article.title}\n\n${article.body}\n`;
  }

  /** Creates an article under a name made from its title. */
  @Post()
  @ETagFromResult(tagOf)
  async create(@Body() input: ArticleInput, @Answer() answer: Answer) {
    const slug = slugOf(input.title);
    const article = await this.articles.create(slug, input);
    if (article === undefined) throw new HttpError(409, `There is already an article "${slug}": choose another title`);
    answer.created(`/articles/${slug}`);
    return article;
  }

  /** `If-None-Match: *` creates the article, `If-Match` replaces it. */
  @Put('/:slug')
  @ETag(currentVersion)
  @PreconditionRequired()
  @ETagFromResult(tagOf)
  async put(
    @Slug() slug: string,
    @Body() input: ArticleInput,
    @CurrentVersion() version: ArticleVersion | null,
    @Answer() answer: Answer,
  ) {
    if (version !== null) return this.#changed(version, input);
    const article = await this.articles.create(slug, input);
    if (article === undefined) throw new PreconditionFailedError(`There is already an article "${slug}"`);
    answer.created(`/articles/${slug}`);
    return article;
  }

  @Patch('/:slug')
  @ETag(existingVersion)
  @PreconditionRequired()
  @ETagFromResult(tagOf)
  patch(@Slug() _slug: string, @Body() changes: ArticleChanges, @CurrentVersion() version: ArticleVersion) {
    return this.#changed(version, changes);
  }

  @Delete('/:slug')
  @ETag(existingVersion)
  @PreconditionRequired()
  async remove(@Slug() _slug: string, @CurrentVersion() version: ArticleVersion) {
    if (!(await this.articles.remove(version))) throw new PreconditionFailedError();
    return null;
  }

  /** Answers 412 if another process has written between the check and the statement. */
  async #changed(version: ArticleVersion, changes: ArticleChanges) {
    const article = await this.articles.update(version, changes);
    if (article === undefined) throw new PreconditionFailedError();
    return article;
  }
}

async function versionOfAll(this: ArticleController) {
  const version = await this.articles.version();
  return version.tag;
}

function currentVersion(this: ArticleController, slug: string) {
  return this.articles.versionOf(slug);
}

/**
 * A write that cannot create the article is answered with 404, whatever its preconditions (RFC 9110, section 13.2.1).
 */
async function existingVersion(this: ArticleController, slug: string) {
  const version = await this.articles.versionOf(slug);
  if (version === undefined) throw new NotFoundError(`There is no article "${slug}"`);
  return version;
}

function lastChange(this: ArticleController, slug: string) {
  return this.articles.changeOf(slug);
}

function tagOf(article: Article) {
  return article.tag;
}
