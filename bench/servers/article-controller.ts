import 'reflect-metadata';
import { Get, JsonController, Param } from 'routing-controllers';
import { type Article, articles } from '../load/articles';

/** The lists, by default and with class-transformer switched off for the route. */
@JsonController()
export class ArticleController {
  @Get('/articles/:kilobytes')
  list(@Param('kilobytes') kilobytes: number): readonly Article[] {
    return articles(kilobytes);
  }

  @Get('/plain-articles/:kilobytes', { transformResponse: false })
  listPlain(@Param('kilobytes') kilobytes: number): readonly Article[] {
    return articles(kilobytes);
  }
}
