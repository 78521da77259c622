import { expect } from 'chai';
import { Get, HeaderParam, JsonController, Param, Put } from 'routing-controllers';
import {
  ETag,
  type Guard,
  GuardUnavailableError,
  InProcessGuard,
  type TagSource,
  untagged,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { RawClient } from '../raw-client';
import { request } from '../request';
import { Gate } from '../stores/gate';
import { warnings } from '../stores/warnings';
import { WatchedGuard } from '../stores/watched-guard';
import { inEachSetup } from './app';

const gate = new Gate();
const ran: string[] = [];
let version = 1;
let port = 0;
let keyOfCaller = false;
/** What the next look-ups of `looked-up` fail with. */
const failures: Error[] = [];

@JsonController('/rows')
class RowController {
  @Get('/:id')
  @ETag(() => version)
  show(): object {
    return { version };
  }

  @Put('/:id')
  @ETag(() => version)
  async update(@HeaderParam('X-Name') name: string): Promise<object> {
    ran.push(name);
    await gate.pass(name);
    version++;
    return {};
  }

  @Put('/:id/looked-up')
  @ETag(() => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    return version;
  })
  async lookedUp(@HeaderParam('X-Name') name: string): Promise<object> {
    await gate.pass(name);
    return {};
  }

  /** Sends a conditional PUT to its own path. */
  @Put('/:id/itself')
  @ETag(() => version)
  async itself(@HeaderParam('X-Inner') inner: string): Promise<object> {
    if (inner === 'yes') return {};
    const answer = await request(port, 'PUT', '/rows/1/itself', { 'If-Match': '"1"', 'X-Inner': 'yes' });
    return { status: answer.status, later: answer.headers['retry-after'] };
  }

  @Put('/:id/signal')
  @ETag(() => version)
  async signalled(@WebReq() web: WebRequest): Promise<object> {
    const before = web.signal.aborted;
    await gate.pass('signal');
    return { before, after: web.signal.aborted };
  }

  @Put('/:from/to/:to')
  @ETag(() => 'v1', { guard: async (from: string, to: string) => [`row:${from}`, `row:${to}`] })
  async move(@Param('from') _from: string, @Param('to') _to: string, @HeaderParam('X-Name') name: string) {
    await gate.pass(name);
    return {};
  }
}

@JsonController('/me')
class OwnController {
  @Put()
  @ETag(() => 'v1', { guard: (user: string) => (keyOfCaller ? user : 'everybody') })
  async save(@HeaderParam('X-User') _user: string, @HeaderParam('X-Name') name: string): Promise<object> {
    await gate.pass(name);
    return {};
  }
}

const controllers = [RowController, OwnController];

function reset(): void {
  gate.reset();
  ran.length = 0;
  version = 1;
}

describe('fault 4: a wait for a turn has an end', () => {
  const inProcess = new InProcessGuard({ wait: 30 });
  const guard = new WatchedGuard(inProcess);
  inEachSetup({ controllers, conditionalRequests: { guard } }, (app) => {
    beforeEach(() => {
      reset();
      guard.reset();
      port = app.port;
    });

    it('behind an action that hangs, a conditional write and an unconditional one get 503 with Retry-After', async () => {
      const hanging = app.send('PUT', '/rows/1', { 'If-Match': '"1"', 'X-Name': 'hanging' });
      await gate.entered('hanging');
      for (const fields of [{ 'If-Match': '"1"' }, {}]) {
        const answer = await app.send('PUT', '/rows/1', { ...fields, 'X-Name': 'later' });
        expect([answer.status, answer.headers['retry-after']]).to.deep.equal([503, '1']);
      }
      expect(ran).to.deep.equal(['hanging']);
      gate.open('hanging');
      expect((await hanging).status).to.equal(200);
      await guard.happenings.until('done', 3);
      expect(inProcess.size).to.equal(0);
    });

    it('also when the client of the action that hangs has left', async () => {
      const client = await RawClient.connect(app.port);
      client.send({ target: 'PUT /rows/1', fields: { 'If-Match': '"1"', 'X-Name': 'hanging' } });
      await gate.entered('hanging');
      client.leave();
      const answer = await app.send('PUT', '/rows/1', { 'If-Match': '"1"', 'X-Name': 'later' });
      expect(answer.status).to.equal(503);
      gate.open('hanging');
      await guard.happenings.until('done', 2);
      expect(inProcess.size).to.equal(0);
    });

    it('an action that sends a conditional PUT to its own path gets that 503, and goes on', async () => {
      const answer = await app.send('PUT', '/rows/1/itself', { 'If-Match': '"1"' });
      expect(answer.status).to.equal(200);
      expect(answer.body).to.contain('"status":503').and.contain('"later":"1"');
    });

    it('a read does not wait at all', async () => {
      const hanging = app.send('PUT', '/rows/1', { 'If-Match': '"1"', 'X-Name': 'hanging' });
      await gate.entered('hanging');
      expect((await app.send('GET', '/rows/1')).status).to.equal(200);
      gate.open('hanging');
      await hanging;
    });
  });
});

