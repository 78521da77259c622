import { once } from 'node:events';
import { createReadStream, existsSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { request } from '../request';
import type { RunningServer } from '../server';
import { clock } from './clock';
import { Gate } from './gate';
import { ReadFiles } from './read-files';
import { contentOf, open } from './receive';
import { inEachWay, type Routes } from './shallow-ways';
import { TemporaryDirectory } from './temporary-directory';
import { xxh64 } from './xxh64';

const CONTENT = 'body { color: green }';
const TAG = `"${xxh64(CONTENT)}"`;

const directory = new TemporaryDirectory();
const read = new ReadFiles();

describe('ShallowEtag and files', () => {
  before(() => {
    read.watch();
    clock.ahead(10_000);
  });
  after(() => {
    clock.restore();
    read.restore();
    directory.remove();
  });

  inEachWay((way) => {
    const servers: RunningServer[] = [];
    const serve = async (routes: Routes, options: Parameters<typeof way.serve>[1] = {}): Promise<RunningServer> => {
      const server = await way.serve(routes, options);
      servers.push(server);
      return server;
    };
    afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

    it('a file is tagged with the digest of its content, as the same bytes from memory are', async () => {
      const path = directory.write(CONTENT);
      const { port } = await serve({
        '/file': () => createReadStream(path),
        '/string': () => CONTENT,
        '/buffer': () => Buffer.from(CONTENT),
      });
      for (const route of ['/file', '/string', '/buffer']) {
        const answer = await request(port, 'GET', route);
        expect(answer.body).to.equal(CONTENT);
        expect(answer.headers).to.include({ etag: TAG, 'cache-control': 'max-age=0' });
        expect((await request(port, 'HEAD', route)).headers).to.include({ etag: TAG });
        expect((await request(port, 'GET', route, { 'If-None-Match': TAG })).status).to.equal(304);
      }
    });

    it('an empty file, and one of many pieces', async () => {
      const large = Buffer.alloc(1_000_003, 'many pieces ');
      const paths = { '/empty': directory.write(''), '/large': directory.write(large) };
      const { port } = await serve({
        '/empty': () => createReadStream(paths['/empty']),
        '/large': () => createReadStream(paths['/large']),
      });
      const empty = await open(port, '/empty');
      expect((await contentOf(empty)).length).to.equal(0);
      expect(empty.headers.etag).to.equal(`"${xxh64('')}"`);
      const answer = await open(port, '/large');
      expect((await contentOf(answer)).equals(large)).to.equal(true);
      expect(answer.headers.etag).to.equal(`"${xxh64(large)}"`);
    });

    it('the tag is the same on every server, whatever its paths, inodes and clocks', async () => {
      const paths = [directory.write(CONTENT), directory.write(CONTENT)] as const;
      utimesSync(paths[1], new Date('2001-01-01'), new Date('2001-01-01'));
      const tags = [];
      for (const path of paths) {
        const { port } = await serve({ '/file': () => createReadStream(path) });
        tags.push((await request(port, 'GET', '/file')).headers.etag);
      }
      expect(tags).to.deep.equal([TAG, TAG]);
    });

    it('a file is read once for its tag, however often it is asked for', async () => {
      const path = directory.write(CONTENT);
      const { port } = await serve({ '/file': () => createReadStream(path), '/again': () => createReadStream(path) });
      for (const [method, route, fields] of [
        ['HEAD', '/file', {}],
        ['GET', '/file', {}],
        ['GET', '/again', {}],
        ['GET', '/file', { 'If-None-Match': TAG }],
      ] as const) {
        expect((await request(port, method, route, fields)).headers.etag).to.equal(TAG);
      }
      expect(read.times(path)).to.equal(1);
    });

    it('requests that come first at the same time read it once', async () => {
      const content = Buffer.alloc(2_000_000, 'large');
      const path = directory.write(content);
      const { port } = await serve({ '/file': () => createReadStream(path) });
      const answers = await Promise.all(Array.from({ length: 20 }, () => request(port, 'HEAD', '/file')));
      expect(new Set(answers.map(({ headers }) => headers.etag))).to.deep.equal(new Set([`"${xxh64(content)}"`]));
      expect(read.times(path)).to.equal(1);
    });

    it('a client that leaves while the file is read does not end it for others', async () => {
      const path = directory.write(CONTENT);
      const { port } = await serve({ '/file': () => createReadStream(path) });
      const opening = new Gate();
      const left = new Gate();
      read.beforeOpening = () => {
        opening.open();
        return left.opened;
      };
      try {
        const controller = new AbortController();
        const gone = fetch(`http://127.0.0.1:${port}/file`, { signal: controller.signal }).catch(
          (error: Error) => error,
        );
        await opening.opened;
        const waiting = request(port, 'GET', '/file');
        controller.abort();
        expect(await gone).to.have.property('name', 'AbortError');
        left.open();
        const answer = await waiting;
        expect(answer.headers.etag).to.equal(TAG);
        expect(answer.body).to.equal(CONTENT);
      } finally {
        read.beforeOpening = () => {};
      }
      expect(read.times(path)).to.equal(1);
    });

    for (const [description, options] of [
      ['from a byte on', { start: 1 }],
      ['up to a byte', { end: 3 }],
      ['from a byte to another', { start: 2, end: 3 }],
      ['its first byte', { start: 0, end: 0 }],
    ] as const) {
      it(`a part of a file is not tagged as the file: ${description}`, async () => {
        const path = directory.write(CONTENT);
        const { port } = await serve({
          '/part': () => createReadStream(path, options),
          '/whole': () => createReadStream(path, { start: 0 }),
        });
        expect((await request(port, 'GET', '/whole')).headers.etag).to.equal(TAG);
        const answer = await request(port, 'GET', '/part', { 'If-None-Match': TAG });
        expect(answer.status).to.equal(200);
        expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
        const { start = 0, end = CONTENT.length } = options as { start?: number; end?: number };
        expect(answer.body).to.equal(CONTENT.slice(start, end + 1));
      });
    }

    it('what is read as text may not be the bytes of the file: it is not tagged', async () => {
      const path = directory.write(Buffer.from([0xff, 0x41]));
      const { port } = await serve({ '/file': () => createReadStream(path, 'utf8') });
      const answer = await open(port, '/file');
      expect((await contentOf(answer)).toString('hex')).to.equal('efbfbd41');
      expect(answer.headers.etag).to.equal(undefined);
    });

    it('a stream that has been read from is not tagged', async () => {
      const path = directory.write(Buffer.alloc(200_000, 'begun'));
      const { port } = await serve({
        '/file': async () => {
          const stream = createReadStream(path);
          await once(stream, 'readable');
          stream.read(3);
          return stream;
        },
      });
      const answer = await open(port, '/file');
      expect((await contentOf(answer)).length).to.equal(199_997);
      expect(answer.headers.etag).to.equal(undefined);
    });

    for (const device of ['/dev/null', '/proc/uptime'].filter((path) => existsSync(path))) {
      it(`what has no content of its own is not tagged: ${device}`, async () => {
        const { port } = await serve({ '/device': () => createReadStream(device) });
        for (let time = 0; time < 2; time++) {
          const answer = await request(port, 'GET', '/device', { 'If-None-Match': '*' });
          expect(answer.status).to.equal(200);
          expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
        }
      });
    }

    it('a file that cannot be opened is answered as without the library', async () => {
      const missing = join(directory.path, 'missing');
      const routes: Routes = { '/missing': () => createReadStream(missing), '/directory': () => createReadStream('.') };
      const tagged = await serve(routes);
      const untagged = await way.serve(routes, undefined);
      servers.push(untagged);
      const outcome = (port: number, route: string) =>
        request(port, 'GET', route, { 'If-None-Match': '*' }).then(
          ({ status, body, headers }) => ({ status, body, etag: headers.etag }),
          ({ code }: NodeJS.ErrnoException) => code,
        );
      for (const route of Object.keys(routes)) {
        expect(await outcome(tagged.port, route)).to.deep.equal(await outcome(untagged.port, route));
      }
    });

    it('a stream that has ended before it was sent does not keep the request waiting', async () => {
      const path = directory.write(CONTENT);
      const { port } = await serve({
        '/file': async () => {
          const stream = createReadStream(path);
          stream.destroy();
          await once(stream, 'close');
          return stream;
        },
      });
      const answer = await request(port, 'HEAD', '/file');
      expect(answer.status).to.equal(200);
      expect(answer.headers.etag).to.equal(undefined);
    });

    it('a 304 closes the file', async () => {
      const path = directory.write(CONTENT);
      let closed: Promise<unknown> = Promise.resolve();
      const { port } = await serve({
        '/file': () => {
          const stream = createReadStream(path);
          closed = once(stream, 'close');
          return stream;
        },
      });
      expect((await request(port, 'GET', '/file', { 'If-None-Match': TAG })).status).to.equal(304);
      await closed;
    });

    it('a file behind two names is tagged alike', async () => {
      const path = directory.write(CONTENT);
      const link = `${path}-link`;
      symlinkSync(path, link);
      if (!existsSync(link)) return;
      const { port } = await serve({ '/file': () => createReadStream(link) });
      expect((await request(port, 'GET', '/file')).headers.etag).to.equal(TAG);
    });

    describe('options', () => {
      it('weak makes the tags of files weak', async () => {
        const path = directory.write(CONTENT);
        const { port } = await serve({ '/file': () => createReadStream(path) }, { weak: true });
        const { headers } = await request(port, 'GET', '/file');
        expect(headers.etag).to.equal(`W/${TAG}`);
        expect((await request(port, 'GET', '/file', { 'If-None-Match': TAG })).status).to.equal(304);
        expect((await request(port, 'GET', '/file', { 'If-Match': `W/${TAG}` })).status).to.equal(412);
      });

      it('maxBytes leaves larger files untagged, and unread', async () => {
        const fits = directory.write('12345');
        const large = directory.write('123456');
        const { port } = await serve(
          { '/fits': () => createReadStream(fits), '/large': () => createReadStream(large) },
          { maxBytes: 5 },
        );
        expect((await request(port, 'GET', '/fits')).headers.etag).to.equal(`"${xxh64('12345')}"`);
        const answer = await request(port, 'GET', '/large');
        expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
        expect(answer.body).to.equal('123456');
        expect(read.times(large)).to.equal(0);
      });

      it("files: 'stat' makes a weak tag of size and modification time, and reads nothing", async () => {
        const path = directory.write(CONTENT);
        const modified = new Date('2020-02-02T02:02:02.500Z');
        utimesSync(path, modified, modified);
        const { port } = await serve({ '/file': () => createReadStream(path) }, { files: 'stat' });
        const tag = `W/"${CONTENT.length.toString(16)}-${modified.getTime().toString(16)}"`;
        const answer = await request(port, 'GET', '/file');
        expect(answer.headers).to.include({ etag: tag, 'cache-control': 'max-age=0' });
        expect(answer.body).to.equal(CONTENT);
        expect((await request(port, 'GET', '/file', { 'If-None-Match': tag })).status).to.equal(304);
        utimesSync(path, modified, new Date(modified.getTime() + 250));
        expect((await request(port, 'GET', '/file', { 'If-None-Match': tag })).status).to.equal(200);
        expect(read.times(path)).to.equal(0);
      });

      it("files: 'stat' does not tag parts either", async () => {
        const path = directory.write(CONTENT);
        const { port } = await serve({ '/part': () => createReadStream(path, { start: 1 }) }, { files: 'stat' });
        expect((await request(port, 'GET', '/part')).headers.etag).to.equal(undefined);
      });
    });
  });
});
