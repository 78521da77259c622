import { expect } from 'chai';
import {
  Authorized,
  Get,
  Header,
  JsonController,
  NotFoundError,
  OnNull,
  Param,
  Put,
  Redirect,
} from 'routing-controllers';
import { CacheControl, ETag, ETagFromResult, Vary, WebReq, type WebRequest } from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import { inEachSetup } from './app';

const ran: string[] = [];

/** Replaces the method, as decorators for logging and timing do. */
function noted(_prototype: object, _name: string, descriptor: PropertyDescriptor): void {
  const method = descriptor.value as (...args: unknown[]) => unknown;
  descriptor.value = function (this: unknown, ...args: unknown[]) {
    ran.push('noted');
    return method.apply(this, args);
  };
}

function versionOfController(this: BaseController): string {
  ran.push('tag');
  return this.version;
}

abstract class BaseController {
  abstract readonly version: string;

  @Get('/plain')
  @ETag(versionOfController)
  plain(): object {
    ran.push('plain');
    return { version: this.version };
  }

  @Put('/plain')
  @ETag(versionOfController)
  save(): object {
    ran.push('save');
    return {};
  }

  @Get('/result')
  @ETagFromResult((result: { version: string }) => result.version)
  result(): { version: string } {
    ran.push('result');
    return { version: this.version };
  }

  @noted
  @Get('/noted')
  @ETag(versionOfController)
  noted(): object {
    ran.push('action');
    return {};
  }

  @Get('/overridden')
  @ETag(versionOfController)
  overridden(): object {
    ran.push('base');
    return {};
  }

  @Put('/overridden')
  @ETag(versionOfController)
  overriddenWrite(): object {
    ran.push('base');
    return {};
  }

  @Get('/redeclared')
  @ETag(() => 'of the base'.replaceAll(' ', '-'))
  redeclared(): object {
    ran.push('base');
    return {};
  }

  @Get('/:id/tagged-again')
  @ETag((_id: number) => 'base')
  taggedAgain(@Param('id') id: number): object {
    ran.push(`base ${id}`);
    return { id };
  }

  @Get('/header')
  @Header('X-Base', 'yes')
  @Authorized()
  @ETag(() => 'v1')
  header(): object {
    return {};
  }

  @Get('/redirect')
  @Redirect('/elsewhere')
  @ETag(() => 'v1')
  redirect(): object {
    ran.push('redirect');
    return {};
  }

  @Get('/null')
  @OnNull(404)
  @ETag(() => 'v1')
  null(): null {
    return null;
  }
}

@JsonController('/derived')
class DerivedController extends BaseController {
  readonly version: string = 'derived';

  override overridden(): object {
    ran.push('derived');
    return super.overridden();
  }

  override overriddenWrite(): object {
    ran.push('derived');
    return super.overriddenWrite();
  }

  @Get('/redeclared')
  override redeclared(): object {
    ran.push('derived');
    return super.redeclared();
  }

  @Get('/:id/tagged-again')
  @ETag((id: number) => {
    ran.push(`tag ${id}`);
    return 'derived';
  })
  override taggedAgain(@Param('id') id: number): object {
    ran.push(`derived ${id}`);
    return super.taggedAgain(id);
  }
}

@JsonController('/other')
class OtherController extends BaseController {
  readonly version: string = 'other';
}

@JsonController('/third')
class ThirdController extends DerivedController {
  override readonly version: string = 'third';
}

@JsonController('/tagging')
class TaggingController extends BaseController {
  readonly version: string = 'tagging';

  /** Has its route from the base class, and a tag of its own. */
  @ETag(() => 'own')
  override plain(): object {
    ran.push('own');
    return {};
  }
}

@CacheControl({ maxAge: 60 })
@Vary('Accept')
abstract class CachedController {
  @Get('/base')
  base(): object {
    return {};
  }

  @Get('/error')
  error(): object {
    throw new NotFoundError();
  }
}

@JsonController('/cached')
class CachedByBaseController extends CachedController {
  @Get('/own')
  own(): object {
    return {};
  }
}

@CacheControl({ maxAge: 30 })
@JsonController('/recached')
class RecachedController extends CachedController {
  @Get('/own')
  own(): object {
    return {};
  }
}

@CacheControl({ maxAge: 10 })
@JsonController('/cached-derived')
class CachedDerivedController extends BaseController {
  readonly version: string = 'cached';

  @Get('/redeclared')
  override redeclared(): object {
    ran.push('derived');
    return super.redeclared();
  }
}

abstract class FeedBase {
  @Get('/feed')
  feed(@WebReq() web?: WebRequest): object | null {
    ran.push(web === undefined ? 'no request' : 'feed');
    return web?.checkNotModified('v1') ? null : {};
  }
}

