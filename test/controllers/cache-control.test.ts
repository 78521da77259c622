import { expect } from 'chai';
import {
  Authorized,
  CurrentUser,
  Delete,
  Get,
  Header,
  JsonController,
  NotFoundError,
  Post,
  Session,
  SessionParam,
} from 'routing-controllers';
import { CacheControl, ETag, Expires, Vary } from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import { type AppOptions, inEachSetup } from './app';
import { type Exchange, InExchange } from './exchange';

const ran: string[] = [];

@CacheControl({ public: true, maxAge: 600 })
@JsonController('/class')
class ClassController {
  @Get('/plain')
  plain(): object {
    return {};
  }

  @Get('/method')
  @CacheControl({ noStore: true })
  method(): object {
    return {};
  }

  @Get('/tagged')
  @ETag(() => 'v1')
  tagged(): object {
    return {};
  }

  @Get('/error')
  error(): object {
    throw new NotFoundError();
  }

  @Delete('/plain')
  delete(): object {
    return {};
  }
}

@JsonController('/method')
class MethodController {
  @Get('/object')
  @CacheControl({ private: true, maxAge: 60, staleIfError: 600 })
  object(): object {
    return {};
  }

  @Get('/string')
  @CacheControl('max-age=60, x-mine="a, b"')
  string(): object {
    return {};
  }

  @Get('/above')
  @ETag(() => 'v1')
  @CacheControl({ maxAge: 60 })
  above(): object {
    return {};
  }

  @CacheControl({ maxAge: 60 })
  @ETag(() => 'v1')
  @Get('/below')
  below(): object {
    return {};
  }

  @Post('/write')
  @CacheControl({ noStore: true })
  write(): object {
    return {};
  }

  @Get('/set')
  @ETag(() => 'v1')
  @CacheControl({ maxAge: 60 })
  set(@InExchange() exchange: Exchange): object {
    exchange.set('Cache-Control', 'max-age=1');
    return {};
  }

  @Get('/header')
  @Header('Cache-Control', 'max-age=2')
  @CacheControl({ maxAge: 60 })
  @ETag(() => 'v1')
  header(): object {
    return {};
  }

  @Get('/expires')
  @ETag(() => 'v1')
  @Expires(3600)
  expires(): object {
    return {};
  }

  @Get('/only-vary')
  @Vary('Accept')
  onlyVary(): object {
    return {};
  }
}

@JsonController('/personal')
class PersonalController {
  @Get('/authorized')
  @Authorized()
  @ETag(() => 'v1')
  authorized(): object {
    return {};
  }

  @Get('/user')
  @ETag(() => 'v1')
  user(@CurrentUser() _user: unknown): object {
    return {};
  }

  @Get('/session')
  @ETag(() => 'v1')
  session(@Session() _session: unknown): object {
    return {};
  }

  @Get('/session-param')
  @ETag(() => 'v1')
  sessionParam(@SessionParam('user') _user: string): object {
    return {};
  }

  @Get('/anybody')
  @ETag(() => 'v1')
  anybody(): object {
    return {};
  }

  @Get('/max-age')
  @Authorized()
  @CacheControl({ maxAge: 60 })
  maxAge(): object {
    return {};
  }

  @Get('/fields')
  @Authorized()
  @CacheControl({ maxAge: 60, noCache: ['Set-Cookie'], extensions: { note: 'public, s-maxage=1' } })
  fields(): object {
    return {};
  }

  @Get('/public')
  @Authorized()
  @CacheControl({ public: true, maxAge: 60 })
  public(): object {
    return {};
  }

  @Get('/shared')
  @Authorized()
  @CacheControl('S-MaxAge=60')
  shared(): object {
    return {};
  }

  @Get('/no-store')
  @Authorized()
  @CacheControl({ noStore: true })
  noStore(): object {
    return {};
  }

  @Get('/private')
  @Authorized()
  @CacheControl({ private: true })
  private(): object {
    return {};
  }

  @Get('/expires')
  @Authorized()
  @Expires(3600)
  expires(): object {
    return {};
  }

  @Get('/expires-tagged')
  @Authorized()
  @Expires(3600)
  @ETag(() => 'v1')
  expiresTagged(): object {
    return {};
  }
}

@Authorized()
@JsonController('/personal-class')
class PersonalClassController {
  @Get()
  @ETag(() => 'v1')
  show(): object {
    return {};
  }
}

const options: AppOptions = {
  controllers: [ClassController, MethodController, PersonalController, PersonalClassController],
  authorizationChecker: () => true,
  currentUserChecker: () => ({ name: 'Ann' }),
  session: { user: 'Ann' },
};

/** A response that carries the field as its 200 and, if it has a tag, as its 304. */
function carries(rule: string, path: string, cacheControl: string | undefined, revalidates = true): Case[] {
  const fields = { 'cache-control': cacheControl };
  const full: Case = { rule, send: `GET ${path}`, status: 200, fields };
  if (!revalidates) return [full];
  return [full, { rule, send: `GET ${path}`, with: { 'If-None-Match': '"v1"' }, status: 304, fields }];
}

