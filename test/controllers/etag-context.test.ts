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

/** The language shapes what is read, and not what is written; the tenant shapes both. */
@JsonController('/language')
@ETagContext(({ request }) => request.headers['accept-language'], { writes: 'ignore' })
class LanguageController {
  @Get()
  @ETag(() => 'v1')
  @ETagFromResult(() => 'v1')
  show(): object {
    return {};
  }

  @Put()
  @ETag(() => 'v1')
  @ETagFromResult(() => 'v2')
  update(@WebReq() web: WebRequest): object {
    seen.push(web.ifMatch);
    return {};
  }

  @Get('/named')
  @ETag(versionOf(() => 'etag-context'))
  named(): object {
    return {};
  }

  @Put('/named')
  @ETag(versionOf(() => 'etag-context'))
  updateNamed(): object {
    return {};
  }

  @Get('/imperative')
  @Put('/imperative')
  imperative(@WebReq() web: WebRequest): object | null {
    return web.checkNotModified('v1') ? null : {};
  }

  @Get('/weak')
  @Put('/weak')
  @ETag(() => 'W/"v1"', { ifMatch: 'weak' })
  weak(): object {
    return {};
  }
}

@ETagContext(({ request }) => request.headers['x-tenant'])
abstract class TenantController {}

@JsonController('/both')
@ETagContext(({ request }) => request.headers['x-user'])
@ETagContext(({ request }) => request.headers['accept-language'], { writes: 'ignore' })
class BothController extends TenantController {
  @Get()
  @Put()
  @ETag(() => 'v1')
  action(): object {
    return {};
  }
}

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
  const controllers = [
    PlainController,
    OwnController,
    LanguageController,
    BothController,
    DerivedController,
    InheritedController,
    BrokenController,
  ];
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

  inEachSetup({ controllers, authorizationChecker }, (app) => {
    const german = { 'Accept-Language': 'de' };
    const french = { 'Accept-Language': 'fr' };

    for (const path of ['/language', '/language/named', '/language/imperative', '/language/weak']) {
      it(`that writes ignore: a reader in another language may write, and gets no 304: ${path}`, async () => {
        const [de, fr] = [await tagOf(app, path, '', german), await tagOf(app, path, '', french)];
        expect(de).not.to.equal(fr);
        expect((await get(app, path, '', { ...french, 'If-None-Match': de })).status).to.equal(200);
        expect((await get(app, path, '', { ...french, 'If-None-Match': fr })).status).to.equal(304);
        for (const ifMatch of [de, fr, `"v0", ${de}`]) {
          expect((await app.send('PUT', path, { ...french, 'If-Match': ifMatch })).status, ifMatch).to.equal(200);
        }
      });

      it(`that writes ignore: another version is refused, whatever the language: ${path}`, async () => {
        const de = await tagOf(app, path, '', german);
        for (const ifMatch of [de.replace(/"[^~]*~/, '"v0~'), '"v1"', '"v1~short"', `"v1.${'a'.repeat(16)}"`]) {
          expect((await app.send('PUT', path, { ...french, 'If-Match': ifMatch })).status, ifMatch).to.equal(412);
        }
        expect((await app.send('PUT', path, { ...french, 'If-None-Match': de })).status).to.equal(412);
      });
    }

    it('that writes ignore: a tag that a content coding has marked is understood too', async () => {
      const de = await tagOf(app, '/language', '', german);
      const coded = de.replace(/"$/, '--gzip"');
      expect((await app.send('PUT', '/language', { ...french, 'If-Match': coded })).status).to.equal(200);
    });

    it('that writes ignore: WebRequest tells the version alone, and the new tag is that of the writer', async () => {
      const de = await tagOf(app, '/language', '', german);
      const { headers } = await app.send('PUT', '/language', { ...french, 'If-Match': `"other", ${de}` });
      expect(seen).to.deep.equal([
        [
          { value: 'other', weak: false },
          { value: 'v1', weak: false },
        ],
      ]);
      expect(headers.etag).to.equal((await tagOf(app, '/language', '', french)).replace('v1', 'v2'));
    });

    it('of both kinds: writes compare the one and ignore the other', async () => {
      const fields = (user: string, tenant: string, language: object) => ({
        'X-Tenant': tenant,
        'X-User': user,
        ...language,
      });
      const tag = await tagOf(app, '/both', 'ines', fields('ines', 'a', german));
      for (const [user, tenant, language, status] of [
        ['ines', 'a', german, 200],
        ['ines', 'a', french, 200],
        ['otto', 'a', german, 412],
        ['ines', 'b', german, 412],
        ['otto', 'b', french, 412],
      ] as const) {
        const answer = await app.send('PUT', '/both', { ...fields(user, tenant, language), 'If-Match': tag });
        expect(answer.status, `${user} ${tenant}`).to.equal(status);
      }
    });
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
    ETagContext(() => 1, { writes: 'ignore' })(Twice);
    expect(() => ETagContext(() => 2)(Twice)).to.throw(TypeError, '@ETagContext on Twice: it is applied twice');
    expect(() => ETagContext(() => 2, { writes: 'ignore' })(Twice)).to.throw(TypeError, 'it is applied twice');
    expect(() => ETagContext(() => 2, { writes: 'no' as never })).to.throw(
      TypeError,
      "takes 'compare' or 'ignore', not no",
    );
    expect(() => ETagContext(() => 2, { write: 'ignore' } as never)).to.throw(TypeError, 'unknown option write');
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
