import { expect } from 'chai';
import { request } from '../request';
import type { RunningServer } from '../server';
import { type Way, ways } from './shallow-ways';
import { xxh64 } from './xxh64';

/** XXH64 with seed 0, as its authors and other implementations publish it. */
const vectors: readonly (readonly [content: string, hash: string])[] = [
  ['', 'ef46db3751d8e999'],
  ['a', 'd24ec4f1a98c6e5b'],
  ['as', '1c330fb2d66be179'],
  ['asd', '631c37ce72a97393'],
  ['asdf', '415872f599cea71e'],
  ['abc', '44bc2cf5ad770999'],
  ['Call me Ishmael. Some years ago--never mind how long precisely-', '02a2e85470d6fd96'],
];

describe('The default digest', () => {
  let server: RunningServer;
  before(async () => {
    const [way] = ways as readonly [Way];
    server = await way.serve(
      {
        '/string': ({ querystring }) => decodeURIComponent(querystring),
        '/buffer': ({ querystring }) => Buffer.from(decodeURIComponent(querystring)),
      },
      {},
    );
  });
  after(() => server.close());

  for (const [content, hash] of vectors) {
    it(`is XXH64, the same on every machine and in every version: ${JSON.stringify(content)} -> ${hash}`, async () => {
      expect(xxh64(content), 'the specification').to.equal(hash);
      for (const path of ['/string', '/buffer']) {
        const answer = await request(server.port, 'GET', `${path}?${encodeURIComponent(content)}`);
        expect(answer.headers.etag).to.equal(`"${hash}"`);
      }
    });
  }

  it('has leading zeros, so that all tags are of one length', async () => {
    for (let index = 0; index < 200; index++) {
      const answer = await request(server.port, 'GET', `/string?${index}`);
      expect(answer.headers.etag).to.match(/^"[0-9a-f]{16}"$/);
    }
  });
});
