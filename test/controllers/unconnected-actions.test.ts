import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { setups } from './app';

interface Report {
  readonly failed?: string;
  readonly answers?: Readonly<Record<string, { readonly status: number; readonly body: string }>>;
  readonly ran?: readonly string[];
}

/** Runs the application in a process of its own: what it does to routing-controllers would stay. */
async function run(hook: string, driver: string): Promise<Report> {
  const program = join(__dirname, 'unconnected-application.js');
  const { stdout } = await promisify(execFile)(process.execPath, [program, hook, driver]);
  return JSON.parse(stdout);
}

const drivers = [...new Set(setups.map(({ driver }) => driver.name))];

describe('fault 23: where routing-controllers does not connect our actions, no check is left out', function () {
  this.timeout(60_000);

  for (const hook of ['has no such method', 'has something else there', 'does not ask it']) {
    it(`loading says so where it ${hook}`, async () => {
      const { failed, ran } = await run(hook, drivers[0] as string);
      expect(failed).to.equal(
        'routing-controllers-etag cannot connect its decorators to this version of routing-controllers: install 0.11',
      );
      expect(ran).to.equal(undefined);
    });
  }

  it('it cannot be taken away', async () => {
    const { failed, ran } = await run('has it taken away', drivers[0] as string);
    expect(failed).to.contain("Cannot delete property 'filterActionsWithTarget'");
    expect(ran).to.equal(undefined);
  });

  for (const driver of drivers) {
    it(`an action answers 500, and does not run, where it has stopped asking it, on ${driver}`, async () => {
      const { answers = {}, ran } = await run('has stopped asking it', driver);
      expect(Object.keys(answers)).to.have.lengthOf(10);
      for (const [request, { status, body }] of Object.entries(answers)) {
        expect(status, request).to.equal(500);
        if (!request.startsWith('false')) continue;
        expect(body, request).to.contain('is not connected to routing-controllers, so nothing would check its');
      }
      expect(ran).to.deep.equal([]);
    });

    for (const hook of ['asks it', 'has another one by now', 'has one around it by now']) {
      it(`all is checked where it ${hook}, inherited actions too, on ${driver}`, async () => {
        const { answers = {}, ran } = await run(hook, driver);
        const statuses = Object.values(answers).map(({ status }) => status);
        expect(statuses).to.deep.equal([412, 200, 200, 412, 412, 412, 412, 200, 200, 412, 412, 412]);
        expect(ran).to.deep.equal(['tagged', 'tagged', 'tagged', 'tagged']);
      });
    }
  }
});
