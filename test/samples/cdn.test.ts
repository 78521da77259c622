import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describeWithXkey } from '../cdn/xkey';
import { describeOnRedis } from '../redis/on-redis';
import { runCommands } from './run-commands';
import { SampleProcess } from './sample-process';

describeOnRedis('samples/cdn', {}, (redis) => {
  let directory: string;
  const launched: SampleProcess[] = [];
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'cdn-test-'));
    // Varnish runs as another user.
    chmodSync(directory, 0o755);
  });
  after(() => {
    for (const each of launched) each.signal('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  const launch = (environment: Record<string, string> = {}): SampleProcess => {
    const sample = new SampleProcess('cdn', { REDIS_URL: redis.url, ...environment });
    launched.push(sample);
    return sample;
  };

  describeWithXkey('with Varnish', () => {
    it('shows hits and a fresh read after a write, and stops everything that it has started', async function () {
      this.timeout(120_000);
      const temporary = join(directory, 'tmp');
      mkdirSync(temporary);
      const sample = launch({ TMPDIR: temporary });
      await sample.ready();
      const lines = sample.stdout.split('\n');
      expect(lines[0]).to.match(/^Varnish at http:\S+, in front of 4 workers at http:\S+$/);
      expect(lines.slice(2, 7).join('\n')).to.match(
        new RegExp(
          [
            '^PUT 200 "the first text" from worker \\d',
            'GET 200 "the first text" from worker \\d',
            'GET 200 "the first text" from Varnish',
            'PUT 200 "the second text" from worker \\d',
            'GET 200 "the second text" from worker \\d$',
          ].join('\n'),
        ),
      );
      const [, hits] = /^100 reads at once: (\d+) served by Varnish$/m.exec(sample.stdout) ?? [];
      expect(Number(hits)).to.be.above(50);
      if (!spawnSync('curl', ['--version']).error) {
        const { printed, answered } = await runCommands(sample.stdout);
        expect(answered).to.deep.equal(printed);
      }
      expect(await sample.stop()).to.equal(0);
      expect(sample.stdout).to.match(/\nSIGTERM: stopping\nStopped\n$/);
      expect(sample.stderr).to.equal('');
      expect(readdirSync(temporary)).to.deep.equal([]);
    });
  });

  it('without Varnish it says how to install it, and the workers answer', async function () {
    this.timeout(120_000);
    const sample = launch({ VARNISHD: join(directory, 'no-such-varnishd') });
    await sample.ready();
    const lines = sample.stdout.split('\n');
    expect(lines[0])
      .to.contain('Varnish with its module xkey is missing')
      .and.to.contain('apt-get install varnish varnish-modules');
    expect(lines[2]).to.match(/^4 workers at http:\S+$/);
    for (const line of lines.slice(4, 9))
      expect(line).to.match(/^(PUT|GET) 200 "the (first|second) text" from worker \d$/);
    expect(sample.stdout).to.contain('100 reads at once: 0 served by Varnish');
    if (!spawnSync('curl', ['--version']).error) {
      const { printed, answered } = await runCommands(sample.stdout);
      expect(answered).to.deep.equal(printed);
    }
    expect(await sample.stop()).to.equal(0);
    expect(sample.stdout).to.match(/\nSIGTERM: stopping\nStopped\n$/);
    expect(sample.stderr).to.equal('');
  });
});
