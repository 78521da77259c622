import { randomUUID } from 'node:crypto';
import { Body, Delete, Get, HttpCode, JsonController, OnUndefined, Param, Patch, Put } from 'routing-controllers';
import { ETag, ETagFromResult, PreconditionRequired } from 'routing-controllers-etag';
import { App, plainSetup, type Setup } from '../controllers/app';

/** What clients read and write in these tests. */
export interface Note {
  readonly text: string;
  readonly count: number;
}

interface StoredNote extends Note {
  readonly version: string;
}

const notes = new Map<string, StoredNote>();

/** Puts a note behind the back of all clients. */
export function putNote(id: string, note: Note): StoredNote {
  const stored = { ...note, version: randomUUID() };
  notes.set(id, stored);
  return stored;
}

/** What a client would read of a note. */
export function noteOf(id: string): Note | undefined {
  const stored = notes.get(id);
  return stored && { text: stored.text, count: stored.count };
}

/** A version comes from the database later: other requests go on meanwhile. */
async function versionOfNote(id: string): Promise<string | undefined> {
  await new Promise(setImmediate);
  return notes.get(id)?.version;
}

@JsonController('/notes')
class NoteController {
  @Get('/:id')
  @ETag(versionOfNote)
  show(@Param('id') id: string) {
    return notes.get(id);
  }

  @Put('/:id')
  @ETag(versionOfNote)
  @PreconditionRequired()
  @ETagFromResult((saved: StoredNote) => saved.version)
  save(@Param('id') id: string, @Body() note: Note) {
    return putNote(id, { text: note.text, count: note.count });
  }

  @Patch('/:id')
  @ETag(versionOfNote)
  @PreconditionRequired()
  @HttpCode(204)
  @OnUndefined(204)
  change(@Param('id') id: string, @Body() changes: Partial<Note>) {
    putNote(id, { ...(notes.get(id) as Note), ...changes });
  }

  @Delete('/:id')
  @ETag(versionOfNote)
  @PreconditionRequired()
  @OnUndefined(204)
  remove(@Param('id') id: string) {
    notes.delete(id);
  }
}

/** A server on this library. */
export function startNotesServer(setup: Setup = plainSetup): Promise<App> {
  return new App(setup, { controllers: [NoteController] }).start();
}
