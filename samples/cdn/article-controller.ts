import cluster from 'node:cluster';
import { IsString } from 'class-validator';
import { Body, Get, Header, JsonController, Param, Put } from 'routing-controllers';
import { CacheControl, ETag, Touches, versionOf } from 'routing-controllers-etag';
import type { Article, ArticleStore } from './article-store';

class ArticleInput {
  @IsString() text!: string;
}

/** Articles that Varnish may keep for an hour. A write purges its article before it is answered. */
export function articleController(articles: ArticleStore): Function {
  @JsonController('/articles/:id')
  class ArticleController {
    @Get()
    @CacheControl({ maxAge: 0 }, { cdn: { maxAge: 3600 } })
    @ETag(versionOf((id: string) => `article:${id}`))
    @Header('X-Worker', String(cluster.worker?.id))
    show(@Param('id') id: string): Promise<Article> {
      return articles.find(id);
    }

    @Put()
    @Touches((id: string) => `article:${id}`)
    @Header('X-Worker', String(cluster.worker?.id))
    save(@Param('id') id: string, @Body() { text }: ArticleInput): Promise<Article> {
      return articles.save({ id, text });
    }
  }
  return ArticleController;
}
