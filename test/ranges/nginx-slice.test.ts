import { expect } from 'chai';
import { CachingProxy } from '../caches/caching-proxy';
import { nginxWith } from '../caches/nginx';
import { plainSetups } from '../controllers/app';
import { describeWith } from '../programs';
import { request } from '../request';
import { FileServer } from './file-server';
import { bytesOf } from './representations';

const WHOLE = bytesOf(150_000);

/** nginx as a cache that gets and keeps a file in slices, and gives up a file whose slices have two tags. */
const SLICES = `
  slice 64k;
  proxy_set_header Range $slice_range;
  proxy_cache_key $uri$slice_range;
  proxy_ignore_headers Cache-Control;
  proxy_cache_valid 200 206 1h;
`;

for (const setup of plainSetups) {
  describeWith('nginx', `nginx with slices in front of ${setup.name}`, (path) => {
    const server = new FileServer(setup);
    const proxy = new CachingProxy(nginxWith(path, '', SLICES));

    before(async () => {
      server.folder.write(WHOLE, 'film.bin');
      await server.start();
      await proxy.start(server.app.port);
    });

    after(async () => {
      await proxy.stop();
      await server.stop();
    });

    it('gets a part in the slices that hold it, the whole in all of them, and each of them once', async () => {
      const part = await request(proxy.port, 'GET', '/film.bin', { Range: 'bytes=60000-70000' });
      expect(part.status).to.equal(206);
      expect(part.headers['content-range']).to.equal('bytes 60000-70000/150000');
      expect(part.body).to.equal(WHOLE.slice(60_000, 70_001));
      const whole = await request(proxy.port, 'GET', '/film.bin');
      expect(whole).to.include({ status: 200, body: WHOLE });
      expect((await request(proxy.port, 'GET', '/film.bin')).body).to.equal(WHOLE);
      expect(server.answered).to.deep.equal([
        '/film.bin bytes=0-65535 206',
        '/film.bin bytes=65536-131071 206',
        '/film.bin bytes=131072-196607 206',
      ]);
    });

    it('breaks a file off whose slices are of two versions, instead of joining them', async () => {
      const path = '/changed.bin';
      server.folder.write(WHOLE, 'changed.bin');
      await request(proxy.port, 'GET', path, { Range: 'bytes=0-9' });
      server.folder.write(WHOLE.toUpperCase(), 'changed.bin');
      const joined = await request(proxy.port, 'GET', path).then(
        ({ body }) => body,
        () => undefined,
      );
      expect(joined).to.equal(undefined);
    });
  });
}
