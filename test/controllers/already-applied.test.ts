import { expect } from 'chai';
import { Body, Delete, Get, JsonController, OnNull, Param, Patch, Put } from 'routing-controllers';
import {
  CurrentVersion,
  ETag,
  ETagFromResult,
  InProcessGuard,
  LastModified,
  MemoryVersions,
  PreconditionFailedError,
  Touches,
  versionOf,
} from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { startDroppingProxy } from '../client/dropping-proxy';
import type { RunningServer } from '../server';
import { WatchedGuard } from '../stores/watched-guard';
import { type App, inEachSetup, inSetup, plainSetups } from './app';

interface Note {
  readonly version: number;
  readonly text: string;
  readonly at: number;
}

const ran: string[] = [];
let note: Note | undefined;
let applied = 0;

const tag = () => note?.version;

/** The note, if it is as the client wants it. */
function applicable(_id: number, { text }: { text: string }): Note | undefined {
  ran.push('alreadyApplied');
  return note?.text === text ? note : undefined;
}

@JsonController('/notes')
class NoteController {
  private readonly nothing = null;

  @Get('/:id')
  @ETag(tag)
  show(@Param('id') _id: number): Note | undefined {
    return note;
  }

  @Put('/:id')
  @ETag(tag, { alreadyApplied: applicable })
  @ETagFromResult(({ version }: Note) => version)
  save(@Param('id') _id: number, @Body() { text }: { text: string }): Note {
    ran.push('action');
    applied++;
    note = { version: (note?.version ?? 0) + 1, text, at: 0 };
    return note;
  }

  @Patch('/:id')
  @ETag(tag, {
    alreadyApplied: applicable,
    onFailed: () => note,
  })
  patch(@Param('id') _id: number, @Body() _changes: { text: string }, @CurrentVersion() version: number): object {
    throw new PreconditionFailedError(String(version));
  }

  @Delete('/:id')
  @OnNull(204)
  @ETag(tag, {
    alreadyApplied(this: NoteController) {
      return note === undefined ? this.nothing : undefined;
    },
  })
  remove(@Param('id') _id: number): null {
    ran.push('action');
    note = undefined;
    return null;
  }

  @Put('/:id/dated')
  @ETag(() => undefined, { alreadyApplied: applicable })
  @LastModified(() => note?.at)
  dated(@Param('id') _id: number, @Body() _changes: { text: string }): object {
    ran.push('action');
    return {};
  }

  @Put('/:id/broken')
  @ETag(tag, { alreadyApplied: () => Promise.reject(new RangeError('no database')) })
  broken(@Param('id') _id: number): object {
    return {};
  }

  @Put('/:id/named')
  @ETag(
    versionOf(() => 'note'),
    { alreadyApplied: async (...args: [number, { text: string }]) => applicable(...args) },
  )
  @Touches(() => 'note', { publish: true })
  named(@Param('id') _id: number, @Body() _changes: { text: string }): object {
    ran.push('action');
    return {};
  }
}