describe('fault 5: writes without a precondition wait', () => {
  const guard = new WatchedGuard(new InProcessGuard());
  inEachSetup({ controllers, conditionalRequests: { guard } }, (app) => {
    beforeEach(() => {
      reset();
      guard.reset();
    });

    it('so that the effect of a conditional one falls on the version that it has checked', async () => {
      const first = app.send('PUT', '/rows/1', { 'If-Match': '"1"', 'X-Name': 'a' });
      await gate.entered('a');
      const second = app.send('PUT', '/rows/1', { 'X-Name': 'b' });
      await guard.asked(2);
      await app.send('GET', '/rows/1');
      expect(gate.hasEntered('b')).to.equal(false);
      await gate.letThrough('a', 'b');
      expect([(await first).status, (await second).status]).to.deep.equal([200, 200]);
      expect(gate.passed.list).to.deep.equal(['a in', 'a out', 'b in', 'b out']);
    });
  });
});

const STALE = 100;

describe('fault 36: a write that fails already does not stand in line', function () {
  // Many connections, on a busy machine.
  this.timeout(20_000);

  const guard = new WatchedGuard(new InProcessGuard());
  inEachSetup({ controllers, conditionalRequests: { guard } }, (app) => {
    beforeEach(() => {
      reset();
      guard.reset();
    });

    it(`${STALE} stale ones are answered while another has its turn, and one good write waits for that one alone`, async () => {
      const holder = app.send('PUT', '/rows/1', { 'If-Match': '"1"', 'X-Name': 'holder' });
      await gate.entered('holder');
      const stale = Array.from({ length: STALE }, () =>
        app.send('PUT', '/rows/1', { 'If-Match': '"0"', 'X-Name': 'stale' }),
      );
      for (const answer of stale) expect((await answer).status).to.equal(412);
      const good = app.send('PUT', '/rows/1', { 'If-Match': '*', 'X-Name': 'good' });
      await guard.asked(2 + STALE);
      await gate.letThrough('holder', 'good');
      expect([(await holder).status, (await good).status]).to.deep.equal([200, 200]);
      expect(ran).to.deep.equal(['holder', 'good']);
    });

    it('a look-up that fails while a write waits does not end its wait: it may succeed in the turn', async () => {
      const holder = app.send('PUT', '/rows/1/looked-up', { 'If-Match': '"1"', 'X-Name': 'holder' });
      await gate.entered('holder');
      failures.push(new Error('the database is busy'));
      const waiting = app.send('PUT', '/rows/1/looked-up', { 'If-Match': '"1"', 'X-Name': 'waiting' });
      await guard.asked(2);
      await app.send('GET', '/rows/1');
      expect(failures).to.deep.equal([]);
      await gate.letThrough('holder', 'waiting');
      expect([(await holder).status, (await waiting).status]).to.deep.equal([200, 200]);
    });
  });
});

describe('fault 37: one key for everybody', () => {
  const guard = new WatchedGuard(new InProcessGuard({ line: 1 }));
  inEachSetup({ controllers, conditionalRequests: { guard } }, (app) => {
    beforeEach(() => {
      reset();
      guard.reset();
    });

    it('a line has a bound: the next write gets 503 at once, and the log shows the cure', async () => {
      keyOfCaller = false;
      const told = warnings();
      const answers = [save('ann', 'first')];
      await gate.entered('first');
      answers.push(save('bob', 'second'));
      await guard.asked(2);
      const refused = await save('cy', 'third');
      expect([refused.status, refused.headers['retry-after']]).to.deep.equal([503, '1']);
      expect(refused.body).not.to.contain('everybody');
      expect((await told.first('ETAG_LINE_FULL')).message).to.contain('@ETag(fn, { guard: (user) => user.id })');
      await gate.letThrough('first', 'second');
      for (const answer of answers) expect((await answer).status).to.equal(200);
    });

    it('with a key for each user nobody waits', async () => {
      keyOfCaller = true;
      const users = ['ann', 'bob', 'cy', 'di'];
      const answers = users.map((user) => save(user, user));
      for (const user of users) await gate.entered(user);
      for (const user of users) gate.open(user);
      for (const answer of answers) expect((await answer).status).to.equal(200);
    });

    function save(user: string, name: string) {
      return app.send('PUT', '/me', { 'If-Match': '"v1"', 'X-User': user, 'X-Name': name });
    }
  });
});