@JsonController('/base-feed')
class BaseFeedController extends FeedBase {}

@JsonController('/own-feed')
class OwnFeedController extends FeedBase {
  @Get('/feed')
  override feed(@WebReq() web: WebRequest): object | null {
    ran.push('own');
    return super.feed(web);
  }
}

const controllers = [
  DerivedController,
  OtherController,
  ThirdController,
  TaggingController,
  CachedByBaseController,
  RecachedController,
  CachedDerivedController,
  BaseFeedController,
  OwnFeedController,
];

describe('an inherited action', () => {
  inEachSetup({ controllers, authorizationChecker: () => true }, (app) => {
    testCases(app, ran, [
      ...Object.entries({ derived: 'derived', other: 'other', third: 'third', 'cached-derived': 'cached' }).flatMap(
        ([path, tag]) =>
          exchanges(`
has the tag that the base class gives it, of its own controller
  GET /${path}/plain -> 200 | etag: "${tag}" | result {"version":"${tag}"} | ran tag, plain
is not run for a client that is up to date
  GET /${path}/plain | If-None-Match: "${tag}" -> 304 | ran tag
is not run if its precondition fails
  PUT /${path}/plain | If-Match: "v0" -> 412 | ran tag
has the tag of its result
  GET /${path}/result | If-None-Match: "${tag}" -> 304 | ran result
may be replaced by another decorator
  GET /${path}/noted | If-None-Match: "${tag}" -> 304 | ran noted, tag
  GET /${path}/noted -> 200 | etag: "${tag}" | ran noted, tag, action
`),
      ),
      ...['derived', 'third'].flatMap((tag) =>
        exchanges(`
keeps its precondition when it is overridden without decorators; super calls the bare method
  GET /${tag}/overridden -> 200 | etag: "${tag}" | ran tag, derived, base
keeps its precondition when it is overridden without decorators
  GET /${tag}/overridden | If-None-Match: "${tag}" -> 304 | ran tag
  PUT /${tag}/overridden | If-Match: "v0" -> 412 | ran tag
`),
      ),
      ...['/derived', '/third'].map(
        (path): Case => ({
          rule: 'is another action when it is overridden with a route of its own',
          send: `GET ${path}/redeclared`,
          with: { 'If-None-Match': '"of-the-base"' },
          status: 200,
          untouched: true,
          ran: ['derived', 'base'],
        }),
      ),
      ...exchanges(`
is evaluated once when the override has its own tag and calls super
  GET /derived/7/tagged-again -> 200 | etag: "derived" | result {"id":7} | ran tag 7, derived 7, base 7
  GET /derived/7/tagged-again | If-None-Match: "derived" -> 304 | ran tag 7
may have a tag of its own and its route from the base class
  GET /tagging/plain | If-None-Match: "tagging" -> 200 | etag: "own" | ran own
has, as routing-controllers has it, none of the base class's @Headers, on the 304 as on the 200
  GET /derived/header -> 200 | no x-base | cache-control: private, max-age=0
  GET /derived/header | If-None-Match: "v1" -> 304 | no x-base | cache-control: private, max-age=0
does not redirect, as routing-controllers has it, and so is evaluated
  GET /derived/redirect | If-None-Match: "v1" -> 304 | ran nothing
that is injected the request cannot be inherited: routing-controllers hands no parameters on
  GET /base-feed/feed -> 200 | no etag | ran no request
is injected the request when it is declared again
  GET /own-feed/feed | If-None-Match: "v1" -> 304 | etag: "v1" | ran own, feed
`),
    ]);

    describe('and what its class declares', () => {
      testCases(
        app,
        ran,
        exchanges(`
what the base class declares for all actions holds for those of the derived class too
  GET {/cached/base,/cached/own} -> 200 | cache-control: max-age=60 | vary: Accept
never on an error
  GET /cached/error -> 404
the derived class wins over the base class
  GET {/recached/base,/recached/own} -> 200 | cache-control: max-age=30 | vary: Accept
the derived class declares it for what it inherits, overrides and declares again
  GET {/cached-derived/plain,/cached-derived/redeclared,/cached-derived/noted} -> 200 | cache-control: max-age=10
the derived class declares it for the 304 too
  GET /cached-derived/plain | If-None-Match: "cached" -> 304 | cache-control: max-age=10 | etag: "cached"
`),
      );
    });
  });

  it('is, without a request, the method as it was written', () => {
    ran.length = 0;
    expect(new DerivedController().overridden()).to.deep.equal({});
    expect(new DerivedController().taggedAgain(1)).to.deep.equal({ id: 1 });
    expect(ran).to.deep.equal(['derived', 'base', 'derived 1', 'base 1']);
  });
});
