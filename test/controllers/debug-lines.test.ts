import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';

function run(environment: NodeJS.ProcessEnv): string {
  const { stderr, status } = spawnSync(process.execPath, [join(__dirname, 'debugged-process.js')], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  expect(status, stderr).to.equal(0);
  return stderr;
}

const CLOCK =
  /GET \/planted\/clock 200 PlantedController\.clock \[unstable-tag\] If-None-Match has "[\d.]+", the current tag is "[\d.]+", and it changes with each response although the content does not: look for a clock/;

describe('NODE_DEBUG=routing-controllers-etag', () => {
  it('prints a line for each request, which names a planted fault', function () {
    this.timeout(20_000);
    const lines = run({ NODE_DEBUG: 'routing-controllers-etag' }).split('\n');
    const texts = lines.flatMap((line) => line.match(/^ROUTING-CONTROLLERS-ETAG \d+: (.+)$/)?.[1] ?? []);
    expect(texts).to.have.length(14);
    for (const half of [texts.slice(1, 7), texts.slice(8)]) {
      expect(half[1]).to.match(CLOCK);
      expect(half[2]).to.equal(
        'GET /planted/no-store 200 PlantedController.noStore [no-store] The response has Cache-Control: no-store, so it is not ' +
          'tagged',
      );
      expect(half[4]).to.equal(
        'PUT /planted/names 200 PlantedController.write [not-touched] The write changed none of the names that the tag of ' +
          'this path depends on, so readers keep the old version: add @Touches',
      );
      expect(half[5]).to.equal(
        'GET /planted/by-hand 304 PlantedController.byHand [decided-elsewhere] Other code has answered 304, not this library',
      );
    }
  });

  it('prints nothing where it is not set', function () {
    this.timeout(20_000);
    expect(run({ NODE_DEBUG: '' })).not.to.contain('planted');
  });
});