describe('alreadyApplied', () => {
  const guard = new InProcessGuard();
  const watched = new WatchedGuard(guard);
  const conditionalRequests = { versions: new MemoryVersions(), guard: watched };
  beforeEach(() => {
    note = { version: 3, text: 'mine', at: Date.UTC(2001, 0, 1) };
    applied = 0;
    ran.length = 0;
  });

  inEachSetup({ controllers: [NoteController], conditionalRequests }, (app) => {
    afterEach(() => expect(guard.size, 'keys that are kept').to.equal(0));

    testCases(
      app,
      ran,
      exchanges(`
a write whose change is there is answered as if it had been made now, with its tag, and not made again
  PUT /notes/7 | If-Match: "2" | body {"text":"mine"} -> 200 | etag: "3" | result {"version":3,"text":"mine","at":978307200000} | ran alreadyApplied
whatever tag of an older version it was made with
  PUT /notes/7 | If-Match: "0", "1" | body {"text":"mine"} -> 200 | etag: "3" | ran alreadyApplied
a write whose change is not there is refused
  PUT /notes/7 | If-Match: "2" | body {"text":"other"} -> 412 | no etag | says If-Match does not name | ran alreadyApplied
with the current representation, where that is asked for
  PATCH /notes/7 | If-Match: "2" | body {"text":"other"} -> 412 | etag: "3" | content-location: /notes/7 | ran alreadyApplied
nothing is asked of a write that passes, and of one without a condition
  PUT /notes/7 | If-Match: "3" | body {"text":"mine"} -> 200 | etag: "4" | ran action
  PUT /notes/7 | If-Match: * | body {"text":"mine"} -> 200 | ran action
  PUT /notes/7 | body {"text":"mine"} -> 200 | ran action
nor of one that names no version
  PUT /notes/7 | If-Match: mine | body {"text":"mine"} -> 412 | says malformed | ran nothing
  PUT /notes/7 | If-Match: | body {"text":"mine"} -> 412 | says empty | ran nothing
  PUT /notes/7 | If-None-Match: * | body {"text":"mine"} -> 412 | says already exists | ran nothing
  PUT /notes/7 | If-None-Match: "3" | body {"text":"mine"} -> 412 | ran nothing
nor of one that the action itself refuses
  PATCH /notes/7 | If-Match: "3" | body {"text":"mine"} -> 412 | etag: "3" | ran nothing
a date is a version too
  PUT /notes/7/dated | If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT | body {"text":"mine"} -> 200 | ran alreadyApplied
  PUT /notes/7/dated | If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT | body {"text":"other"} -> 412 | ran alreadyApplied
names have no tag to publish then, as others may have changed them since
  PUT /notes/7/named | If-Match: "2" | body {"text":"mine"} -> 200 | no etag | ran alreadyApplied
an error of the function is an error of the request
  PUT /notes/7/broken | If-Match: "2" -> 500 | says no database | ran nothing
`),
    );

    it('may have nothing to answer with: of a deletion, `null`', async () => {
      for (const _ of ['the first', 'the repeated']) {
        const { status } = await app.send('DELETE', '/notes/7', { 'If-Match': '"3"' });
        expect(status).to.equal(app.setup.envelope ? 200 : 204);
      }
      expect(ran).to.deep.equal(['action']);
    });
  });

  for (const setup of plainSetups) {
    describe(`behind a proxy that drops every tenth answer, on ${setup.name}`, () => {
      inSetup(setup, { controllers: [NoteController] }, describeLosses);
    });
  }

  it('is a function', () => {
    expect(() => ETag(tag, { alreadyApplied: true as never })).to.throw(TypeError, 'alreadyApplied takes a function');
  });
});

/** A client that saves one text after the other, each with the tag of the last answer, and sends again what is not answered. */
function describeLosses(app: App): void {
  const SAVES = 60;
  let proxy: RunningServer;
  let lost = 0;
  before(async () => {
    let answers = 0;
    proxy = await startDroppingProxy(app.origin, () => {
      answers++;
      if (answers % 10 === 0) lost++;
      return answers % 10 === 0;
    });
  });
  after(() => proxy.close());

  it('a retrying client gets no false 412, and nothing is applied twice', async () => {
    let etag = '"3"';
    for (let save = 1; save <= SAVES; save++) {
      const { status, headers } = await savedAtLast(`text ${save}`, etag);
      expect([status, headers.get('etag')]).to.deep.equal([200, `"${3 + save}"`]);
      etag = headers.get('etag') as string;
    }
    expect(note).to.include({ version: 3 + SAVES, text: `text ${SAVES}` });
    expect(applied).to.equal(SAVES);
    expect(lost).to.be.at.least(SAVES / 10);
  });

  it('a true 412 stays one: another client has changed the note', async () => {
    const first = await savedAtLast('one', '"3"');
    await savedAtLast('theirs', first.headers.get('etag') as string);
    expect((await savedAtLast('mine', first.headers.get('etag') as string)).status).to.equal(412);
    expect(note?.text).to.equal('theirs');
  });

  async function savedAtLast(text: string, etag: string): Promise<Response> {
    for (;;) {
      try {
        return await fetch(`${proxy.origin}/notes/7`, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json', 'If-Match': etag },
          body: JSON.stringify({ text }),
        });
      } catch (error) {
        expect(error, 'an answer that was lost').to.be.instanceOf(TypeError);
      }
    }
  }
}
