import { expect } from 'chai';
import { type Resource, resource } from 'routing-controllers-etag/client';
import { type App, plainSetups } from '../controllers/app';
import { ForeignServer } from './foreign-server';
import { type Note, noteOf, putNote, startNotesServer } from './notes-server';
import { VirtualClock } from './virtual-clock';

const CLIENTS = 500;
/** How many clients are at work at the same time, after the first clash of all. */
const TOGETHER = 4;

const ZERO = { text: 'A counter', count: 0 };

/** Lets each client count once, all in one resource. How many attempts failed. */
async function count(counters: readonly Resource<Note>[]): Promise<number> {
  const clock = new VirtualClock(counters.length, TOGETHER);
  let failures = 0;
  async function wait(milliseconds: number): Promise<void> {
    failures++;
    await clock.sleep(milliseconds);
  }
  const counting = counters.map(async (counter) => {
    await counter.update((note) => ({ ...note, count: note.count + 1 }), { attempts: CLIENTS, wait });
    clock.leave();
  });
  await Promise.all(counting);
  return failures;
}

describe(`${CLIENTS} clients that count in one resource with update()`, function () {
  this.timeout(60_000);

  for (const setup of plainSetups) {
    describe(`on a server of this library, on ${setup.name}`, () => {
      let server: App;
      before(async () => {
        server = await startNotesServer(setup);
      });
      after(() => server.stop());

      it(`count to ${CLIENTS}`, async () => {
        putNote('counter', ZERO);
        const counters = Array.from({ length: CLIENTS }, () => resource<Note>(`${server.origin}/notes/counter`));
        expect(await count(counters)).to.be.at.least(CLIENTS - 1);
        expect(noteOf('counter')).to.deep.equal({ ...ZERO, count: CLIENTS });
      });
    });
  }

  describe('on a foreign server', () => {
    const server = new ForeignServer();
    before(() => server.start());
    after(() => server.stop());

    for (const { name, current } of [
      { name: 'whose 412 says nothing', current: undefined },
      { name: 'whose 412 holds the current value', current: (url: string) => url },
    ]) {
      it(`count to ${CLIENTS}, ${name}`, async () => {
        server.behave({ current });
        server.put('/counter', ZERO);
        const counters = Array.from({ length: CLIENTS }, () => resource<Note>(`${server.origin}/counter`));
        expect(await count(counters)).to.be.above(0);
        expect(server.get('/counter')).to.deep.equal({ ...ZERO, count: CLIENTS });
      });
    }
  });
});
