import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { plainSetups } from './controllers/app';
import type { Held } from './soak/server';
import { kinds, sendTraffic } from './soak/traffic';

/** How many requests are sent, each for another resource with tags of its own; `npm run test:soak` sends 200,000. */
const REQUESTS = Number(process.env.SOAK_REQUESTS ?? 10_000);
const HALF = Math.floor(REQUESTS / 2);

/** What the heap may grow by from the middle of the run to its end: 21 bytes for a request of the long run. */
const HEAP_BOUND = 2 * 1024 * 1024;

for (const setup of plainSetups) {
  describe(`A server on ${setup.name} after ${REQUESTS} requests of ${kinds.length} kinds, each to another resource`, function () {
    this.timeout(1_200_000);

    let server: ChildProcess;
    let port: number;
    let middle: Held;
    let end: Held;
    let wrong: string[];

    before(async () => {
      server = fork(join(__dirname, 'soak/server.js'), [setup.name], { execArgv: ['--expose-gc'] });
      [port] = await once(server, 'message');
      const earlier = await sendTraffic(port, 0, HALF);
      middle = await held();
      wrong = [...earlier, ...(await sendTraffic(port, HALF, REQUESTS))];
      end = await held();
    });

    after(async () => {
      server.kill();
      await once(server, 'exit');
    });

    async function held(): Promise<Held> {
      server.send('measure');
      const [measured] = await once(server, 'message');
      return measured;
    }

    it('has answered each as it should', () => {
      expect(wrong).to.deep.equal([]);
    });

    it(`has a heap that has not grown by more than ${HEAP_BOUND} bytes since the middle`, function () {
      const growth = end.heap - middle.heap;
      if (this.test) this.test.title += `: by ${growth}`;
      expect(growth).to.be.below(HEAP_BOUND);
    });

    it('holds no handle that it did not hold in the middle', () => {
      expect(end.handles).to.deep.equal(middle.handles);
    });

    it('has no socket open', () => {
      expect(end.sockets).to.equal(0);
    });

    it('guards no resource', () => {
      expect(end.guarded).to.equal(0);
    });
  });
}
