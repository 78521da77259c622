/** Compiled, never run: what `tagged` and `cacheControl` accept, and what they refuse. */
import { Get, JsonController, Put } from 'routing-controllers';
import { ETagFromResult, type Tagged, tagged, untagged } from 'routing-controllers-etag';
import { cacheControl as onExpress } from 'routing-controllers-etag/express';
import { cacheControl } from 'routing-controllers-etag/koa';

interface Article {
  readonly id: number;
  readonly version: string;
}

const article: Article = { id: 1, version: 'v1' };

@JsonController()
export class TaggedController {
  @Get('/typed')
  typed(): Tagged<Article> {
    return tagged(article, { etag: article.version, lastModified: new Date(), vary: 'Accept', status: 203 });
  }

  @Get('/promised')
  async promised(): Promise<Tagged<Article> | null> {
    return tagged(article, { etag: untagged, cacheControl: { private: true, maxAge: 60 } });
  }

  @Put('/emptied')
  emptied(): Tagged<null> {
    return tagged(null, { etag: 1n });
  }

  @Get('/other-body')
  otherBody(): Tagged<Article> {
    // @ts-expect-error: the body is another one
    return tagged({ id: 1 }, {}) as Tagged<{ readonly id: number }>;
  }

  @Get('/two-tags')
  // @ts-expect-error: the function takes the body, and the action returns what is made of it
  @ETagFromResult((result: Article) => result.version)
  twoTags(): Tagged<Article> {
    return tagged(article, { etag: article.version });
  }
}

// @ts-expect-error: what only looks so was not made by tagged()
export const lookalike: Tagged<Article> = { body: article };

// @ts-expect-error: there is no such option
tagged(article, { tag: 'v1' });

// @ts-expect-error: directives that contradict each other
tagged(article, { cacheControl: { public: true, private: true } });

for (const make of [cacheControl, onExpress]) {
  make({ '/assets/*': { public: true, maxAge: 31_536_000, immutable: true }, '/*': { noCache: true } });
}

// @ts-expect-error: times are whole seconds
cacheControl({ '/*': { maxAge: 1.5 } });

// @ts-expect-error: times are not negative
onExpress({ '/*': { maxAge: -1 } });

// @ts-expect-error: directives that contradict each other
cacheControl({ '/*': { public: true, private: true } });
