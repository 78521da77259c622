import { expect } from 'chai';
import { Authorized, CurrentUser, Get, Header, HttpCode, JsonController, NotFoundError } from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagContext,
  ETagFromResult,
  MemoryVersions,
  type Names,
  tagged,
  Vary,
  versionOf,
} from 'routing-controllers-etag';
import { cloudFront, fastly } from 'routing-controllers-etag/cdn';
import { parseList } from 'structured-headers';
import { type App, inEachSetup, withoutEnvelope } from '../controllers/app';
import { type Exchange, InExchange, middleware } from '../controllers/exchange';
import type { Answer, Fields } from '../request';
import { warnings } from '../stores/warnings';
import { lint } from './lint';

const NAMES = ['article:7', 'authors'];

const named = () => ETag(versionOf(() => NAMES));

const CDN = { cdn: { maxAge: 3600, staleWhileRevalidate: 60 } } as const;

@JsonController('/articles')
class ArticleController {
  @Get('/shared')
  @CacheControl({ maxAge: 0 }, CDN)
  @named()
  shared() {
    return { text: 'for all' };
  }

  @Get('/plain')
  @named()
  plain() {
    return { text: 'for all' };
  }

  @Get('/other-2xx')
  @HttpCode(203)
  @CacheControl({ maxAge: 0 }, CDN)
  @named()
  other() {
    return { text: 'for all' };
  }

  @Get('/of-result')
  @CacheControl({ maxAge: 0 }, CDN)
  @named()
  @ETagFromResult((result: { text: string }) => result.text)
  ofResult() {
    return { text: 'v1' };
  }

  @Get('/tagged')
  @CacheControl(() => ({ maxAge: 0 }), CDN)
  @named()
  tagged() {
    return tagged({ text: 'for all' }, { vary: ['Accept-Language'] });
  }

  @Get('/own')
  @named()
  @CacheControl({ maxAge: 0 }, CDN)
  own(@InExchange() exchange: Exchange) {
    exchange.set('Surrogate-Key', 'mine');
    exchange.set('Cache-Groups', '"mine"');
    exchange.set('CDN-Cache-Control', 'max-age=5');
    return { text: 'for all' };
  }

  @Get('/sends')
  @CacheControl({ maxAge: 0 }, CDN)
  @named()
  sends(@InExchange() exchange: Exchange) {
    exchange.answer({ text: 'for all' });
    return exchange.answered;
  }

  @Get('/public-behind-login')
  @Authorized()
  @CacheControl({ public: true, maxAge: 0 }, CDN)
  @named()
  publicBehindLogin() {
    return { text: 'for all' };
  }

  @Get('/authorized')
  @Authorized()
  @CacheControl({ maxAge: 60 }, { cdn: { maxAge: 3600, withoutNames: true } })
  @named()
  authorized() {
    return { text: 'for one' };
  }

  @Get('/user')
  @CacheControl({ maxAge: 60 }, CDN)
  @named()
  user(@CurrentUser() user: string) {
    return { user };
  }

  @Get('/private')
  @CacheControl({ private: true, maxAge: 60 }, CDN)
  @named()
  private() {
    return { text: 'for one' };
  }

  @Get('/no-store')
  @CacheControl({ noStore: true }, CDN)
  @named()
  noStore() {
    return { text: 'for one' };
  }

  @Get('/private-by-itself')
  @CacheControl({ maxAge: 60 }, CDN)
  @named()
  privateByItself(@InExchange() exchange: Exchange) {
    exchange.set('Cache-Control', 'private, max-age=5');
    exchange.set('CDN-Cache-Control', 'max-age=5');
    return { text: 'for one' };
  }

  @Get('/private-outside')
  @CacheControl({ maxAge: 60 }, CDN)
  @named()
  privateOutside() {
    return { text: 'for one' };
  }

  @Get('/cookie')
  @CacheControl({ public: true, maxAge: 60, sMaxAge: 600 }, CDN)
  @named()
  cookie(@InExchange() exchange: Exchange) {
    exchange.set('Set-Cookie', 'session=1');
    return { text: 'for one' };
  }

  @Get('/missing')
  @CacheControl({ maxAge: 60 }, CDN)
  @named()
  missing() {
    throw new NotFoundError();
  }

