import { expect } from 'chai';
import { type Action, Authorized, ForbiddenError, Get, JsonController, Post, Put } from 'routing-controllers';
import {
  ETag,
  ETagContext,
  ETagFromResult,
  LastModified,
  ShallowEtag,
  versionOf,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import type { Answer, Fields } from '../request';
import { type App, inEachSetup, inSetup, plainSetup } from './app';

const ran: string[] = [];
/** What `WebRequest` says that the client has sent. */
const seen: unknown[] = [];

const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';

/** The user, as the authorization has found it. */
function userOf({ request }: Action): string | undefined {
  return request.user;
}

@JsonController('/plain')
class PlainController {
  @Get()
  @ETag(() => 'v1')
  show(): object {
    return {};
  }
}

@Authorized()
@JsonController('/own')
@ETagContext(userOf)
class OwnController {
  @Get('/tag')
  @ETag(() => 'v1')
  tag(): object {
    ran.push('tag');
    return {};
  }

  @Get('/weak')
  @ETag(() => 'W/"v1"')
  weak(): object {
    return {};
  }

  @Get('/result')
  @ETagFromResult(() => 'v1')
  result(): object {
    return {};
  }

  @Get('/versions')
  @ETag(versionOf(() => 'etag-context'))
  versions(): object {
    return {};
  }

  @Get('/imperative')
  imperative(@WebReq() web: WebRequest): object | null {
    return web.checkNotModified('v1') ? null : {};
  }

  @Get('/published')
  published(@WebReq() web: WebRequest): object {
    web.publish({ etag: 'v1' });
    return {};
  }

  @Get('/dated')
  @LastModified(() => Date.parse(DATE))
  dated(): object {
    return {};
  }

  @Put('/tag')
  @ETag(() => 'v1')
  @ETagFromResult(() => 'v2')
  update(@WebReq() web: WebRequest): object {
    ran.push('update');
    seen.push(web.ifMatch, web.ifNoneMatch);
    return {};
  }

  @Post('/unconditional')
  create(): object {
    return {};
  }
}

const TAGGED = ['/own/tag', '/own/weak', '/own/result', '/own/versions', '/own/imperative', '/own/published'];

abstract class Build {
  readonly build = 7;
}

@ETagContext(function (this: Build) {
  ran.push('build');
  return Promise.resolve(this.build);
})
abstract class BaseController extends Build {
  @Get()
  @ETag(() => 'v1')
  show(): object {
    return {};
  }
}

@JsonController('/derived')
@ETagContext((action) => {
  ran.push('language');
  return action.request.headers['accept-language'];
})
class DerivedController extends BaseController {}

@JsonController('/inherited')
class InheritedController extends BaseController {}

@JsonController('/broken')
@ETagContext(() => {
  throw new ForbiddenError('no tenant');
})
class BrokenController {
  @Get()
  @Put()
  @ETag(() => 'v1')
  action(): object {
    ran.push('action');
    return {};
  }
}

describe('@ETagContext', () => {
  const controllers = [PlainController, OwnController, DerivedController, InheritedController, BrokenController];
  const authorizationChecker = ({ request }: Action) => {
    const user = request.headers['x-user'];
    request.user = user === 'nobody' ? undefined : user;
    return user !== undefined;
  };
  beforeEach(() => {
    ran.length = 0;
    seen.length = 0;
  });

  inEachSetup({ controllers, authorizationChecker }, (app) => {
    for (const path of TAGGED) {
      it(`is in the tag of ${path}: each user has one, and a 304 for no other`, async () => {
        const [ines, otto] = [await tagOf(app, path, 'ines'), await tagOf(app, path, 'otto')];
        expect(ines).not.to.equal(otto);
        expect(await tagOf(app, path, 'ines')).to.equal(ines);
        expect(ines).not.to.match(/ines|otto/);
        if (path === '/own/published') return;
        expect((await get(app, path, 'ines', { 'If-None-Match': ines })).status).to.equal(304);
        expect((await get(app, path, 'otto', { 'If-None-Match': ines })).status).to.equal(200);
      });
    }
  });

  inSetup(plainSetup, { controllers, authorizationChecker, interceptors: [ShallowEtag()] }, (app) => {
    it('is in no tag of another controller, and not in dates', async () => {
      expect((await get(app, '/plain', 'ines')).headers.etag).to.equal('"v1"');
      const { status, headers } = await get(app, '/own/dated', 'ines', { 'If-Modified-Since': DATE });
      expect([status, headers['last-modified']]).to.deep.equal([304, DATE]);
    });

    it('is added to the opaque value, as a hash', async () => {
      expect(await tagOf(app, '/own/tag', 'ines')).to.match(/^"v1\.[\w-]{16}"$/);
      expect(await tagOf(app, '/own/weak', 'ines')).to.match(/^W\/"v1\.[\w-]{16}"$/);
    });

    it('may be nothing, which is a context like others', async () => {
      const nobody = await tagOf(app, '/own/tag', 'nobody');
      expect(nobody).not.to.equal(await tagOf(app, '/own/tag', 'ines'));
      expect((await get(app, '/own/tag', 'nobody', { 'If-None-Match': nobody })).status).to.equal(304);
    });

    it('is asked for after the authorization', async () => {
      expect((await app.send('GET', '/own/tag')).status).to.equal(401);
      expect((await app.send('GET', '/own/tag', { 'If-None-Match': '*' })).status).to.equal(401);
    });

    it('is part of what If-Match compares', async () => {
      const [ines, otto] = [await tagOf(app, '/own/tag', 'ines'), await tagOf(app, '/own/tag', 'otto')];
      ran.length = 0;
      expect((await put(app, 'ines', { 'If-Match': otto })).status).to.equal(412);
      expect((await put(app, 'ines', { 'If-Match': '"v1"' })).status).to.equal(412);
      expect(ran).to.deep.equal([]);
      const { status, headers } = await put(app, 'ines', { 'If-Match': ines });
      expect(status).to.equal(200);
      expect(headers.etag).to.equal(ines.replace('v1', 'v2'));
    });

    it('is not part of what WebRequest tells the action: the database knows nothing of it', async () => {
      const ines = await tagOf(app, '/own/tag', 'ines');
      await put(app, 'ines', { 'If-Match': ines });
      await put(app, 'ines', { 'If-Match': `"other", ${ines}`, 'If-None-Match': `W/${ines.replace('v1', 'v0')}` });
      await put(app, 'ines', { 'If-Match': '*' });
      const v1 = { value: 'v1', weak: false };
      expect(seen).to.deep.equal([
        [v1],
        undefined,
        [{ value: 'other', weak: false }, v1],
        [{ value: 'v0', weak: true }],
        '*',
        undefined,
      ]);
    });

    it('does not make one version of what another context has read', async () => {
      const [ines, otto] = [await tagOf(app, '/own/tag', 'ines'), await tagOf(app, '/own/tag', 'otto')];
      await put(app, 'ines', { 'If-Match': `${ines}, ${otto}` });
      expect(seen[0]).to.deep.equal([
        { value: 'v1', weak: false },
        { value: otto.slice(1, -1), weak: false },
      ]);
    });

    it('of base classes counts, too, and has the controller as `this`', async () => {
      const de = { 'Accept-Language': 'de' };
      const [german, french] = [
        await tagOf(app, '/derived', '', de),
        await tagOf(app, '/derived', '', { 'Accept-Language': 'fr' }),
      ];
      expect(ran).to.deep.equal(['language', 'build', 'language', 'build']);
      const inherited = await tagOf(app, '/inherited', '', de);
      expect(new Set([german, french, inherited]).size).to.equal(3);
      expect(inherited).to.match(/^"v1\.[\w-]{16}"$/);
    });

    it('that fails is an error of the request, and the action is not run', async () => {
      for (const method of ['GET', 'PUT']) {
        const { status, headers, body } = await app.send(method, '/broken', { 'If-Match': '"v1"' });
        expect([status, headers.etag]).to.deep.equal([403, undefined]);
        expect(body).to.contain('no tenant');
      }
      expect(ran).to.deep.equal([]);
    });

    it('leaves the bodies that ShallowEtag tags to speak for themselves', async () => {
      const [ines, otto] = [await post(app, 'ines'), await post(app, 'otto')];
      expect([ines.headers.etag, otto.headers.etag]).to.deep.equal([undefined, undefined]);
    });
  });

  it('is given once for a class, and is a function', () => {
    class Twice {}
    ETagContext(() => 1)(Twice);
    expect(() => ETagContext(() => 2)(Twice)).to.throw(TypeError, '@ETagContext on Twice: it is applied twice');
    expect(() => ETagContext('tenant' as never)).to.throw(
      TypeError,
      '@ETagContext takes a function, such as @ETagContext((action) =>',
    );
  });
});

function get(app: App, path: string, user: string, fields: Fields = {}): Promise<Answer> {
  return app.send('GET', path, { 'X-User': user, ...fields });
}

function put(app: App, user: string, fields: Fields): Promise<Answer> {
  return app.send('PUT', '/own/tag', { 'X-User': user, ...fields });
}

function post(app: App, user: string): Promise<Answer> {
  return app.send('POST', '/own/unconditional', { 'X-User': user });
}

async function tagOf(app: App, path: string, user: string, fields: Fields = {}): Promise<string> {
  const { status, headers, body } = await get(app, path, user, fields);
  expect(status, body).to.equal(200);
  expect(headers.etag).to.be.a('string');
  return headers.etag as string;
}
