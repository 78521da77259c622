import { expect } from 'chai';
import { BadRequestError, Get, JsonController, Render, UseBefore } from 'routing-controllers';
import { App, inSetup, setup } from './app';
import { express4, express5, koa2, koa3 } from './drivers';
import { type Exchange, InExchange, middleware } from './exchange';

@JsonController('/neutral')
class NeutralController {
  @Get('/exchange')
  exchange(@InExchange() exchange: Exchange): object {
    exchange.set('X-Action', exchange.get('X-Sent'));
    exchange.vary('Accept');
    exchange.setStatus(202);
    return { path: exchange.path };
  }

  @Get('/answered')
  @UseBefore(middleware((exchange) => exchange.answer({ answered: true })))
  answered(): object {
    return {};
  }

  @Get('/page')
  @Render('page.html')
  page(): object {
    return { name: 'Ada' };
  }

  @Get('/error')
  error(): object {
    throw new BadRequestError('bad');
  }
}

describe('an application of the tests', () => {
  for (const driver of [koa3, koa2, express5, express4]) {
    const options = {
      controllers: [NeutralController],
      interceptors: [class {}],
      render: (template: string, { name }: Record<string, unknown>) => `<p>${template}: ${name}</p>`,
      use: [
        middleware((exchange, next) => {
          exchange.set('X-Outer', 'yes');
          return next();
        }),
      ],
    };

    describe(`on ${driver.name}`, () => {
      inSetup(setup(driver, { defaultErrorHandler: true, envelope: false }), options, (app) => {
        it('hands its exchange to middleware and actions', async () => {
          const { status, headers, body } = await app.send('GET', '/neutral/exchange', { 'X-Sent': 'hello' });
          expect(status).to.equal(202);
          expect(headers).to.include({ 'x-outer': 'yes', 'x-action': 'hello', vary: 'Accept' });
          expect(JSON.parse(body)).to.deep.equal({ path: '/neutral/exchange' });
        });

        it('lets middleware answer', async () => {
          const answer = await app.send('GET', '/neutral/answered');
          expect(answer).to.include({ status: 200, body: '{"answered":true}' });
        });

        it('renders', async () => {
          expect(await app.send('GET', '/neutral/page')).to.include({ status: 200, body: '<p>page.html: Ada</p>' });
        });
      });

      it('answers errors with and without the default error handler', async () => {
        for (const defaultErrorHandler of [true, false]) {
          const app = await new App(setup(driver, { defaultErrorHandler, envelope: false }), options).start();
          try {
            const failed = await app.send('GET', '/neutral/error');
            expect(failed.status).to.equal(400);
            expect(JSON.parse(failed.body)).to.include({ name: 'BadRequestError', message: 'bad' });
          } finally {
            await app.stop();
          }
        }
      });
    });
  }
});
