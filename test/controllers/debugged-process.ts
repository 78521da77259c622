import 'reflect-metadata';
import KoaConditionalGet from 'koa-conditional-get';
import { Get, JsonController, Put, UseInterceptor } from 'routing-controllers';
import { CacheControl, ETag, ShallowEtag, versionOf } from 'routing-controllers-etag';
import { request } from '../request';
import { App, plainSetups } from './app';
import { type Exchange, InExchange } from './exchange';

/** Each action has a fault that keeps clients from what they should get. */
@JsonController('/planted')
class PlantedController {
  @Get('/clock')
  @ETag(() => String(performance.now()))
  clock(): object {
    return { always: 'the same' };
  }

  @Get('/no-store')
  @CacheControl({ noStore: true })
  @UseInterceptor(ShallowEtag())
  noStore(): object {
    return {};
  }

  @Get('/names')
  @ETag(versionOf(() => 'name'))
  read(): object {
    return {};
  }

  /** `@Touches` is missing. */
  @Put('/names')
  write(): object {
    return {};
  }

  /** `koa-conditional-get` answers in front of it, and Express does so by itself. */
  @Get('/by-hand')
  byHand(@InExchange() exchange: Exchange): object {
    exchange.set('ETag', '"by-hand"');
    return {};
  }
}

/** Sends the requests whose faults the debug line is to name. */
async function main(): Promise<void> {
  for (const setup of plainSetups) {
    const app = await new App(setup, {
      controllers: [PlantedController],
      conditionalRequests: {},
      use: setup.driver.kind === 'koa' ? [KoaConditionalGet()] : [],
    }).start();
    let tag = '"none"';
    for (let reload = 0; reload < 3; reload++) {
      const { headers } = await request(app.port, 'GET', '/planted/clock', { 'If-None-Match': tag });
      tag = headers.etag as string;
    }
    await request(app.port, 'GET', '/planted/no-store', { 'If-None-Match': '"4"' });
    await request(app.port, 'GET', '/planted/names');
    await request(app.port, 'PUT', '/planted/names');
    await request(app.port, 'GET', '/planted/by-hand', { 'If-None-Match': '"by-hand"' });
    await app.stop();
  }
}

void main();
