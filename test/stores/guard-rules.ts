import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { HeaderParam, HttpError, JsonController, Put } from 'routing-controllers';
import { ETag, type Guard } from 'routing-controllers-etag';
import { App, plainSetup } from '../controllers/app';
import { RawClient } from '../raw-client';
import type { Answer } from '../request';
import { Gate } from './gate';
import { WatchedGuard } from './watched-guard';

const gate = new Gate();

@JsonController('/things')
class ThingController {
  @Put('/:id')
  @ETag(
    function (this: ThingController, generated: string) {
      if (generated === 'throws') throw new Error('no tag');
      return generated === 'rejects' ? Promise.reject(new HttpError(502, 'no tag')) : 'v1';
    },
    { conflict: (error) => error instanceof RangeError },
  )
  async write(@HeaderParam('X-Tag') _generated: string, @HeaderParam('X-Name') name: string): Promise<object> {
    await gate.pass(name);
    return {};
  }
}

/** How a turn ends, and what its client is told. */
interface Ending {
  readonly how: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly error?: Error;
  readonly status: number;
}

const endings: readonly Ending[] = [
  { how: 'the action succeeds', status: 200 },
  { how: 'the action fails', error: new TypeError('broken'), status: 500 },
  { how: 'the action refuses', error: new HttpError(422, 'no'), status: 422 },
  { how: 'the database finds a conflict', error: new RangeError('version'), status: 412 },
  { how: 'the precondition fails', with: { 'If-Match': '"other"' }, status: 412 },
  { how: 'the tag cannot be generated', with: { 'X-Tag': 'throws' }, status: 500 },
  { how: 'the tag is refused', with: { 'X-Tag': 'rejects' }, status: 502 },
];

/**
 * The rules that every guard keeps, in one process.
 *
 * @param make - the guard, when the tests begin
 * @param expectNothingKept - of what the guard keeps for keys in use
 */
export function describeRules(make: () => Guard, expectNothingKept: () => void | Promise<void>): void {
  let guard: WatchedGuard;
  let app: App;
  before(async () => {
    guard = new WatchedGuard(make());
    app = await new App(plainSetup, { controllers: [ThingController], conditionalRequests: { guard } }).start();
  });
  after(() => app.stop());
  beforeEach(() => {
    gate.reset();
    guard.reset();
  });
  afterEach(() => expectNothingKept());

  it('requests get their turns in the order in which they came', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const answers = [];
    for (const [index, name] of names.entries()) {
      answers.push(send(name));
      await guard.asked(index + 1);
    }
    await gate.letThrough(...names);
    await Promise.all(answers);
    expect(gate.passed.list).to.deep.equal(names.flatMap((name) => [`${name} in`, `${name} out`]));
  });

  for (const { how, with: fields, error, status } of endings) {
    it(`a turn ends when ${how} (${status})`, async () => {
      const answers = [send('first')];
      await gate.entered('first');
      answers.push(send('second', fields));
      await guard.asked(2);
      answers.push(send('third'));
      await guard.asked(3);
      gate.open('first');
      if (fields === undefined) {
        await gate.entered('second');
        gate.open('second', error);
      }
      await gate.letThrough('third');
      expect((await Promise.all(answers)).map((answer) => answer.status)).to.deep.equal([200, status, 200]);
      expect(gate.hasEntered('second')).to.equal(fields === undefined);
    });
  }

  it('a client that leaves does not end the turn of its action, which is carried out', async () => {
    const leaving = await RawClient.connect(app.port);
    leaving.send(write('leaving'));
    await gate.entered('leaving');
    leaving.leave();
    while ((await app.connections()) > 0) await setImmediate();
    const next = send('next');
    await guard.asked(2);
    expect(gate.hasEntered('next')).to.equal(false);
    await gate.letThrough('leaving', 'next');
    expect((await next).status).to.equal(200);
    expect(gate.passed.list).to.deep.equal(['leaving in', 'leaving out', 'next in', 'next out']);
  });

  it('a waiting request whose client has left does not run, and those behind it move up', async () => {
    const first = send('first');
    await gate.entered('first');
    const leaving = await RawClient.connect(app.port);
    leaving.send(write('leaving'));
    await guard.asked(2);
    const next = send('next');
    await guard.asked(3);
    leaving.leave();
    await guard.happenings.until('done');
    await gate.letThrough('first', 'next');
    await Promise.all([first, next]);
    expect(gate.passed.list).to.deep.equal(['first in', 'first out', 'next in', 'next out']);
  });

  it('nor does one that was waiting behind another one on the same connection', async () => {
    const leaving = await RawClient.connect(app.port);
    leaving.send(write('first'), write('second'));
    await gate.entered('first');
    await guard.asked(2);
    leaving.leave();
    await guard.happenings.until('left');
    gate.open('first');
    await guard.happenings.until('done', 2);
    expect(gate.passed.list).to.deep.equal(['first in', 'first out']);
  });

  it('two resources have turns of their own', async () => {
    const first = send('first', {}, '/things/1');
    const second = send('second', {}, '/things/2');
    await gate.letThrough('second', 'first');
    expect((await first).status).to.equal(200);
    expect((await second).status).to.equal(200);
  });

  function send(name: string, fields: Readonly<Record<string, string>> = {}, path = '/things/1'): Promise<Answer> {
    return app.send('PUT', path, { ...write(name).fields, ...fields });
  }
}

function write(name: string): { target: string; fields: Readonly<Record<string, string>> } {
  return { target: 'PUT /things/1', fields: { 'X-Name': name, 'If-Match': '"v1"' } };
}
