import { expect } from 'chai';
import { Get, JsonController } from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ShallowEtag,
  type ShallowEtagInterceptor,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { inSetup, setup } from './app';
import { express4, express5 } from './drivers';

const ran: string[] = [];

@JsonController()
class MixedController {
  @Get('/tagged')
  @ETag(() => 'v1')
  tagged(): object {
    ran.push('tagged');
    return {};
  }

  @Get('/injected')
  injected(@WebReq() web: WebRequest): object {
    ran.push('injected');
    return { conditions: web.ifMatch };
  }

  @Get('/cached')
  @CacheControl({ maxAge: 60 })
  cached(): object {
    ran.push('cached');
    return {};
  }

  @Get('/plain')
  plain(): object {
    return { plain: true };
  }
}

const options = { controllers: [MixedController], interceptors: [class {}] };

for (const driver of [express5, express4]) {
  describe(`on ${driver.name}`, () => {
    inSetup(setup(driver, { defaultErrorHandler: false, envelope: false }), options, (app) => {
      for (const path of ['/tagged', '/injected', '/cached']) {
        it(`${path}: a conditional action fails at each request with an error that says so`, async () => {
          ran.length = 0;
          for (const _attempt of ['first', 'second']) {
            const answer = await app.send('GET', path);
            expect(answer.status).to.equal(500);
            expect(answer.body).to.match(
              /works on routing-controllers' Koa driver.*the Express driver is not supported/,
            );
          }
          expect(ran).to.deep.equal([]);
        });
      }

      it('other actions work', async () => {
        const answer = await app.send('GET', '/plain');
        expect(answer.status).to.equal(200);
        expect(JSON.parse(answer.body)).to.deep.equal({ plain: true });
      });
    });
  });
}

it('ShallowEtag says on the Express driver that it is not supported', () => {
  const interceptor: ShallowEtagInterceptor = ShallowEtag();
  expect(() => interceptor({ request: {}, response: {} }, 'result')).to.throw(/Express driver is not supported/);
});