  @Get('/nothing-named')
  @CacheControl({ public: true, sMaxAge: 600 }, CDN)
  @ETag(versionOf((): Names => null))
  nothingNamed() {
    return { text: 'made meanwhile' };
  }

  @Get('/many')
  @CacheControl({ public: true, maxAge: 60, sMaxAge: 600 }, CDN)
  @ETag(versionOf(() => Array.from({ length: 51 }, (_, index) => `name-${index}`)))
  many() {
    return { text: 'of too many names' };
  }

  @Get('/without-names')
  @CacheControl({ maxAge: 60 }, CDN)
  @ETag(() => 'v1')
  withoutNames() {
    return { text: 'for all' };
  }

  @Get('/without-names-on-purpose')
  @CacheControl({ maxAge: 60 }, { cdn: { maxAge: 3600, withoutNames: true } })
  @ETag(() => 'v1')
  withoutNamesOnPurpose() {
    return { text: 'for all' };
  }

  /** A 304 that is sent before the action cannot repeat this field, so it has no caching fields. */
  @Get('/varies-for-one')
  @Authorized()
  @named()
  variesForOne(@InExchange() exchange: Exchange) {
    exchange.vary('X-Theme');
    return { text: 'for one' };
  }

  @Get('/varies')
  @named()
  varies(@InExchange() exchange: Exchange) {
    exchange.vary('X-Theme');
    return { text: 'for all' };
  }

  @Get('/own-header')
  @Header('Cache-Control', 'private')
  @CacheControl({ maxAge: 60 }, { cdn: { maxAge: 3600, withoutNames: true } })
  @named()
  ownHeader() {
    return { text: 'for one' };
  }
}

@JsonController('/localized')
@ETagContext(({ request }) => request.headers['accept-language'])
class LocalizedController {
  @Get('/declared')
  @CacheControl({ maxAge: 0 }, CDN)
  @Vary('Accept-Language')
  @named()
  declared() {
    return { text: 'Hallo' };
  }

  @Get('/hidden')
  @CacheControl({ maxAge: 0 }, CDN)
  @Vary('Accept-Encoding')
  @named()
  hidden() {
    return { text: 'Hallo' };
  }
}

/** Outer middleware that makes one response private. */
const closing = middleware(async (exchange, next) => {
  if (exchange.path === '/articles/private-outside') {
    exchange.whenAnswered(() => exchange.set('Cache-Control', 'private, max-age=1'));
  }
  return next();
});

const FIELDS = ['cache-groups', 'surrogate-key', 'x-amz-meta-cache-tag'];

interface Rule {
  readonly rule: string;
  readonly path: string;
  readonly with?: Fields;
  readonly status?: number;
  readonly cacheControl?: string;
  readonly cdn?: string;
}

const SENT = 'max-age=3600, stale-while-revalidate=60';

const named200s: readonly Rule[] = [
  { rule: 'a 200', path: '/articles/shared', cacheControl: 'max-age=0', cdn: SENT },
  { rule: 'one without a cdn', path: '/articles/plain', cacheControl: 'max-age=0' },
  { rule: 'another 2xx', path: '/articles/other-2xx', status: 203, cdn: SENT },
  { rule: 'one with @ETagFromResult', path: '/articles/of-result', cdn: SENT },
  { rule: 'the 304 of that', path: '/articles/of-result', with: { 'If-None-Match': '"v1"' }, status: 304, cdn: SENT },
  { rule: 'one of tagged()', path: '/articles/tagged', cdn: SENT },
  { rule: 'one behind authorization that is public', path: '/articles/public-behind-login', cdn: SENT },
  { rule: 'one with a context that Vary names', path: '/localized/declared', cdn: SENT },
];