describe('@CacheControl', () => {
  inEachSetup(options, (app) => {
    testCases(app, ran, [
      ...carries('on a class it holds for all of its actions', '/class/plain', 'public, max-age=600', false),
      ...carries('on a class it holds for all of its actions', '/class/tagged', 'public, max-age=600'),
      ...carries('on a method it wins over the class', '/class/method', 'no-store', false),
      ...exchanges(`
never on an error
  GET /class/error -> 404 | no cache-control
on any 2xx, that of a write too
  DELETE /class/plain -> 200 | cache-control: public, max-age=600
  POST /method/write -> 200 | cache-control: no-store
`),
      ...carries('takes directives', '/method/object', 'private, max-age=60, stale-if-error=600', false),
      ...carries('takes a string', '/method/string', 'max-age=60, x-mine="a, b"', false),
      ...carries('stands above or below the other decorators', '/method/above', 'max-age=60'),
      ...carries('stands above or below the other decorators', '/method/below', 'max-age=60'),
      ...exchanges(`
what the action sets itself wins
  GET /method/set -> 200 | cache-control: max-age=1
`),
      ...carries('@Header wins, and is sent on the 304 as on the 200', '/method/header', 'max-age=2'),
      ...carries('without a tag there is no default', '/method/only-vary', undefined, false),
      ...carries('the default would override @Expires', '/method/expires', undefined),
    ]);

    describe('behind authorization, and for a request with Authorization', () => {
      testCases(app, ran, [
        ...carries('the default is private behind @Authorized', '/personal/authorized', 'private, max-age=0'),
        ...carries('the default is private behind @Authorized on the class', '/personal-class', 'private, max-age=0'),
        ...carries('the default is private with @CurrentUser', '/personal/user', 'private, max-age=0'),
        ...carries('the default is private with @Session', '/personal/session', 'private, max-age=0'),
        ...carries('the default is private with @SessionParam', '/personal/session-param', 'private, max-age=0'),
        ...carries('the default of the other actions is not', '/personal/anybody', 'max-age=0'),
        ...exchanges(`
the default is private for a request with Authorization
  GET /personal/anybody | Authorization: Bearer x | If-None-Match: "v0" -> 200 | cache-control: private, max-age=0
  GET /personal/anybody | Authorization: Bearer x | If-None-Match: "v1" -> 304 | cache-control: private, max-age=0
`),
        ...carries('private is added', '/personal/max-age', 'private, max-age=60', false),
        ...exchanges(`
private is added for a request with Authorization
  GET /method/above | Authorization: Bearer x -> 200 | cache-control: private, max-age=60
`),
        ...carries(
          'a directive within quotes is none',
          '/personal/fields',
          'private, no-cache="Set-Cookie", max-age=60, note="public, s-maxage=1"',
          false,
        ),
        ...carries('public stays as it was written', '/personal/public', 'public, max-age=60', false),
        ...carries('s-maxage stays as it was written, in any case', '/personal/shared', 'S-MaxAge=60', false),
        ...carries('no-store stays as it was written', '/personal/no-store', 'no-store', false),
        ...carries('private stays as it was written', '/personal/private', 'private', false),
        ...carries('@Expires alone would let shared caches store it', '/personal/expires', 'private', false),
        ...carries('@Expires alone would let shared caches store it', '/personal/expires-tagged', 'private'),
      ]);
    });
  });

  it('refuses contradictions when the class is defined', () => {
    const refuse = (directives: object, message: string) =>
      expect(() => CacheControl(directives as never), message).to.throw(TypeError, message);
    refuse({ public: true, private: true }, 'public contradicts private');
    refuse({ private: true, sMaxAge: 1 }, 'private contradicts s-maxage');
    refuse({ maxAge: -1 }, 'max-age takes whole seconds, 0 or more, not -1');
    refuse({ maxAge: 1.5 }, 'max-age takes whole seconds, 0 or more, not 1.5');
    refuse({}, 'needs at least one directive');
    refuse({ maxage: 1 }, 'no directive "maxage"');
  });

  for (const value of ['', ' max-age=1', 'max-age=1\r\nX: y', 'max-age=1 ', 'a\0b', '\u65e5']) {
    it(`refuses a string that is no field value: ${JSON.stringify(value)}`, () => {
      expect(() => CacheControl(value)).to.throw(TypeError, 'is not a field value');
    });
  }

  it('is there once on a class and once on a method', () => {
    expect(() => {
      @CacheControl('no-store')
      @CacheControl('no-cache')
      class Controller {}
      return Controller;
    }).to.throw(TypeError, '@CacheControl(no-store): it is there twice');
    expect(() => {
      class Controller {
        @CacheControl({ maxAge: 1 })
        @CacheControl({ maxAge: 2 })
        show(): void {}
      }
      return Controller;
    }).to.throw(TypeError, '@CacheControl(max-age=1): it is there twice');
  });

  it('decorates classes and methods only', () => {
    const decorate = CacheControl('no-store') as (prototype: object, name: string) => void;
    expect(() => decorate({}, 'title')).to.throw(TypeError, '@CacheControl on Object.title: it decorates actions only');
  });
});
