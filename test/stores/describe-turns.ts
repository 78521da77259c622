import { expect } from 'chai';
import { InProcessGuard } from 'routing-controllers-etag';
import { type AppOptions, inSetup, type Setup } from '../controllers/app';
import type { Fields } from '../request';
import type { Gate } from './gate';
import type { TurnCase } from './turns.cases';
import { WatchedGuard } from './watched-guard';

const MATCHING: Fields = { 'If-Match': '"v1"' };

/**
 * One test for each case. The actions pass the gate by the name in `X-Name`.
 *
 * @param read a path whose answer comes after everything that an earlier request has done at once
 */
export function describeTurns(
  setup: Setup,
  { options, gate, read }: { readonly options: AppOptions; readonly gate: Gate; readonly read: string },
  turns: readonly TurnCase[],
): void {
  const inProcess = new InProcessGuard();
  const guard = new WatchedGuard(inProcess);
  inSetup(setup, { ...options, conditionalRequests: { guard } }, (app) => {
    beforeEach(() => {
      gate.reset();
      guard.reset();
    });
    afterEach(() => expect(inProcess.size, 'keys that are kept').to.equal(0));

    for (const { rule, first, firstWith = MATCHING, second, with: fields = MATCHING, waits } of turns) {
      it(`${rule}: ${second} ${waits ? 'waits for' : 'does not wait for'} ${first}`, async () => {
        const answers = [send(first, 'first', firstWith)];
        await gate.entered('first');
        answers.push(send(second, 'second', fields));
        if (waits) {
          await guard.asked(2);
          await app.send('GET', read);
          expect(gate.hasEntered('second')).to.equal(false);
          await gate.letThrough('first', 'second');
        } else {
          await gate.letThrough('second', 'first');
        }
        for (const answer of answers) expect((await answer).status).to.equal(200);
        // Where the response goes out as the turn is given up, nobody has waited for that.
        await guard.happenings.until('done', guard.happenings.count('asked'));
      });
    }

    function send(target: string, name: string, fields: Fields) {
      const [method, path] = target.split(' ') as [string, string];
      return app.send(method, path, { 'X-Name': name, ...fields });
    }
  });
}