const closed: readonly Rule[] = [
  { rule: 'behind @Authorized, also withoutNames', path: '/articles/authorized', cacheControl: 'private, max-age=60' },
  { rule: 'with @CurrentUser', path: '/articles/user', cacheControl: 'private, max-age=60' },
  {
    rule: 'to a request with Authorization',
    path: '/articles/shared',
    with: { Authorization: 'Bearer alice' },
    cacheControl: 'private, max-age=0',
  },
  { rule: 'that is private', path: '/articles/private', cacheControl: 'private, max-age=60' },
  { rule: 'that is no-store', path: '/articles/no-store', cacheControl: 'no-store' },
  { rule: 'that its action has made private', path: '/articles/private-by-itself', cacheControl: 'private, max-age=5' },
  { rule: 'that middleware has made private', path: '/articles/private-outside', cacheControl: 'private, max-age=1' },
  { rule: 'that @Header has made private', path: '/articles/own-header', cacheControl: 'private' },
  { rule: 'that sets a cookie', path: '/articles/cookie', cacheControl: 'private, max-age=60' },
  { rule: 'whose names are null', path: '/articles/nothing-named', cacheControl: 'private' },
  { rule: 'with more names than a vendor accepts', path: '/articles/many', cacheControl: 'private, max-age=60' },
  { rule: 'with a context that Vary does not name', path: '/localized/hidden', cacheControl: 'private, max-age=0' },
];

const options = {
  controllers: [ArticleController, LocalizedController],
  authorizationChecker: () => true,
  currentUserChecker: () => 'alice',
  use: [closing],
  conditionalRequests: {
    versions: new MemoryVersions(),
    sharedCache: { cacheGroups: true, tags: [fastly, cloudFront], hashed: false },
  },
};

/** The names of a response, which are the same in each field. */
function namesOf({ headers }: Answer): readonly string[] {
  const groups = parseList(String(headers['cache-groups'])).map(([name]) => String(name));
  expect(String(headers['surrogate-key']).split(' ')).to.deep.equal(groups);
  expect(String(headers['x-amz-meta-cache-tag']).split(',')).to.deep.equal(groups);
  return groups;
}

function expectClosed({ headers }: Answer): void {
  for (const name of [...FIELDS, 'cdn-cache-control']) expect(headers[name], name).to.equal(undefined);
}

describe('a read with versionOf under sharedCache', () => {
  inEachSetup(options, (app) => {
    const get = async ({ path, with: fields, status = 200 }: Rule): Promise<Answer> => {
      const answer = await app.send('GET', path, fields);
      expect(answer.status, answer.body).to.equal(status);
      return answer;
    };

    for (const each of named200s) {
      it(`carries its names: ${each.rule}`, async () => {
        const answer = await get(each);
        expect(namesOf(answer)).to.deep.equal(NAMES);
        expect(answer.headers['cdn-cache-control']).to.equal(each.cdn);
        if (each.cacheControl) expect(answer.headers['cache-control']).to.equal(each.cacheControl);
      });
    }

    it('follows the rules of httplint, also if it is closed', async () => {
      for (const { path, with: fields } of [...named200s, ...closed]) {
        expect(lint('GET', (await app.send('GET', path, fields)).headers), path).to.deep.equal([]);
      }
    });

    it('carries them on the 304 that is sent before the action, and on HEAD', async () => {
      const { headers } = await app.send('GET', '/articles/shared');
      const fields = { 'If-None-Match': String(headers.etag) };
      for (const [method, status] of [
        ['GET', 304],
        ['HEAD', 304],
      ] as const) {
        const answer = await app.send(method, '/articles/shared', fields);
        expect(answer.status).to.equal(status);
        expect(namesOf(answer)).to.deep.equal(NAMES);
        expect(answer.headers['cdn-cache-control']).to.equal(SENT);
      }
      expect(namesOf(await app.send('HEAD', '/articles/shared'))).to.deep.equal(NAMES);
    });

    app.where(withoutEnvelope, () => {
      it('carries them if the action sends its response itself', async () => {
        const answer = await app.send('GET', '/articles/sends');
        expect(namesOf(answer)).to.deep.equal(NAMES);
        expect(answer.headers['cdn-cache-control']).to.equal(SENT);
      });
    });

    it('adds them to the fields of the action, and keeps its CDN-Cache-Control', async () => {
      const { headers } = await app.send('GET', '/articles/own');
      expect(headers['surrogate-key']).to.equal(`mine ${NAMES.join(' ')}`);
      expect(parseList(String(headers['cache-groups'])).map(([name]) => name)).to.deep.equal(['mine', ...NAMES]);
      expect(headers['cdn-cache-control']).to.equal('max-age=5');
    });

    for (const each of closed) {
      it(`is closed to shared caches: a response ${each.rule}`, async () => {
        const answer = await get(each);
        expectClosed(answer);
        expect(answer.headers['cache-control']).to.equal(each.cacheControl);
      });
    }

    const withoutCacheControl: readonly Rule[] = [
      { rule: 'behind @Authorized', path: '/articles/varies-for-one' },
      { rule: 'to a request with Authorization', path: '/articles/varies', with: { Authorization: 'Bearer alice' } },
    ];
    for (const { rule, path, with: fields = {} } of withoutCacheControl) {
      it(`is closed to shared caches: a 304 ${rule} that has no Cache-Control of its own`, async () => {
        const { headers } = await app.send('GET', path, fields);
        const answer = await app.send('GET', path, { ...fields, 'If-None-Match': String(headers.etag) });
        expect(answer.status).to.equal(304);
        expect(answer.headers['cache-control']).to.equal(undefined);
        expectClosed(answer);
      });
    }

    it('has no names and no caching fields on an error', async () => {
      const answer = await app.send('GET', '/articles/missing');
      expect(answer.status).to.equal(404);
      expectClosed(answer);
      expect(answer.headers['cache-control']).to.equal(undefined);
    });

    it('has no CDN-Cache-Control without names, unless the action asks for it', async () => {
      const without = await app.send('GET', '/articles/without-names');
      expectClosed(without);
      expect(without.headers['cache-control']).to.equal('max-age=60');
      const onPurpose = await app.send('GET', '/articles/without-names-on-purpose');
      expect(onPurpose.headers['cdn-cache-control']).to.equal('max-age=3600');
      const { status, headers } = await app.send('GET', '/articles/without-names-on-purpose', {
        'If-None-Match': '"v1"',
      });
      expect(status).to.equal(304);
      expect(headers['cdn-cache-control']).to.equal('max-age=3600');
    });
  });
});