describe('several keys of one write', () => {
  inEachSetup({ controllers, conditionalRequests: { guard: new InProcessGuard() } }, (app) => {
    beforeEach(reset);

    it('two writes that name the same keys in another order never wait for each other', async () => {
      const first = app.send('PUT', '/rows/a/to/b', { 'If-Match': '"v1"', 'X-Name': 'first' });
      await gate.entered('first');
      const others = [
        app.send('PUT', '/rows/b/to/a', { 'If-Match': '"v1"', 'X-Name': 'second' }),
        app.send('PUT', '/rows/a/to/b', { 'If-Match': '"v1"', 'X-Name': 'third' }),
      ];
      const apart = app.send('PUT', '/rows/c/to/d', { 'If-Match': '"v1"', 'X-Name': 'apart' });
      await gate.letThrough('apart');
      expect((await apart).status).to.equal(200);
      expect([gate.hasEntered('second'), gate.hasEntered('third')]).to.deep.equal([false, false]);
      gate.open('first');
      await Promise.all([gate.letThrough('second'), gate.letThrough('third')]);
      for (const answer of [first, ...others]) expect((await answer).status).to.equal(200);
    });
  });
});

describe('a lease that was lost', () => {
  let lost = new AbortController();
  const guard: Guard = {
    take: () => {
      lost = new AbortController();
      return { lost: lost.signal, end() {} };
    },
  };
  inEachSetup({ controllers, conditionalRequests: { guard } }, (app) => {
    beforeEach(reset);

    it('aborts the signal of its action', async () => {
      const writing = app.send('PUT', '/rows/1/signal', { 'If-Match': '"1"' });
      await gate.entered('signal');
      lost.abort();
      gate.open('signal');
      expect((await writing).body)
        .to.contain('"before":false')
        .and.contain('"after":true');
    });

    it('and one that was not lost does not', async () => {
      const writing = app.send('PUT', '/rows/1/signal', { 'If-Match': '"1"' });
      await gate.letThrough('signal');
      expect((await writing).body)
        .to.contain('"before":false')
        .and.contain('"after":false');
    });
  });
});

describe('where the guard is away', () => {
  const guard: Guard = {
    take: () => Promise.reject(new GuardUnavailableError('away', { reason: 'away', cause: new Error('10.2.3.4') })),
  };
  inEachSetup({ controllers, conditionalRequests: { guard } }, (app) => {
    beforeEach(reset);

    it('a conditional write gets 503 with Retry-After, and the log alone says why', async () => {
      const told = warnings();
      const answer = await app.send('PUT', '/rows/1', { 'If-Match': '"1"', 'X-Name': 'never' });
      expect([answer.status, answer.headers['retry-after']]).to.deep.equal([503, '1']);
      expect(answer.body).not.to.contain('10.2.3.4');
      expect(ran).to.deep.equal([]);
      expect((await told.first('ETAG_GUARD_AWAY')).message).to.contain('10.2.3.4');
    });

    it('an unconditional one goes on without a turn, with a line in the log', async () => {
      const told = warnings();
      const writing = app.send('PUT', '/rows/1', { 'X-Name': 'free' });
      await gate.letThrough('free');
      expect((await writing).status).to.equal(200);
      await told.first('ETAG_GUARD_AWAY');
    });
  });
});

const tagOfColumn: () => TagSource = () => untagged;

@JsonController('/untagged')
class UntaggedController {
  @Get('/declared')
  @ETag(tagOfColumn)
  show(): object {
    ran.push('show');
    return {};
  }

  @Put('/declared')
  @ETag(tagOfColumn)
  update(): object {
    ran.push('update');
    return {};
  }

  @Get('/asked')
  ask(@WebReq() web: WebRequest): object {
    return { known: web.checkNotModified({ etag: untagged }) };
  }

  @Put('/asked')
  write(@WebReq() web: WebRequest): object {
    web.checkNotModified(untagged);
    ran.push('update');
    return {};
  }
}

describe('`untagged`: what exists without a tag', () => {
  inEachSetup({ controllers: [UntaggedController] }, (app) => {
    testCases(
      app,
      ran,
      exchanges(`
a read goes out without a tag
  GET /untagged/{declared,asked} -> 200 | no etag
and is never a 304 by a tag
  GET /untagged/{declared,asked} | If-None-Match: "1" -> 200 | no etag
an asterisk matches what exists
  PUT /untagged/{declared,asked} | If-Match: * -> 200 | ran update
so nothing can be created there
  PUT /untagged/{declared,asked} | If-None-Match: * -> 412 | ran nothing
no list names it
  PUT /untagged/{declared,asked} | If-Match: "1", "2" -> 412 | ran nothing
and a list that must not name it does not
  PUT /untagged/{declared,asked} | If-None-Match: "1" -> 200 | ran update
      `),
    );
  });
});
