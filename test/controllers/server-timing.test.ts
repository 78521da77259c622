import { expect } from 'chai';
import { Get, JsonController, Put } from 'routing-controllers';
import { ETag } from 'routing-controllers-etag';
import { inEachSetup } from './app';
import { type Exchange, InExchange } from './exchange';

@JsonController('/timed')
class TimedController {
  @Get('/tagged')
  @ETag(() => 4)
  read(): object {
    return {};
  }

  @Get('/measured')
  @ETag(() => 4)
  measured(@InExchange() exchange: Exchange): object {
    exchange.set('Server-Timing', 'db;dur=53');
    return {};
  }

  @Put('/tagged')
  @ETag(() => 4)
  write(): object {
    return {};
  }
}

describe('Server-Timing', () => {
  inEachSetup({ controllers: [TimedController], conditionalRequests: { serverTiming: true } }, (app) => {
    const timing = async (method: string, path: string, fields = {}) =>
      (await app.send(method, path, fields)).headers['server-timing'];

    it('tells the outcome and the sentence, quoted', async () => {
      expect(await timing('GET', '/timed/tagged')).to.equal(
        String.raw`etag;desc="no-condition: No precondition was sent; the tag is \"4\""`,
      );
      expect(await timing('GET', '/timed/tagged', { 'If-None-Match': '"4"' })).to.equal(
        String.raw`etag;desc="current-tag: If-None-Match names the current tag \"4\""`,
      );
    });

    it('is on a refusal too', async () => {
      expect(await timing('PUT', '/timed/tagged', { 'If-Match': '"3"' })).to.equal(
        String.raw`etag;desc="tag-differs: If-Match has \"3\", the current tag is \"4\""`,
      );
    });

    it('is added to what the application measures', async () => {
      expect(await timing('GET', '/timed/measured')).to.match(/^db;dur=53, etag;desc="no-condition: /);
    });

    it('holds nothing that a field must not hold, whatever the client has sent', async () => {
      const answer = await app.send('GET', '/timed/tagged', { 'If-None-Match': 'a\\b "\u00e9\u00ff' });
      expect(answer.headers['server-timing']).to.equal(
        String.raw`etag;desc="malformed: If-None-Match is malformed: a\\b \"??"`,
      );
    });
  });

  inEachSetup({ controllers: [TimedController], conditionalRequests: {} }, (app) => {
    it('is not sent unless it is asked for', async () => {
      expect((await app.send('GET', '/timed/tagged')).headers).not.to.have.property('server-timing');
    });
  });
});
