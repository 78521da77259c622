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

/** Where a long string is parted to be hashed. */
const PIECE = 65_536;

/** What stands there. */
const parted: readonly (readonly [description: string, characters: string])[] = [
  ['a character of two halves', '𝄞'],
  ['half a character', '\ud834'],
  ['half a character and a whole one', '\ud834𝄞'],
  ['two halves of different characters', '\ud834\ud834'],
  ['a second half alone', '\udd1e𝄞'],
];

describe('The default digest', () => {
  let server: RunningServer;
  let long = '';
  before(async () => {
    const [way] = ways as readonly [Way];
    server = await way.serve(
      {
        '/string': ({ querystring }) => decodeURIComponent(querystring),
        '/buffer': ({ querystring }) => Buffer.from(decodeURIComponent(querystring)),
        '/long-string': () => long,
        '/long-buffer': () => Buffer.from(long),
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

  for (const [description, characters] of parted) {
    for (const end of ['', 'z']) {
      it(`of a string is that of its UTF-8 bytes, also where it is parted: ${description}${end && ' and another'}`, async () => {
        for (const length of [PIECE - 2, PIECE - 1, PIECE, 2 * PIECE - 1]) {
          long = 'é'.repeat(length) + characters + end;
          const string = await request(server.port, 'HEAD', '/long-string');
          const buffer = await request(server.port, 'HEAD', '/long-buffer');
          expect(string.headers.etag)
            .to.equal(`"${xxh64(long)}"`)
            .and.to.equal(buffer.headers.etag);
        }
      });
    }
  }
});
