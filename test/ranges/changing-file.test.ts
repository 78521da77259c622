import { once } from 'node:events';
import { readdirSync, readlinkSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { plainSetups } from '../controllers/app';
import { contentOf, open } from '../koa/receive';
import { FileServer } from './file-server';

/** Every byte of a version is its number, and no two versions are of one length. */
function contentOfVersion(version: number): Buffer {
  return Buffer.alloc(120_000 + (version % 50) * 1000, version);
}

/** Numbers that look random, and are the same at each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

for (const setup of plainSetups) {
  describe(`ranges of a file that changes, on ${setup.name}`, () => {
    const server = new FileServer(setup);

    before(() => server.start());
    after(() => server.stop());

    /** A new version takes the place of the file, as a deployment does it. */
    function publish(name: string, version: number): void {
      const file = join(server.folder.path, name);
      writeFileSync(`${file}.new`, contentOfVersion(version));
      renameSync(`${file}.new`, file);
    }

    /** Downloads in pieces, and begins anew when it is told that the version has changed. */
    async function assemble(random: (below: number) => number): Promise<{ content: Buffer; anew: number }> {
      let anew = 0;
      let pieces: Buffer[] = [];
      let etag: string | undefined;
      for (let length = 0, total = Number.POSITIVE_INFINITY; length < total; ) {
        const last = length + 1000 + random(30_000);
        const response = await open(server.app.port, '/opened/changing.bin', {
          Range: `bytes=${length}-${last}`,
          ...(etag !== undefined && { 'If-Range': etag }),
        });
        const content = await contentOf(response);
        if (response.statusCode === 200) {
          pieces = [content];
          anew++;
          total = content.length;
        } else {
          expect(response.statusCode).to.equal(206);
          pieces.push(content);
          total = Number(response.headers['content-range']?.split('/')[1]);
        }
        etag = response.headers.etag;
        length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      }
      return { content: Buffer.concat(pieces), anew };
    }

    it('never gives a client two versions in one file, however it assembles it while the file is replaced', async () => {
      let version = 1;
      let busy = true;
      let anew = 0;
      publish('changing.bin', version);
      const clients = Array.from({ length: 8 }, async (_, client) => {
        const random = numbers(client + 1);
        for (let download = 0; download < 12; download++) {
          const assembled = await assemble(random);
          anew += assembled.anew;
          const [first] = assembled.content;
          expect(assembled.content.equals(contentOfVersion(first as number)), `version ${first}`).to.equal(true);
        }
      });
      const replacing = (async () => {
        for (const random = numbers(99); busy; ) {
          for (let turn = random(40); turn >= 0; turn--) await new Promise(setImmediate);
          version = (version % 250) + 1;
          publish('changing.bin', version);
        }
      })();
      try {
        await Promise.all(clients);
      } finally {
        busy = false;
        await replacing;
      }
      expect(anew, 'a version has changed under a client').to.be.greaterThan(0);
    }).timeout(120_000);

    it('breaks a part off whose file is rewritten in place, before any byte of the new version', async () => {
      const size = 32_000_000;
      const file = server.folder.write(Buffer.alloc(size, 1), 'large.bin');
      const response = await open(server.app.port, '/large.bin', { Range: `bytes=0-${size - 2}` });
      expect(response.statusCode).to.equal(206);
      server.folder.untilTimeDiffersFrom(file);
      writeFileSync(file, Buffer.alloc(size, 2));
      const received: Buffer[] = [];
      response.on('data', (piece: Buffer) => received.push(piece));
      const [error] = await once(response, 'error');
      expect(error.code).to.equal('ECONNRESET');
      const all = Buffer.concat(received);
      expect(all.length).to.be.lessThan(size - 1);
      expect(all.includes(2)).to.equal(false);
    });

    it('closes the file when the client leaves', async () => {
      server.folder.write(Buffer.alloc(32_000_000, 1), 'left.bin');
      const response = await open(server.app.port, '/left.bin', { Range: 'bytes=0-31999998' });
      expect(openFiles()).to.be.greaterThan(0);
      response.destroy();
      while (openFiles() > 0) await new Promise(setImmediate);
    });
  });
}

/** How many descriptors lead to files of the tests. */
function openFiles(): number {
  return readdirSync('/proc/self/fd').filter((fd) => leadsTo(fd).endsWith('/left.bin')).length;
}

function leadsTo(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}
