import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describeOnRedis, itWithRedisServer } from '../redis/on-redis';
import { request } from '../request';
import { runCommands } from './run-commands';
import { SampleProcess } from './sample-process';

describeOnRedis('samples/cluster', {}, (redis) => {
  let directory: string;
  const launched: SampleProcess[] = [];
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'cluster-test-'));
  });
  after(() => {
    for (const each of launched) each.signal('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  describe('on the Redis of REDIS_URL', () => {
    let sample: SampleProcess;
    before(async () => {
      sample = launch({ REDIS_URL: redis.url });
      await sample.ready();
    });

    it('shows equal tags on all workers, a write that all see, and that no update is lost', () => {
      const tag = '"[0-9a-f]{12}-';
      const lines = [
        `^4 workers at http://127\\.0\\.0\\.1:\\d+, with Redis at ${new URL(redis.url).host}$`,
        `^The same tag for one article: ${tag}1" from the workers 1, 2, 3, 4$`,
        `^A write on worker [1-4], seen by all: ${tag}2" from the workers 1, 2, 3, 4$`,
        '^\\d+ updates refused with 412 and repeated$',
        '^100 updates accepted, value 100, 0 lost$',
      ];
      for (const line of lines) expect(sample.stdout).to.match(new RegExp(line, 'm'));
    });

    it('answers the commands that it prints by the status that is printed with them', async function () {
      if (spawnSync('curl', ['--version']).error) this.skip();
      const { printed, answered } = await runCommands(sample.stdout);
      expect(answered).to.deep.equal(printed);
      expect(printed.map((line) => line.slice(0, 3))).to.deep.equal(['200', '304', '200', '412', '200']);
    });

    it('answers from all workers', async () => {
      const port = Number(new URL(sample.url).port);
      const answers = await Promise.all(Array.from({ length: 4 }, () => request(port, 'GET', '/articles')));
      const workers = answers.map(({ headers }) => headers['x-worker']);
      expect(workers.sort()).to.deep.equal(['1', '2', '3', '4']);
    });

    it('leaves nothing in Redis', async () => {
      expect(await sample.stop()).to.equal(0);
      expect(sample.stdout).to.match(/\nSIGTERM: stopping\nStopped\n$/);
      expect(sample.stderr).to.equal('');
      expect(await (await redis.connect()).keys('*guard:/articles/*')).to.deep.equal([]);
    });
  });

  itWithRedisServer(
    'stops on SIGINT with its Redis and all its workers, when their clients have counted, and leaves no files',
    async () => {
      const temporary = join(directory, 'tmp');
      mkdirSync(temporary);
      const sample = launch({ REDIS_URL: '', TMPDIR: temporary });
      await sample.prints('clients count');
      expect(readdirSync(temporary)).to.have.lengthOf(1);
      sample.signal('SIGINT');
      // It has ended when its output has been closed, which each of its processes has as its own.
      expect(await sample.exitCode()).to.equal(0);
      expect(sample.stdout).to.match(/^100 updates accepted, value 100, 0 lost$/m);
      expect(sample.stdout).to.match(/\nSIGINT: stopping\nStopped\n$/);
      expect(sample.stderr).to.equal('');
      expect(readdirSync(temporary)).to.deep.equal([]);
    },
  );

  describe('it does not start, and says why in one line', () => {
    it('on a port that is in use', async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as { port: number };
      const environment = { REDIS_URL: redis.url, PORT: String(port) };
      await refuses(environment, `Port ${port} is in use. Choose another one: PORT=${port + 1}\n`);
      server.close();
    });

    it('on an invalid port', () => refuses({ PORT: 'http' }, /^PORT=http is not a port: use a number from 0 .*\n$/));

    for (const url of ['redis://127.0.0.1:1', 'redis://localhost:1', 'redis']) {
      it(`with REDIS_URL=${url}`, () =>
        refuses({ REDIS_URL: url }, /^The Redis at REDIS_URL cannot be reached: [^\n]{3,}\n$/));
    }

    it('without REDIS_URL where there is no redis-server', () =>
      refuses(
        { REDIS_URL: '', PATH: directory },
        'There is no redis-server to start: install Redis, or set REDIS_URL=redis://localhost:6379\n',
      ));

    async function refuses(environment: Record<string, string>, message: string | RegExp): Promise<void> {
      const temporary = mkdtempSync(join(directory, 'refused-'));
      const refused = launch({ ...environment, TMPDIR: temporary });
      expect(await refused.exitCode()).to.equal(1);
      if (typeof message === 'string') expect(refused.stderr).to.equal(message);
      else expect(refused.stderr).to.match(message);
      expect(refused.stdout).to.equal('');
      expect(readdirSync(temporary)).to.deep.equal([]);
    }
  });

  function launch(environment: Record<string, string>): SampleProcess {
    const sample = new SampleProcess('cluster', environment);
    launched.push(sample);
    return sample;
  }
});
