import Router from '@koa/router';
import { checkNotModified, conditionalGet } from 'routing-controllers-etag/koa';
import type { ArticleService } from '../article-service';

/** Routes without controllers, such as an older application may have. */
export function plainRoutes(articles: ArticleService): Router {
  const router = new Router();

  router.get('/authors', async (ctx) => {
    const { tag } = await articles.version();
    if (checkNotModified(ctx, tag)) return;
    ctx.body = await articles.authors();
  });

  /** This route does not handle preconditions: it sets a tag, and the middleware before it does the rest. */
  router.get('/topics', conditionalGet(), async (ctx) => {
    const { tag } = await articles.version();
    ctx.etag = tag;
    ctx.body = await articles.topics();
  });

  return router;
}
