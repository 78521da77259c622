import { expect } from 'chai';
import ky from 'ky';
import {
  LostAnswerError,
  PreconditionFailedError,
  ResponseError,
  resource,
  type Snapshot,
} from 'routing-controllers-etag/client';
import type { App } from '../controllers/app';
import type { RunningServer } from '../server';
import { startDroppingProxy } from './dropping-proxy';
import { failureOf } from './failure-of';
import { ForeignServer } from './foreign-server';
import { type Note, noteOf, putNote, startNotesServer } from './notes-server';
import { VirtualClock } from './virtual-clock';

const NOTE = { text: 'as it was', count: 0 };

async function atOnce(): Promise<void> {}

describe('lost answers', () => {
  let server: App;
  let proxy: RunningServer;
  /** How many answers to writes are lost, of those that come next. */
  let toLose: number;
  before(async () => {
    server = await startNotesServer();
    proxy = await startDroppingProxy(server.origin, (method) => method !== 'GET' && toLose-- > 0);
  });
  after(async () => {
    await proxy.close();
    await server.stop();
  });
  beforeEach(() => {
    toLose = 1;
    putNote('7', NOTE);
  });

  function note() {
    return resource<Note>(`${proxy.origin}/notes/7`);
  }

  it('are told: nobody knows whether the change was made', async () => {
    const read = await note().read();
    const error = await failureOf(read.save({ ...NOTE, count: 1 }), LostAnswerError);
    expect(error.name).to.equal('LostAnswerError');
    expect(error.message).to.equal(
      `No complete answer to PUT ${proxy.origin}/notes/7 arrived: the change may have been applied or not`,
    );
    expect(error.cause).to.be.instanceOf(TypeError);
  });

  it('are asked for again with the same tag: the 412 says that the change may have been made', async () => {
    const read = await note().read();
    const { retry } = await failureOf(read.save({ ...NOTE, count: 1 }), LostAnswerError);
    putNote('7', { text: 'theirs', count: 5 });
    const error = await failureOf(retry?.() as Promise<unknown>, PreconditionFailedError);
    expect(error.maybeApplied).to.equal(true);
    expect(error.message).to.contain('but the change may have been applied');
    expect(noteOf('7')).to.deep.equal({ text: 'theirs', count: 5 });
  });

  it('of changes are repeated with what was sent, whatever became of the object since', async () => {
    const sent: string[] = [];
    const fetch = async (_url: string, { method, body = '' }: { method: string; body?: string }) => {
      if (method === 'GET') return new Response('{}', { headers: { ETag: '"1"' } });
      sent.push(body);
      throw new TypeError('lost');
    };
    const value = { text: 'mine', count: 1 };
    const read = await resource<Note>('http://localhost/7', { fetch }).read();
    const { retry } = await failureOf(read.save(value), LostAnswerError);
    value.count = 2;
    await failureOf(retry?.() as Promise<unknown>, LostAnswerError);
    expect(sent).to.deep.equal([
      JSON.stringify({ text: 'mine', count: 1 }),
      JSON.stringify({ text: 'mine', count: 1 }),
    ]);
  });

  it('of a patch, a removal and a creation are asked for again, and nothing is applied twice', async () => {
    const read = await note().read();
    const patching = await failureOf(read.patch({ count: 1 }), LostAnswerError);
    expect((await failureOf(patching.retry?.() as Promise<unknown>, PreconditionFailedError)).maybeApplied).to.equal(
      true,
    );

    toLose = 1;
    const removing = await failureOf((await note().read()).remove(), LostAnswerError);
    expect((await failureOf(removing.retry?.() as Promise<unknown>, ResponseError)).maybeApplied).to.equal(true);

    toLose = 1;
    const creating = await failureOf(note().create(NOTE), LostAnswerError);
    expect((await failureOf(creating.retry?.() as Promise<unknown>, PreconditionFailedError)).maybeApplied).to.equal(
      true,
    );
    expect(noteOf('7')).to.deep.equal(NOTE);
  });

  it('of a patch that was not made are repeated: the new value is read after a 204', async () => {
    let isFirst = true;
    const fetch: typeof globalThis.fetch = async (url, init) => {
      if (init?.method !== 'PATCH' || !isFirst) return globalThis.fetch(url, init);
      isFirst = false;
      throw new TypeError('refused');
    };
    const read = await resource<Note>(`${server.origin}/notes/7`, { fetch }).read();
    const error = await failureOf(read.patch({ count: 1 }), LostAnswerError<Snapshot<Note>>);
    const patched = await error.retry?.();
    expect(patched?.value).to.deep.include({ ...NOTE, count: 1 });
  });

  it('that took too long are asked for again without the signal that has aborted them', async () => {
    const controller = new AbortController();
    const fetch: typeof globalThis.fetch = (url, init) => {
      if (init?.method === 'PUT' && init.signal) controller.abort();
      return globalThis.fetch(url, init);
    };
    const read = await resource<Note>(`${server.origin}/notes/7`, { fetch }).read();
    const saving = read.save({ ...NOTE, count: 1 }, { signal: controller.signal });
    const { retry } = await failureOf(saving, LostAnswerError<Snapshot<Note>>);
    expect((await retry?.())?.value.count).to.equal(1);
    const again = await failureOf(retry?.({ signal: controller.signal }) as Promise<unknown>, LostAnswerError);
    expect(again.cause).to.have.property('name', 'AbortError');
  });

  it('of forced writes are not asked for again: nothing would keep them from being applied twice', async () => {
    const read = await note().read();
    const { retry } = await failureOf(read.patch({ count: 1 }, { force: true }), LostAnswerError);
    expect(retry).to.equal(undefined);
  });

  it('end an update that may have been applied: it is not made again on top of itself', async () => {
    const update = note().update((value) => ({ ...value, count: value.count + 1 }), { wait: atOnce });
    const error = await failureOf(update, PreconditionFailedError);
    expect(error.maybeApplied).to.equal(true);
    expect(noteOf('7')?.count).to.equal(1);
  });

  it('do not end an idempotent update: each of 40 that see whether they were made is applied once', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `(${index})`);
    let writes = 0;
    let lost = 0;
    const every4th = await startDroppingProxy(server.origin, (method) => {
      const isLost = method !== 'GET' && ++writes % 4 === 0;
      if (isLost) lost++;
      return isLost;
    });
    const list = resource<Note>(`${every4th.origin}/notes/7`);
    putNote('7', { text: '', count: 0 });
    const clock = new VirtualClock(names.length, 4);
    async function add(name: string): Promise<void> {
      await list.update(
        ({ text, count }) => (text.includes(name) ? undefined : { text: text + name, count: count + 1 }),
        { idempotent: true, attempts: 1000, wait: (milliseconds) => clock.sleep(milliseconds) },
      );
      clock.leave();
    }
    await Promise.all(names.map(add));
    await every4th.close();
    expect(lost).to.be.above(0);
    const { text, count } = noteOf('7') as Note;
    expect(count).to.equal(names.length);
    expect(text.match(/\(\d+\)/g)?.sort()).to.deep.equal([...names].sort());
  });

  it('are no loss for an update on a server that knows that its change is there already', async () => {
    const knowing = new ForeignServer();
    await knowing.start();
    knowing.behave({ alreadyApplied: true });
    knowing.put('/7', NOTE);
    let lost = 0;
    const losing = await startDroppingProxy(knowing.origin, (method) => method === 'PUT' && lost++ < 3);
    const saved = await resource<Note>(`${losing.origin}/7`).update((value) => ({ ...value, count: value.count + 1 }), {
      wait: atOnce,
    });
    expect(saved.value.count).to.equal(1);
    await saved.save({ ...saved.value, count: 2 });
    expect(knowing.get('/7')?.count).to.equal(2);
    await losing.close();
    await knowing.stop();
  });

  it('are told after as many attempts as were allowed', async () => {
    toLose = 99;
    await failureOf(
      note().update(() => ({ ...NOTE, count: 1 }), { wait: atOnce, attempts: 1 }),
      LostAnswerError,
    );
  });

  it('are told where only the body is cut off', async () => {
    const fetch = async (_url: string, { method }: { method: string }) => {
      const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('cut off')) });
      return method === 'GET' ? new Response('{}', { headers: { ETag: '"1"' } }) : new Response(body);
    };
    const read = await resource<Note>('http://localhost/7', { fetch }).read();
    await failureOf(read.save(NOTE), LostAnswerError);
    await failureOf(read.remove(), LostAnswerError);
  });

  it('are told where the request was aborted, and are not asked for again by an update', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    let sent = 0;
    const fetch: typeof globalThis.fetch = (url, init) => {
      if (init?.method === 'PUT') {
        sent++;
        controller.abort();
      }
      return globalThis.fetch(url, init);
    };
    const update = resource<Note>(`${server.origin}/notes/7`, { fetch }).update(() => NOTE, { signal, wait: atOnce });
    expect((await failureOf(update, LostAnswerError)).cause).to.have.property('name', 'AbortError');
    expect(sent).to.equal(1);
  });

  it('are not asked for again by ky behind the back of the client, which would take its own change for another', async () => {
    const read = await resource<Note>(`${proxy.origin}/notes/7`, { fetch: ky }).read();
    await failureOf(read.save({ ...NOTE, count: 1 }), LostAnswerError);
    expect(toLose).to.equal(0);
  });

  it('are not looked for in an answer that says so itself: a 5xx may have come after the change', async () => {
    const statuses = [500, 502, 504, 400, 428];
    const maybe = statuses.map(async (status) => {
      const fetch = async (_url: string, { method }: { method: string }) =>
        new Response('{}', { status: method === 'GET' ? 200 : status, headers: { ETag: '"1"' } });
      const read = await resource<Note>('http://localhost/7', { fetch }).read();
      return (await failureOf(read.save(NOTE), ResponseError)).maybeApplied;
    });
    expect(await Promise.all(maybe)).to.deep.equal([true, true, true, false, false]);
  });
});
