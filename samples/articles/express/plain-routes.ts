import { Router } from 'express';
import { checkNotModified, conditionalGet } from 'routing-controllers-etag/express';
import type { ArticleService } from '../article-service';

/** Routes without controllers, such as an older application may have. */
export function plainRoutes(articles: ArticleService): Router {
  const router = Router();

  router.get('/authors', async (req, res) => {
    const { tag } = await articles.version();
    if (checkNotModified(req, res, tag)) return;
    res.json(await articles.authors());
  });

  /** This route does not handle preconditions: it sets a tag, and the middleware before it does the rest. */
  router.get('/topics', conditionalGet(), async (_req, res) => {
    const { tag } = await articles.version();
    res.set('ETag', `"${tag}"`).json(await articles.topics());
  });

  return router;
}
