import { expect } from 'chai';
import { MissingTagError, PreconditionFailedError, type Resource, resource } from 'routing-controllers-etag/client';
import { failureOf } from './failure-of';
import { ForeignServer } from './foreign-server';
import type { Note } from './notes-server';

const NOTE = { text: 'as it was', count: 0 };

describe('update()', () => {
  const server = new ForeignServer();
  let note: Resource<Note>;
  let waits: number[];
  before(async () => {
    await server.start();
    note = resource<Note>(`${server.origin}/7`);
  });
  after(() => server.stop());
  beforeEach(() => {
    server.behave();
    server.put('/7', NOTE);
    waits = [];
  });

  async function wait(milliseconds: number): Promise<void> {
    waits.push(milliseconds);
  }

  /** Somebody else is faster, as often as they say. */
  function overtaken(times: number) {
    let left = times;
    return (value: Note): Note => {
      if (left-- > 0) server.put('/7', { text: 'theirs', count: value.count + 10 });
      return { ...value, count: value.count + 1 };
    };
  }

  it('reads, changes and saves', async () => {
    const saved = await note.update(overtaken(0), { wait });
    expect(server.requests).to.have.length(2);
    expect(saved.value).to.deep.equal({ ...NOTE, count: 1 });
    expect(waits).to.deep.equal([]);
  });

  it('changes what was read anew after each 412', async () => {
    await note.update(overtaken(2), { wait });
    expect(server.get('/7')).to.deep.equal({ text: 'theirs', count: 21 });
    expect(server.requests.map((each) => each.slice(0, 3))).to.deep.equal(['GET', 'PUT', 'GET', 'PUT', 'GET', 'PUT']);
  });

  it('takes the current value that the first 412 holds, at once', async () => {
    server.behave({ current: (url) => url });
    await note.update(overtaken(2), { wait });
    expect(server.get('/7')).to.deep.equal({ text: 'theirs', count: 21 });
    expect(server.requests.map((each) => each.slice(0, 3))).to.deep.equal(['GET', 'PUT', 'PUT', 'GET', 'PUT']);
    expect(waits).to.have.length(1);
  });

  it('waits longer each time, by chance', async () => {
    const { random } = Math;
    for (const [chance, longest] of [
      [0.999999, [100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]],
      [0, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ] as const) {
      waits = [];
      Math.random = () => chance;
      await note.update(overtaken(9), { wait }).finally(() => {
        Math.random = random;
      });
      expect(waits.map(Math.ceil)).to.deep.equal(longest);
    }
  });

  for (const { attempts, sent } of [
    { attempts: undefined, sent: 10 },
    { attempts: 1, sent: 1 },
    { attempts: 3, sent: 3 },
  ]) {
    it(`gives up with the last 412 after ${attempts ?? 'the default number of'} attempts`, async () => {
      const options = attempts === undefined ? { wait } : { wait, attempts };
      const { response } = await failureOf(note.update(overtaken(99), options), PreconditionFailedError);
      expect(response.status).to.equal(412);
      expect(server.requests.filter((each) => each.startsWith('PUT'))).to.have.length(sent);
      expect(waits).to.have.length(sent - 1);
    });
  }

  for (const attempts of [0, -1, Number.NaN]) {
    it(`refuses ${attempts} attempts, before it reads`, async () => {
      const { message } = await failureOf(note.update(overtaken(0), { attempts }), RangeError);
      expect(message).to.equal(`attempts must be at least 1, not ${attempts}`);
      expect(server.requests).to.deep.equal([]);
    });
  }

  it('saves nothing where the change is undefined, and gives what was read', async () => {
    const read = await note.update(async () => undefined);
    expect(read.value).to.deep.equal(NOTE);
    expect(server.requests).to.deep.equal(['GET']);
  });

  it('passes on the error of a change, even that of another update', async () => {
    const other = await note.read();
    server.put('/7', NOTE);
    server.requests = [];
    const change = async (value: Note) => (await other.save(value)).value;
    await failureOf(note.update(change, { wait }), PreconditionFailedError);
    expect(server.requests.filter((each) => each === 'GET')).to.have.length(1);
  });

  it('does not try again without a strong tag', async () => {
    server.behave({ tag: () => 'W/"1"' });
    await failureOf(note.update(overtaken(0), { wait }), MissingTagError);
    expect(server.requests).to.deep.equal(['GET']);
  });

  it('gives its signal to all of its requests, those after a lost answer too', async () => {
    const { signal } = new AbortController();
    const signals: unknown[] = [];
    let isFirst = true;
    const fetch: typeof globalThis.fetch = async (url, init) => {
      signals.push(init?.signal);
      if (init?.method !== 'PUT' || !isFirst) return globalThis.fetch(url, init);
      isFirst = false;
      throw new TypeError('lost');
    };
    await resource<Note>(`${server.origin}/7`, { fetch }).update(overtaken(0), { wait, signal });
    expect(signals).to.deep.equal(Array.from(signals, () => signal));
    expect(server.get('/7')?.count).to.equal(1);
  });

  it('goes on no longer once it is aborted', async () => {
    const controller = new AbortController();
    const aborting = async () => controller.abort();
    const update = note.update(overtaken(99), { wait: aborting, signal: controller.signal });
    expect((await failureOf(update, DOMException)).name).to.equal('AbortError');
    expect(server.requests).to.have.length(2);
  });
});
