import type { IncomingHttpHeaders } from 'node:http';
import {
  type Action,
  Authorized,
  Body,
  CurrentUser,
  Get,
  JsonController,
  Param,
  Put,
  Req,
  UseBefore,
} from 'routing-controllers';
import { CacheControl, ETag, ETagFromResult, PreconditionRequired } from 'routing-controllers-etag';
import { App, type Setup } from '../controllers/app';
import { type Exchange, middleware } from '../controllers/exchange';

interface Article {
  readonly version: number;
  readonly text: string;
}

const articles = new Map<string, Article>();

/** Changes an article behind the back of all caches. */
export function change(id: string, text: string): void {
  articles.set(id, { version: (articles.get(id)?.version ?? 0) + 1, text });
}

const versionOf = (id: string): number | undefined => articles.get(id)?.version;

/**
 * nginx stores no response with a lifetime of 0; this tells it alone that the response is stale from the start. It must
 * come before Cache-Control.
 */
function storedButStale(exchange: Exchange, next: () => unknown): unknown {
  exchange.set('X-Accel-Expires', '@1');
  return next();
}

@JsonController('/articles/:id')
class ArticleController {
  @Get()
  @UseBefore(middleware(storedButStale))
  @ETag(versionOf)
  show(@Param('id') id: string) {
    return articles.get(id);
  }

  @Put()
  @ETag(versionOf)
  @PreconditionRequired()
  @ETagFromResult((article: Article) => article.version)
  replace(@Param('id') id: string, @Body() body: { text: string }) {
    change(id, body.text);
    return articles.get(id) as Article;
  }

  /** The same for clients behind what weakens tags. */
  @Put('/weakened')
  @ETag(versionOf, { ifMatch: 'weak' })
  @PreconditionRequired()
  @ETagFromResult((article: Article) => article.version)
  replaceWeakened(@Param('id') id: string, @Body() body: { text: string }) {
    change(id, body.text);
    return articles.get(id) as Article;
  }
}

/** What differs from user to user, while its version and its address do not. */
@JsonController('/mine')
class MineController {
  @Get('/authorized')
  @Authorized()
  @ETag(() => 'v1')
  authorized(@Req() request: Request) {
    return { of: userOf(request) };
  }

  @Get('/session')
  @ETag(() => 'v1')
  session(@CurrentUser({ required: true }) user: string) {
    return { of: user };
  }

  @Get('/authorization-field')
  @ETag(() => 'v1')
  authorizationField(@Req() request: Request) {
    return { of: userOf(request) ?? 'nobody' };
  }

  @Get('/with-a-lifetime')
  @Authorized()
  @CacheControl({ maxAge: 60 })
  @ETag(() => 'v1')
  withLifetime(@Req() request: Request) {
    return { of: userOf(request) };
  }

  @Get('/public')
  @CacheControl({ public: true, maxAge: 60 })
  @ETag(() => 'v1')
  shared(@Req() request: Request) {
    return { of: userOf(request) };
  }
}

/** What the requests of all frameworks have in common. */
interface Request {
  readonly headers: IncomingHttpHeaders;
}

function userOf(request: Request): string | undefined {
  const { authorization = '', cookie = '' } = request.headers;
  return /^Bearer (.+)$/.exec(authorization)?.[1] ?? /^user=(.+)$/.exec(cookie)?.[1];
}

/** What the origin answered, as `GET /articles/1 200`: what a cache answers itself is not there. */
export const answered: string[] = [];

/** Starts the origin, with no articles. */
export function startOrigin(setup: Setup): Promise<App> {
  articles.clear();
  const origin = new App(setup, {
    controllers: [ArticleController, MineController],
    interceptors: [class {}],
    authorizationChecker: ({ request }: Action) => userOf(request) !== undefined,
    currentUserChecker: ({ request }: Action) => userOf(request),
    use: [
      middleware((exchange, next) => {
        exchange.whenAnswered((status) => answered.push(`${exchange.method} ${exchange.path} ${status}`));
        return next();
      }),
    ],
  });
  return origin.start();
}
