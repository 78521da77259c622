import { expect } from 'chai';
import { Body, Delete, Get, JsonController, OnNull, Param, Put } from 'routing-controllers';
import { ETag, ETagFromResult, PreconditionRequired } from 'routing-controllers-etag';
import { LostAnswerError, PreconditionFailedError, resource, type Snapshot } from 'routing-controllers-etag/client';
import { type App, inSetup, plainSetups } from '../controllers/app';
import type { RunningServer } from '../server';
import { startDroppingProxy } from './dropping-proxy';
import { failureOf } from './failure-of';

interface Note {
  readonly text: string;
  readonly version: number;
}

type NewNote = Omit<Note, 'version'>;

let note: Note | undefined;
/** What the server was asked to do, and did. */
const ran: string[] = [];

/** Changes the note behind the back of all clients. */
function change(text: string): Note {
  note = { text, version: (note?.version ?? 0) + 1 };
  return note;
}

const tag = () => note?.version;

/** `null`, what the action returns, if the note is gone as the client wanted it. */
function removedBefore(): null | undefined {
  return note === undefined ? null : undefined;
}

@JsonController('/notes')
class NoteController {
  @Get('/:id')
  @ETag(tag)
  show(@Param('id') _id: string): Note | undefined {
    ran.push('show');
    return note;
  }

  @Put('/:id')
  @ETag(tag, {
    onFailed: () => note,
    alreadyApplied: (_id: string, { text }: NewNote) => (note?.text === text ? note : undefined),
  })
  @PreconditionRequired()
  @ETagFromResult(({ version }: Note) => version)
  save(@Param('id') _id: string, @Body() { text }: NewNote): Note {
    ran.push(`save ${text}`);
    return change(text);
  }

  @Delete('/:id')
  @ETag(tag, { onFailed: () => note, alreadyApplied: removedBefore })
  @PreconditionRequired()
  @OnNull(204)
  remove(@Param('id') _id: string): null {
    ran.push('remove');
    note = undefined;
    return null;
  }
}

async function atOnce(): Promise<void> {}

describe('the client on a server that finishes the job', () => {
  for (const setup of plainSetups) {
    describe(`on ${setup.name}`, () => {
      for (const problemDetails of [false, true]) {
        const options = { controllers: [NoteController], conditionalRequests: { problemDetails } };
        describe(`by onFailed, ${problemDetails ? 'with' : 'without'} problem details`, () => {
          inSetup(setup, options, describeMerging);
        });
      }

      describe('by alreadyApplied, behind a proxy that drops answers to writes', () => {
        inSetup(setup, { controllers: [NoteController] }, describeLosses);
      });
    });
  }
});

function describeMerging(app: App): void {
  beforeEach(() => {
    note = { text: 'as it was', version: 1 };
    ran.length = 0;
  });

  function read(): Promise<Snapshot<NewNote>> {
    return resource<NewNote>(`${app.origin}/notes/7`).read();
  }

  it('a save that is refused brings the current snapshot along, to merge with it', async () => {
    const edited = await read();
    change('theirs');
    const { current } = await failureOf(edited.save({ text: 'mine' }), PreconditionFailedError<NewNote>);
    expect(current?.value).to.deep.equal({ text: 'theirs', version: 2 });
    const saved = await current?.save({ text: 'theirs and mine' });
    expect(saved?.value).to.deep.equal({ text: 'theirs and mine', version: 3 });
    expect(ran).to.deep.equal(['show', 'save theirs and mine']);
  });

  it('an update changes the current value that the 412 holds, without a second read', async () => {
    let isFirst = true;
    const saved = await resource<NewNote>(`${app.origin}/notes/7`).update(({ text }) => {
      if (isFirst) change('theirs');
      isFirst = false;
      return { text: `${text} and mine` };
    });
    expect(saved.value).to.deep.equal({ text: 'theirs and mine', version: 3 });
    expect(ran).to.deep.equal(['show', 'save theirs and mine']);
  });

  it('a removal and a creation that are refused do so too', async () => {
    const edited = await read();
    change('theirs');
    const refused = [edited.remove(), resource<NewNote>(`${app.origin}/notes/7`).create({ text: 'mine' })];
    for (const write of refused) {
      const { current } = await failureOf(write, PreconditionFailedError<NewNote>);
      expect(current?.value.text).to.equal('theirs');
    }
    expect(note?.text).to.equal('theirs');
  });

  it('a 412 where nothing is left holds no snapshot', async () => {
    const edited = await read();
    note = undefined;
    const { current } = await failureOf(edited.save({ text: 'mine' }), PreconditionFailedError<NewNote>);
    expect(current).to.equal(undefined);
  });
}

function describeLosses(app: App): void {
  const SAVES = 60;
  let proxy: RunningServer;
  let isLost: () => boolean;
  let lost: number;
  before(async () => {
    proxy = await startDroppingProxy(app.origin, (method) => {
      if (method === 'GET' || !isLost()) return false;
      lost++;
      return true;
    });
  });
  after(() => proxy.close());
  beforeEach(() => {
    note = { text: '0', version: 1 };
    ran.length = 0;
    lost = 0;
  });

  function loseEvery(n: number): void {
    let answers = 0;
    isLost = () => ++answers % n === 0;
  }

  function loseFirst(): void {
    isLost = () => lost === 0;
  }

  /** Sends a write again until it is answered. */
  async function answered<R>(write: Promise<R>): Promise<R> {
    try {
      return await write;
    } catch (error) {
      if (!(error instanceof LostAnswerError)) throw error;
      return answered(error.retry?.() as Promise<R>);
    }
  }

  it('a chain of saves gets no false 412, and nothing is applied twice', async () => {
    loseEvery(10);
    let snapshot = await resource<NewNote>(`${proxy.origin}/notes/7`).read();
    for (let save = 1; save <= SAVES; save++) {
      snapshot = await answered(snapshot.save({ text: String(save) }));
      expect(snapshot.value).to.deep.equal({ text: String(save), version: 1 + save });
    }
    expect(lost).to.be.at.least(SAVES / 10);
    expect(ran).to.deep.equal(['show', ...Array.from({ length: SAVES }, (_, index) => `save ${index + 1}`)]);
  });

  it('nor does a chain of updates of a client that is alone', async () => {
    loseEvery(10);
    const notes = resource<NewNote>(`${proxy.origin}/notes/7`);
    for (let save = 1; save <= SAVES; save++) {
      await notes.update(({ text }) => ({ text: String(Number(text) + 1) }), { wait: atOnce });
    }
    expect(lost).to.be.at.least(SAVES / 10);
    expect(note).to.deep.equal({ text: String(SAVES), version: 1 + SAVES });
  });

  it('a removal whose answer was lost is one', async () => {
    loseFirst();
    const snapshot = await resource<NewNote>(`${proxy.origin}/notes/7`).read();
    await answered(snapshot.remove());
    expect([lost, note]).to.deep.equal([1, undefined]);
    expect(ran).to.deep.equal(['show', 'remove']);
  });

  it('a true conflict stays one, also after a lost answer', async () => {
    loseFirst();
    const snapshot = await resource<NewNote>(`${proxy.origin}/notes/7`).read();
    const { retry } = await failureOf(snapshot.save({ text: 'mine' }), LostAnswerError);
    change('theirs');
    const error = await failureOf(retry?.() as Promise<unknown>, PreconditionFailedError<NewNote>);
    expect([error.maybeApplied, error.current?.value.text]).to.deep.equal([true, 'theirs']);
    expect(note?.text).to.equal('theirs');
  });
}
