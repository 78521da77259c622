import { Authorized, Get, JsonController } from 'routing-controllers';
import { ETag } from 'routing-controllers-etag';
import { Service } from 'typedi';
import { ArticleService } from './article-service';
import { Slug } from './slug';

/** The editors' notes on an article. Without an editor's token, there is neither a 200 nor a 304. */
@Service()
@Authorized()
@JsonController('/articles/:slug/notes')
export class NotesController {
  constructor(readonly articles: ArticleService) {}

  @Get()
  @ETag(function (this: NotesController, slug: string) {
    return this.articles.versionOf(slug);
  })
  async show(@Slug() slug: string) {
    const { editorNotes } = await this.articles.get(slug);
    return { slug, editorNotes };
  }
}