describe('without sharedCache', () => {
  inEachSetup({ ...options, conditionalRequests: {} }, (app: App) => {
    it('a read has no names, and its Cache-Control stays as declared', async () => {
      for (const path of ['/articles/shared', '/articles/many', '/localized/hidden']) {
        expectClosed(await app.send('GET', path));
      }
      const { headers } = await app.send('GET', '/articles/many');
      expect(headers['cache-control']).to.equal('public, max-age=60, s-maxage=600');
    });

    it('cdn: { withoutNames: true } is sent, but never on a response of one user', async () => {
      const { headers } = await app.send('GET', '/articles/without-names-on-purpose');
      expect(headers['cdn-cache-control']).to.equal('max-age=3600');
      for (const path of ['/articles/authorized', '/articles/own-header']) expectClosed(await app.send('GET', path));
    });
  });
});

describe('warnings about shared caches', () => {
  const told: readonly { readonly path: string; readonly code: string; readonly says: string }[] = [
    {
      path: '/told/many',
      code: 'ETAG_SHARED_LIMIT',
      says: 'it is made of 51 names, and Cache-Groups accepts 32',
    },
    { path: '/told/context', code: 'ETAG_SHARED_CONTEXT', says: 'name the request fields that it reads with @Vary' },
    {
      path: '/told/no-names',
      code: 'ETAG_CDN_WITHOUT_NAMES',
      says: 'its responses carry no names: add @ETag(versionOf(…))',
    },
  ];

  /** A class of its own for each set-up, because an action is warned about once. */
  const toldController = () => {
    @JsonController('/told')
    @ETagContext(() => 'build 7')
    class ToldController {
      @Get('/many')
      @Vary('Host')
      @ETag(versionOf(() => Array.from({ length: 51 }, (_, index) => `name-${index}`)))
      many() {
        return {};
      }

      @Get('/context')
      @named()
      context() {
        return {};
      }

      @Get('/no-names')
      @CacheControl({ maxAge: 60 }, CDN)
      @ETag(() => 'v1')
      noNames() {
        return {};
      }
    }
    return ToldController;
  };

  inEachSetup(
    () => ({ ...options, controllers: [toldController()] }),
    (app) => {
      for (const { path, code, says } of told) {
        it(`${code}: ${says}`, async () => {
          const collected = warnings();
          await app.send('GET', path);
          await app.send('GET', path);
          const { message } = await collected.first(code);
          expect(message).to.contain('ToldController.').and.to.contain(says);
          expect(collected.codes().filter((each) => each === code)).to.have.length(1);
        });
      }
    },
  );
});
