import { expect } from 'chai';
import { Get, JsonController, NotFoundError, Param, Put } from 'routing-controllers';
import { CacheControl, ETag, Expires } from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import type { Answer } from '../request';
import { inEachSetup } from './app';
import { type Exchange, InExchange } from './exchange';

const ran: string[] = [];
const END = Date.UTC(2099, 11, 31, 23, 59, 59, 999);
const END_FIELD = 'Thu, 31 Dec 2099 23:59:59 GMT';

const illegal: readonly unknown[] = [new Date('soon'), Number.NaN, -1, Number.POSITIVE_INFINITY, 'soon', 1e13, null];

@JsonController('/menus')
class MenuController {
  readonly end = new Date(END);

  @Get('/seconds')
  @Expires(3600)
  @ETag(() => 'v1')
  seconds(): object {
    return {};
  }

  @Get('/now')
  @Expires(0)
  now(): object {
    return {};
  }

  @Get('/until/:year')
  @Expires(async function (this: MenuController, year: number) {
    ran.push(`expires ${year}`);
    return this.end;
  })
  @ETag(() => 'v1')
  until(@Param('year') year: number): object {
    ran.push(`until ${year}`);
    return {};
  }

  @Put('/until')
  @Expires(() => new Date(END))
  @ETag(() => 'v1')
  write(): object {
    return {};
  }

  @Get('/max-age')
  @Expires(() => new Date(END))
  @CacheControl({ maxAge: 60 })
  @ETag(() => 'v1')
  maxAge(): object {
    return {};
  }

  @Get('/set')
  @Expires(() => new Date(END))
  set(@InExchange() exchange: Exchange): object {
    exchange.set('Expires', '0');
    return {};
  }

  @Get('/error')
  @Expires(3600)
  error(): object {
    throw new NotFoundError();
  }

  @Get('/illegal/:index')
  @Expires((index: number) => illegal[index] as Date)
  @ETag(() => 'v1')
  illegal(@Param('index') _index: number): object {
    return {};
  }
}

describe('@Expires', () => {
  inEachSetup({ controllers: [MenuController] }, (app) => {
    const expectSeconds = (answer: Answer, seconds: number, start: number) => {
      const expires = Date.parse(answer.headers.expires as string);
      expect(expires).to.be.within(Math.floor(start / 1000) * 1000 + seconds * 1000, Date.now() + seconds * 1000);
    };

    for (const status of [200, 304]) {
      it(`counts seconds from now: ${status}`, async () => {
        const start = Date.now();
        const answer = await app.send('GET', '/menus/seconds', { 'If-None-Match': status === 304 ? '"v1"' : '"v0"' });
        expect(answer.status).to.equal(status);
        expectSeconds(answer, 3600, start);
      });
    }

    it('takes 0 seconds: it is stale at once', async () => {
      const start = Date.now();
      expectSeconds(await app.send('GET', '/menus/now'), 0, start);
    });

    testCases(app, ran, [
      ...exchanges(`
takes a function of the arguments, with the controller as this, that returns a date or a promise of it
  GET /menus/until/2099 -> 200 | expires: ${END_FIELD} | no cache-control | ran until 2099, expires 2099
the 304 carries it as the 200 would
  GET /menus/until/2099 | If-None-Match: "v1" -> 304 | expires: ${END_FIELD} | no cache-control | ran expires 2099
on any 2xx
  PUT /menus/until -> 200 | expires: ${END_FIELD}
never on an error
  PUT /menus/until | If-Match: "v0" -> 412
  GET /menus/error -> 404 | no expires
with @CacheControl both are sent
  GET /menus/max-age -> 200 | expires: ${END_FIELD} | cache-control: max-age=60
what the action sets itself wins
  GET /menus/set -> 200 | expires: 0
`),
      ...illegal.flatMap((_, index) =>
        ['"v0"', '"v1"'].map(
          (tag): Case => ({
            rule: `an illegal value is a TypeError that names the action`,
            send: `GET /menus/illegal/${index}`,
            with: { 'If-None-Match': tag },
            status: 500,
            message: /"TypeError","message":"@Expires on MenuController.illegal: /,
          }),
        ),
      ),
    ]);
  });

  for (const seconds of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`refuses, when the class is defined, ${seconds} seconds`, () => {
      expect(() => Expires(seconds)).to.throw(TypeError, `0 or more, not ${seconds}`);
    });
  }
});
