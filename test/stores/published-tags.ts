import { expect } from 'chai';
import {
  Body,
  Delete,
  Get,
  HeaderParam,
  HttpError,
  JsonController,
  NotFoundError,
  Param,
  Put,
} from 'routing-controllers';
import {
  ETag,
  ETagContext,
  Touches,
  type VersionStore,
  versionOf,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { type App, inSetup, plainSetups } from '../controllers/app';
import type { Answer, Fields } from '../request';
import { Gate } from './gate';
import { WatchedStore } from './watched-store';

const gate = new Gate();
const notes = new Map<string, string>();

/** The names of a note that is there. */
const namesOf = (id: string) => (notes.has(id) ? [`note:${id}`, 'authors'] : null);

@JsonController('/notes')
@ETagContext(() => 'de')
class NoteController {
  @Get('/:id')
  @ETag(versionOf(namesOf))
  show(@Param('id') id: string): object {
    const text = notes.get(id);
    if (text === undefined) throw new NotFoundError();
    return { text };
  }

  @Put('/:id')
  @ETag(versionOf(namesOf), { guard: (id: string) => id })
  @Touches((id: string) => [`note:${id}`, 'notes'], { publish: true })
  async save(
    @Param('id') id: string,
    @Body() { text }: { text: string },
    @HeaderParam('X-Name') name: string,
    @HeaderParam('X-Status') status: number,
  ): Promise<object> {
    if (name !== undefined) await gate.pass(name);
    if (status !== undefined) throw new HttpError(status, 'no');
    notes.set(id, text);
    return { text };
  }

  @Delete('/:id')
  @ETag(versionOf(namesOf))
  @Touches((id: string) => [`note:${id}`, 'notes'], { publish: true })
  remove(@Param('id') id: string): object {
    notes.delete(id);
    return {};
  }

  /** Makes its note at the first request, of one name alone. */
  @Put('/:id/alone')
  @ETag(versionOf((id: string) => (notes.has(id) ? `note:${id}` : null)))
  @Touches((id: string) => `note:${id}`, { publish: true })
  make(@Param('id') id: string): object {
    notes.set(id, 'made');
    return {};
  }

  @Get('/:id/alone')
  @ETag(versionOf((id: string) => (notes.has(id) ? `note:${id}` : null)))
  showAlone(@Param('id') _id: string): object {
    return {};
  }

  @Put('/:id/own')
  @ETag(versionOf(namesOf))
  @Touches((id: string) => `note:${id}`, { publish: true })
  own(@Param('id') _id: string, @WebReq() web: WebRequest): object {
    web.publish({ etag: 'mine' });
    return {};
  }

  @Put('/:id/silent')
  @ETag(versionOf(namesOf))
  @Touches((id: string) => `note:${id}`)
  silent(@Param('id') _id: string): object {
    return {};
  }
}

/** What `@Touches(…, { publish: true })` does on every store, with every driver. */
export function describePublishedTags(makeStore: () => VersionStore): void {
  for (const setup of plainSetups) {
    const store = new WatchedStore(makeStore);
    const options = { controllers: [NoteController], conditionalRequests: { versions: store } };
    describe(`@Touches(…, { publish: true }) on ${setup.name}`, () =>
      inSetup(setup, options, (app) => {
        beforeEach(() => {
          gate.reset();
          store.reset();
          notes.clear();
          notes.set('1', 'old');
        });
        describePublishing(app, store);
      }));
  }
}

function describePublishing(app: App, store: WatchedStore): void {
  it('answers with the tag that the next read gives', async () => {
    const saved = await save('new', await tagOf('/notes/1'));
    expect([saved.status, saved.headers.etag]).to.deep.equal([200, await tagOf('/notes/1')]);
  });

  it('answers so to an unconditional write', async () => {
    expect((await save('new')).headers.etag).to.equal(await tagOf('/notes/1'));
  });

  it('two saves in a row work, and a third one', async () => {
    let tag = await tagOf('/notes/1');
    for (const text of ['first', 'second', 'third']) {
      const { status, headers } = await save(text, tag);
      expect([status, headers.etag === tag]).to.deep.equal([200, false]);
      tag = headers.etag as string;
    }
    expect(notes.get('1')).to.equal('third');
  });

  for (const [who, change] of [
    ['a writer of the same note, who came later', () => save('of another')],
    ['a job that touches the note', () => store.touch('note:1')],
    ['a job that touches what is joined to it', () => store.touch('authors')],
  ] as const) {
    it(`is no licence to overwrite what ${who} has changed: 412`, async () => {
      const { headers } = await save('mine');
      await change();
      expect((await save('mine again', headers.etag as string)).status).to.equal(412);
    });
  }

  for (const [who, change] of [
    ['touches the note', () => store.touch('note:1')],
    ['touches what is joined to it', () => store.touch('authors')],
    ['marks and settles the note', async () => (await store.mark(['note:1'])).settle()],
    ['marks and settles what is joined to it', async () => (await store.mark(['authors'])).settle()],
  ] as const) {
    it(`is never the tag of what somebody else has changed meanwhile, who ${who}: 412`, async () => {
      const saving = save('mine', await tagOf('/notes/1'), { 'X-Name': 'mine' });
      await gate.entered('mine');
      await change();
      gate.open('mine');
      const { status, headers } = await saving;
      expect(status).to.equal(200);
      const after = await tagOf('/notes/1');
      expect(headers.etag).not.to.equal(after);
      expect((await save('mine again', headers.etag ?? '"none"')).status).to.equal(412);
    });
  }

  it('is the tag of no writer who was not alone: two at once that do not wait for each other', async () => {
    const mark = await store.mark(['note:1']);
    const saving = save('mine', '*');
    const { status, headers } = await saving;
    await mark.settle();
    expect(status).to.equal(200);
    expect((await save('mine again', headers.etag ?? '"none"')).status).to.equal(412);
  });

  it('has no tag for what it cannot tell', async () => {
    const mark = await store.mark(['authors']);
    const { status, headers } = await save('mine');
    await mark.settle();
    expect([status, headers.etag]).to.deep.equal([200, undefined]);
  });

  it('has a tag for what the action has made, where it touches all of its names', async () => {
    const { headers } = await app.send('PUT', '/notes/2/alone', { 'If-None-Match': '*' });
    expect(headers.etag).to.equal(await tagOf('/notes/2/alone'));
    expect((await app.send('PUT', '/notes/2/alone', { 'If-Match': headers.etag as string })).status).to.equal(200);
  });

  it('has no tag if the action has created a resource with names whose versions were not looked up', async () => {
    const { status, headers } = await app.send('PUT', '/notes/2', JSON_FIELDS, '{"text":"new"}');
    expect([status, headers.etag]).to.deep.equal([200, undefined]);
  });

  it('has none for what the action has removed', async () => {
    const { status, headers } = await app.send('DELETE', '/notes/1', { 'If-Match': await tagOf('/notes/1') });
    expect([status, headers.etag]).to.deep.equal([200, undefined]);
  });

  it('has none for an action that has failed', async () => {
    const { status, headers } = await save('new', undefined, { 'X-Status': '409' });
    expect([status, headers.etag]).to.deep.equal([409, undefined]);
  });

  it('leaves the tag that the action publishes itself', async () => {
    const { headers } = await app.send('PUT', '/notes/1/own');
    expect(headers.etag).to.match(/^"mine\.[\w-]{16}"$/);
  });

  it('publishes nothing if it is not asked to', async () => {
    expect((await app.send('PUT', '/notes/1/silent')).headers.etag).to.equal(undefined);
  });

  const JSON_FIELDS = { 'Content-Type': 'application/json' };

  function save(text: string, ifMatch?: string, fields: Fields = {}): Promise<Answer> {
    const condition = ifMatch === undefined ? {} : { 'If-Match': ifMatch };
    return app.send('PUT', '/notes/1', { ...JSON_FIELDS, ...condition, ...fields }, JSON.stringify({ text }));
  }

  /** The first read that is tagged: on Express a mark may be settled while a fast client asks already. */
  async function tagOf(path: string): Promise<string> {
    for (;;) {
      const { status, headers } = await app.send('GET', path);
      expect(status).to.equal(200);
      if (headers.etag !== undefined) return headers.etag as string;
    }
  }
}
