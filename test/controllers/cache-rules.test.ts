import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Authorized, Get, Header, HttpError, JsonController, NotFoundError, Put } from 'routing-controllers';
import { CacheControl, ETag, ETagFromResult, Expires, type Tagged, tagged } from 'routing-controllers-etag';
import type { CacheRulesByPath } from 'routing-controllers-etag/koa';
import { testCases } from '../cases';
import { TemporaryDirectory } from '../koa/temporary-directory';
import { inEachSetup } from './app';
import { ruledCases } from './cache-rules.cases';
import { controllerOf } from './controller-of';
import type { Driver } from './drivers';
import { type Exchange, InExchange, middleware } from './exchange';

const rules: CacheRulesByPath = {
  '/assets/*': { public: true, maxAge: 31_536_000, immutable: true },
  '/secret/*': { noStore: true },
  '/pages/*': { noCache: true },
  '/api/*': { maxAge: 60 },
};

@JsonController()
class RuledController {
  @Get('/api/plain')
  @Get('/secret/plain')
  @Get('/other/plain')
  @Put('/api/plain')
  plain(): object {
    return {};
  }

  @Get('/api/missing')
  missing(): object {
    throw new NotFoundError();
  }

  @Get('/api/failing')
  failing(): object {
    throw new HttpError(409, 'conflict');
  }

  @Get('/api/thrown')
  thrown(): object {
    throw new Error('a mistake');
  }

  @Get('/api/tagged')
  @Get('/other/tagged')
  @ETag(() => 'v1')
  tagged(): object {
    return {};
  }

  @Get('/api/from-result')
  @ETagFromResult(() => 'v1')
  fromResult(): object {
    return {};
  }

  @Get('/api/declared')
  @CacheControl({ noCache: true })
  @ETag(() => 'v1')
  declared(): object {
    return {};
  }

  @Get('/api/returned')
  returned(): Tagged<object> {
    return tagged({}, { etag: 'v1', cacheControl: { noCache: true } });
  }

  @Get('/api/header')
  @Header('Cache-Control', 'no-cache')
  header(): object {
    return {};
  }

  @Get('/api/own')
  own(@InExchange() exchange: Exchange): object {
    exchange.set('Cache-Control', 'no-cache');
    return {};
  }

  @Get('/api/expires')
  expires(@InExchange() exchange: Exchange): object {
    exchange.set('Expires', 'Sat, 01 Jan 2000 00:00:00 GMT');
    return {};
  }

  @Get('/api/declared-expiry')
  @Expires(60)
  @ETag(() => 'v1')
  declaredExpiry(): object {
    return {};
  }

  @Get('/api/authorized')
  @Get('/assets/authorized')
  @Authorized()
  authorized(): object {
    return {};
  }

  @Get('/api/authorized-tagged')
  @Authorized()
  @ETag(() => 'v1')
  authorizedTagged(): object {
    return {};
  }
}

describe('cacheControl', () => {
  const folder = new TemporaryDirectory();

  after(() => folder.remove());

  before(() => {
    for (const name of ['assets', 'pages']) mkdirSync(join(folder.path, name));
    writeFileSync(join(folder.path, 'assets/app.js'), '1');
    writeFileSync(join(folder.path, 'pages/index.html'), '<p>');
  });

  const options = (driver: Driver) => ({
    controllers: [RuledController, controllerOf('/api', { early: [ETag(() => 'v1')] })],
    authorizationChecker: () => true,
    use: [driver.middleware().cacheControl(rules), driver.files(folder.path)],
  });

  inEachSetup(options, (app) => {
    it('says nothing on an early 304 of an action that may set the field itself', async () => {
      expect((await app.send('GET', '/api/early', { 'If-None-Match': '"v1"' })).headers).not.to.have.property(
        'cache-control',
      );
      await app.send('GET', '/api/early');
      const { headers } = await app.send('GET', '/api/early', { 'If-None-Match': '"v1"' });
      expect(headers['cache-control']).to.equal('max-age=60');
    });

    testCases(app, [], ruledCases);
  });

  describe('what is set in front of it', () => {
    inEachSetup(
      (driver) => ({
        controllers: [RuledController],
        use: [
          middleware((exchange, next) => {
            exchange.set('Cache-Control', 'no-cache');
            return next();
          }),
          driver.middleware().cacheControl(rules),
        ],
      }),
      (app) => {
        it('wins', async () => {
          expect((await app.send('GET', '/api/plain')).headers['cache-control']).to.equal('no-cache');
        });
      },
    );
  });

  describe('with ShallowEtag around the routes', () => {
    inEachSetup(
      (driver) => ({
        controllers: [RuledController],
        use: [driver.middleware().cacheControl(rules), driver.middleware().shallowEtag({ digest: () => 'v1' })],
      }),
      (app) => {
        it('says how long a tagged body may be stored, on its 304 too', async () => {
          const whole = await app.send('GET', '/api/plain');
          expect(whole.headers).to.include({ etag: '"v1"', 'cache-control': 'max-age=60' });
          const notModified = await app.send('GET', '/api/plain', { 'If-None-Match': '"v1"' });
          expect(notModified.status).to.equal(304);
          expect(notModified.headers['cache-control']).to.equal('max-age=60');
        });

        it('keeps a body with no-store from being tagged', async () => {
          const { headers } = await app.send('GET', '/secret/plain');
          expect(headers).to.include({ 'cache-control': 'no-store' }).and.not.have.property('etag');
        });
      },
    );
  });
});
