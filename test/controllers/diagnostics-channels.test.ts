import { subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel';
import { expect } from 'chai';
import { Get, JsonController, Put } from 'routing-controllers';
import {
  ETag,
  type Guard,
  GuardUnavailableError,
  type StoreEvent,
  Touches,
  type TurnTrace,
  type VersionsTrace,
  versionOf,
} from 'routing-controllers-etag';
import { Happenings } from '../happenings';
import { Gate } from '../stores/gate';
import { warnings } from '../stores/warnings';
import { inEachSetup } from './app';

const gate = new Gate();

const away: Guard = {
  take() {
    throw new GuardUnavailableError('away', { reason: 'away', cause: new Error('no route to the store') });
  },
};

@JsonController('/channels')
class ChannelsController {
  @Put('/turn')
  @ETag(() => 4)
  async write(): Promise<object> {
    await gate.pass('write');
    return {};
  }

  @Put('/unconditional')
  @ETag(() => 4)
  unconditional(): object {
    return {};
  }

  @Get('/names')
  @ETag(versionOf(() => ['one', 'two']))
  read(): object {
    return {};
  }

  @Put('/names')
  @Touches(() => 'one')
  touch(): object {
    return {};
  }
}

/** What happens on a tracing channel, such as `start PUT /channels/turn`. */
function traces(name: string, text: (message: never) => string): Happenings {
  const happenings = new Happenings();
  const listeners = {
    start: (message: object) => happenings.add(`start ${text(message as never)}`),
    end: () => {},
    asyncStart: () => {},
    asyncEnd: (message: object) => happenings.add(`end ${text(message as never)}`),
    error: (message: object) => happenings.add(`error ${text(message as never)}`),
  };
  const channel = tracingChannel<unknown, object>(name);
  before(() => channel.subscribe(listeners));
  beforeEach(() => happenings.clear());
  after(() => channel.unsubscribe(listeners));
  return happenings;
}

describe('the channels', () => {
  const turns = traces('routing-controllers-etag.turn', ({ method, path, keys }: TurnTrace) => {
    expect(keys).to.have.length(1);
    return `${method} ${path}`;
  });
  const questions = traces('routing-controllers-etag.versions', ({ operation, names }: VersionsTrace) =>
    [operation, ...names].join(' '),
  );

  beforeEach(() => gate.reset());

  inEachSetup({ controllers: [ChannelsController] }, (app) => {
    it('trace the wait of a write for its turn, from its start to its end', async () => {
      const first = app.send('PUT', '/channels/turn', { 'If-Match': '"4"' });
      await gate.entered('write');
      const second = app.send('PUT', '/channels/turn', { 'If-Match': '"4"' });
      await turns.until('start PUT /channels/turn', 2);
      expect(turns.count('end PUT /channels/turn')).to.equal(1);
      gate.open('write');
      await first;
      await turns.until('end PUT /channels/turn', 2);
      await gate.passed.until('write in', 2);
      gate.open('write');
      await second;
      expect(turns.list.filter((each) => each.startsWith('error'))).to.deep.equal([]);
    });

    it('trace what the version store is asked', async () => {
      await app.send('GET', '/channels/names');
      await app.send('PUT', '/channels/names');
      await questions.until('end settle one');
      expect(questions.list.filter((each) => each.startsWith('start'))).to.deep.equal([
        'start versionsOf one two',
        'start versionsOf one two',
        'start mark one',
        'start settle one',
      ]);
    });
  });

  inEachSetup({ controllers: [ChannelsController], conditionalRequests: { guard: away } }, (app) => {
    it('tell each outage, where the log tells one a minute', async () => {
      const told = warnings();
      const events: StoreEvent[] = [];
      const listener = (message: unknown) => void events.push(message as StoreEvent);
      subscribe('routing-controllers-etag.store', listener);
      try {
        for (let round = 0; round < 3; round++) {
          expect((await app.send('PUT', '/channels/unconditional')).status).to.equal(200);
        }
      } finally {
        unsubscribe('routing-controllers-etag.store', listener);
      }
      expect(events.map(({ code }) => code)).to.deep.equal(Array(3).fill('ETAG_GUARD_AWAY'));
      expect(told.codes()).to.deep.equal(['ETAG_GUARD_AWAY']);
    });
  });
});
