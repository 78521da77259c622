import { ContentType, Get, JsonController } from 'routing-controllers';
import { CacheControl, WebReq, type WebRequest } from 'routing-controllers-etag';
import { Service } from 'typedi';
import { ArticleService } from './article-service';

/** A JSON Feed of the most recently changed articles: https://www.jsonfeed.org/version/1.1/ */
@Service()
@JsonController()
export class FeedController {
  constructor(readonly articles: ArticleService) {}

  @Get('/feed.json')
  @ContentType('application/feed+json; charset=utf-8')
  @CacheControl({ public: true, maxAge: 60 })
  async feed(@WebReq() web: WebRequest) {
    const { tag, changedAt } = await this.articles.version();
    if (web.checkNotModified(tag, changedAt)) return null;
    const articles = await this.articles.latest(10);
    return {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Articles',
      items: articles.map(({ slug, title, summary, body, author, topics, createdAt, updatedAt }) => ({
        id: slug,
        url: `/articles/${slug}`,
        title,
        summary,
        content_text: body,
        authors: [{ name: author }],
        tags: topics,
        date_published: createdAt,
        date_modified: updatedAt,
      })),
    };
  }
}
