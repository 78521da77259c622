import { expect } from 'chai';
import { JsonController } from 'routing-controllers';
import { inEachSetup } from './app';
import { middleware } from './exchange';

/** Tags that this library would not make: with obs-text, and with the mark that it puts on coded bodies. */
const tags = ['"h\xe9"', '"v1--gzip"', 'W/"h\xe9"'];

/** An empty list would be all controllers of the process. */
@JsonController('/none')
class NoController {}

describe('a tag that another middleware has set', () => {
  let current = '';
  inEachSetup(
    (driver) => ({
      controllers: [NoController],
      use: [
        driver.middleware().conditionalGet(),
        middleware((exchange) => {
          exchange.set('ETag', current);
          exchange.answer({});
        }),
      ],
    }),
    (app) => {
      for (const tag of tags) {
        for (const held of [tag, tag.startsWith('W/') ? tag.slice(2) : `W/${tag}`, `"other", ${tag}`]) {
          it(`${tag} is compared and repeated as the client holds it: If-None-Match: ${held} -> 304`, async () => {
            current = tag;
            const { status, headers } = await app.send('GET', '/any', { 'If-None-Match': held });
            expect([status, headers.etag]).to.deep.equal([304, held.replace('"other", ', '')]);
          });
        }
      }
    },
  );
});
