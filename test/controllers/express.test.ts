import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import { expect } from 'chai';
import { createExpressServer, Get, JsonController } from 'routing-controllers';
import { CacheControl, ETag, WebReq, type WebRequest } from 'routing-controllers-etag';
import { request } from '../request';
import { listen, type RunningServer } from '../server';

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
    return { conditions: web.conditions };
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

describe('on the Express driver', () => {
  let server: RunningServer;

  before(async () => {
    const options = { controllers: [MixedController], interceptors: [class {}] };
    server = await listen(createExpressServer(options) as RequestListener);
  });
  after(() => server.close());

  for (const path of ['/tagged', '/injected', '/cached']) {
    it(`${path}: a conditional action fails at each request with an error that says so`, async () => {
      ran.length = 0;
      for (const _attempt of ['first', 'second']) {
        const answer = await request(server.port, 'GET', path);
        expect(answer.status).to.equal(500);
        expect(answer.body).to.match(
          /works on routing-controllers&#39; Koa driver.*the Express driver is not supported/,
        );
      }
      expect(ran).to.deep.equal([]);
    });
  }

  it('other actions work', async () => {
    const answer = await request(server.port, 'GET', '/plain');
    expect(answer.status).to.equal(200);
    expect(JSON.parse(answer.body)).to.deep.equal({ plain: true });
  });
});
