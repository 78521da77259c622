import type { RequestListener } from 'node:http';
import compression from 'compression';
import express from 'express';
import { useExpressServer } from 'routing-controllers';
import { ShallowEtag } from 'routing-controllers-etag';
import { cacheControl, ranges, shallowEtag } from 'routing-controllers-etag/express';
import { cacheRules } from './cache-rules';
import { QuoteController } from './quote-controller';
import type { Releases } from './releases';
import type { Site } from './site';

/** The same server on Express. */
export function expressApplication(site: Site, { seen, deploy, changed }: Releases): RequestListener {
  const app = express();
  app.use(compression({ threshold: 512 }));
  app.use(cacheControl(cacheRules));
  app.use(ranges());
  app.post('/deploy', (_req, res) => {
    deploy();
    res.status(204).end();
  });
  app.get('/requests', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ changed: changed(), requests: seen.list });
  });
  app.use(shallowEtag());
  // Its own tags depend on dates, and its own ranges accept them.
  app.use(express.static(site.folder, { etag: false, acceptRanges: false }));
  useExpressServer(app, { controllers: [QuoteController], interceptors: [ShallowEtag()] });
  return app;
}
