import { expect } from 'chai';
import {
  MissingTagError,
  PreconditionFailedError,
  type Resource,
  ResponseError,
  resource,
} from 'routing-controllers-etag/client';
import { type App, plainSetups } from '../controllers/app';
import { failureOf } from './failure-of';
import { ForeignServer } from './foreign-server';
import { type Note, noteOf, putNote, startNotesServer } from './notes-server';

const NOTE = { text: 'as it was', count: 1 };

describe('resource()', () => {
  for (const setup of plainSetups) {
    describe(`on a server of this library, on ${setup.name}`, () => {
      let server: App;
      let note: Resource<Note>;
      before(async () => {
        server = await startNotesServer(setup);
        note = resource<Note>(new URL(`${server.origin}/notes/7`));
      });
      after(() => server.stop());
      beforeEach(() => putNote('7', NOTE));

      it('saves twice in a row, each time with the tag of the last value', async () => {
        const read = await note.read();
        const first = await read.save({ ...read.value, text: 'first' });
        const second = await first.save({ ...first.value, text: 'second' });
        expect(new Set([read.etag, first.etag, second.etag]).size).to.equal(3);
        expect(noteOf('7')).to.deep.equal({ ...NOTE, text: 'second' });
      });

      it('patches, and reads the new value where the answer is a 204', async () => {
        const read = await note.read();
        const patched = await read.patch({ text: 'patched' });
        expect(patched.value).to.deep.include({ text: 'patched', count: 1 });
        await patched.save({ ...patched.value, count: 2 });
        expect(noteOf('7')).to.deep.equal({ text: 'patched', count: 2 });
      });

      it('removes what was read, and creates it anew', async () => {
        const read = await note.read();
        await read.remove();
        expect(noteOf('7')).to.equal(undefined);
        const created = await note.create({ text: 'anew', count: 0 });
        expect(created.value).to.deep.include({ text: 'anew' });
        await created.save({ text: 'saved', count: 0 });
        expect(noteOf('7')).to.deep.equal({ text: 'saved', count: 0 });
      });

      it('creates nothing over what is there', async () => {
        await failureOf(note.create({ text: 'mine', count: 0 }), PreconditionFailedError);
        expect(noteOf('7')).to.deep.equal(NOTE);
      });

      it('overwrites, patches and removes nothing that was changed since it was read', async () => {
        const read = await note.read();
        putNote('7', { text: 'theirs', count: 5 });
        for (const write of [() => read.save(NOTE), () => read.patch({ count: 9 }), () => read.remove()]) {
          const { response, current, maybeApplied } = await failureOf(write(), PreconditionFailedError);
          expect([response.status, current, maybeApplied]).to.deep.equal([412, undefined, false]);
        }
        expect(noteOf('7')).to.deep.equal({ text: 'theirs', count: 5 });
      });

      it('lends the tag of a later read to no older value', async () => {
        const edited = await note.read();
        putNote('7', { text: 'theirs', count: 5 });
        const refreshed = await note.read();
        await failureOf(edited.save({ ...edited.value, text: 'mine' }), PreconditionFailedError);
        expect(edited.etag).not.to.equal(refreshed.etag);
        await refreshed.save({ ...refreshed.value, text: 'mine' });
        expect(noteOf('7')).to.deep.equal({ text: 'mine', count: 5 });
      });

      it('overwrites by force', async () => {
        const read = await note.read();
        putNote('7', { text: 'theirs', count: 5 });
        await read.save({ text: 'forced', count: 0 }, { force: true });
        expect(noteOf('7')).to.deep.equal({ text: 'forced', count: 0 });
      });

      it('says what an error status was an answer to', async () => {
        const error = await failureOf(resource(`${server.origin}/notes/none`).read(), ResponseError);
        expect(error.message).to.equal(`GET ${server.origin}/notes/none was answered with 404`);
        expect([error.name, error.response.status, error.maybeApplied]).to.deep.equal(['ResponseError', 404, false]);
      });
    });
  }

  describe('on a foreign server', () => {
    const server = new ForeignServer();
    let note: Resource<Note>;
    before(async () => {
      await server.start();
      note = resource<Note>(`${server.origin}/7`);
    });
    after(() => server.stop());
    beforeEach(() => {
      server.behave();
      server.put('/7', NOTE);
    });

    it('sends JSON, asks for JSON, and revalidates what caches hold', async () => {
      await note.read();
      expect(server.last.fields).to.include({ accept: 'application/json', 'cache-control': 'max-age=0' });
      await (await note.read()).save(NOTE);
      expect(server.last.fields).to.include({ accept: 'application/json', 'content-type': 'application/json' });
      expect(server.last.content).to.equal(JSON.stringify(NOTE));
    });

    it('sends a patch in the type that it was told', async () => {
      const patched = resource<Note, { count?: number | null }>(`${server.origin}/7`, {
        patchType: 'application/merge-patch+json',
      });
      await (await patched.read()).patch({ count: null });
      expect(server.last.fields['content-type']).to.equal('application/merge-patch+json');
      expect(server.get('/7')).to.deep.equal({ ...NOTE, count: null });
    });

    describe('takes for the new value', () => {
      const sent = { text: 'sent', count: 2 };
      for (const { name, write, has, tagged, reads } of [
        { name: 'the body of a 200', write: { status: 200, body: true, tag: true }, has: sent, tagged: true, reads: 0 },
        { name: 'the body of a 201', write: { status: 201, body: true, tag: true }, has: sent, tagged: true, reads: 0 },
        { name: 'a body without a tag', write: { status: 200, body: true, tag: false }, has: sent, reads: 0 },
        { name: 'what it sent, after a 204', write: { status: 204, body: false, tag: true }, tagged: true, reads: 1 },
        {
          name: 'what it sent, after an empty 200',
          write: { status: 200, body: false, tag: true },
          tagged: true,
          reads: 1,
        },
        { name: 'what it sent, after a 204 without a tag', write: { status: 204, body: false, tag: false }, reads: 1 },
        { name: 'what it sent, after a 202', write: { status: 202, body: true, tag: true }, reads: 1 },
      ]) {
        it(`${name}${tagged ? '' : ', which it does not save'}`, async () => {
          server.behave({ write });
          const saved = await (await note.read()).save(sent);
          expect(saved.value).to.deep.equal(has ?? sent);
          if (tagged) await saved.save(NOTE);
          else await failureOf(saved.save(NOTE), MissingTagError);
        });

        it(`${name}, but reads what it has patched`, async () => {
          server.behave({ write });
          const read = await note.read();
          server.requests = [];
          const patched = await read.patch({ count: 2 });
          expect(patched.value).to.deep.equal({ ...NOTE, count: 2 });
          expect(server.requests.slice(1)).to.deep.equal(reads === 0 ? [] : ['GET']);
        });
      }

      for (const value of [0, false, '', null]) {
        it(`${JSON.stringify(value)}, which is JSON as well`, async () => {
          const body = JSON.stringify(value);
          const headers = { 'Content-Type': 'application/json', ETag: '"1"' };
          const fetch = async () => new Response(body, { headers });
          const saved = await (await resource<unknown>('http://localhost/', { fetch }).read()).save('another');
          expect(saved.value).to.equal(value);
        });
      }
    });

    describe('a value without a strong tag', () => {
      const cure = 'Read again, or pass { force: true } to overwrite whatever is there';
      for (const { name, tag, cause } of [
        { name: 'no tag', tag: () => undefined, cause: 'has no ETag' },
        { name: 'a weak tag', tag: () => 'W/"1"', cause: 'has a weak ETag, W/"1"' },
        { name: 'a tag without quotes', tag: () => '1', cause: 'has an invalid ETag, 1' },
        { name: 'two tags', tag: () => '"1", "2"', cause: 'has an invalid ETag, "1", "2"' },
        { name: 'a quote within', tag: () => '"1"2"', cause: 'has an invalid ETag, "1"2"' },
      ]) {
        it(`(${name}) is not sent, and says why and how to force it`, async () => {
          server.behave({ tag });
          const read = await note.read();
          expect(read.etag).to.equal(tag());
          server.requests = [];
          for (const write of [() => read.save(NOTE), () => read.patch({}), () => read.remove()]) {
            const { message } = await failureOf(write(), MissingTagError);
            expect(message).to.equal(`The answer to GET ${server.origin}/7 ${cause}. ${cure}`);
          }
          expect(server.requests).to.deep.equal([]);
          await read.save({ text: 'forced', count: 0 }, { force: true });
          await read.patch({ count: 3 }, { force: true });
          await read.remove({ force: true });
          expect(server.requests.filter((each) => each !== 'GET')).to.deep.equal(['PUT *', 'PATCH *', 'DELETE *']);
        });
      }

      it('is one that came from another URL', async () => {
        const moved = resource<Note>(`${server.origin}/moved/7`);
        const read = await moved.read();
        expect(read.value).to.deep.equal(NOTE);
        const { message } = await failureOf(read.save(NOTE), MissingTagError);
        expect(message).to.contain(`came from ${server.origin}/7, so use that URL`);
        const saved = await read.save({ text: 'forced', count: 0 }, { force: true });
        await failureOf(saved.save(NOTE), MissingTagError);
      });
    });

    describe('a 412', () => {
      for (const { name, current, isCurrent } of [
        { name: 'whose Content-Location is the URL', current: (url: string) => url, isCurrent: true },
        {
          name: 'whose Content-Location is its path',
          current: (url: string) => new URL(url).pathname,
          isCurrent: true,
        },
        { name: 'whose Content-Location is another URL', current: (url: string) => `${url}/8`, isCurrent: false },
        { name: 'whose Content-Location is of another origin', current: () => 'http://localhost/7', isCurrent: false },
        { name: 'whose Content-Location is not a URL', current: () => 'http://[', isCurrent: false },
      ]) {
        it(`${name} ${isCurrent ? 'holds' : 'does not hold'} the current value`, async () => {
          server.behave({ current });
          const read = await note.read();
          server.put('/7', { text: 'theirs', count: 5 });
          server.requests = [];
          const error = await failureOf(read.save(NOTE), PreconditionFailedError<Note>);
          expect(await error.response.json(), 'the body can still be read').to.deep.equal({ text: 'theirs', count: 5 });
          expect(error.current?.value).to.deep.equal(isCurrent ? { text: 'theirs', count: 5 } : undefined);
          await error.current?.save({ text: 'merged', count: 5 });
          expect(server.get('/7')?.text).to.equal(isCurrent ? 'merged' : 'theirs');
          expect(server.requests).not.to.include('GET');
        });
      }

      it('that holds no JSON holds no current value', async () => {
        const headers = { 'Content-Type': 'application/json', 'Content-Location': '/7', ETag: '"1"' };
        const fetch = async (_url: string, { method }: { method: string }) =>
          new Response(method === 'GET' ? '1' : 'changed', { headers, status: method === 'GET' ? 200 : 412 });
        const read = await resource<number>('/7', { fetch }).read();
        expect((await failureOf(read.save(2), PreconditionFailedError)).current).to.equal(undefined);
      });

      it('for a creation holds what is there', async () => {
        server.behave({ current: (url) => url });
        const { current } = await failureOf(note.create({ text: 'mine', count: 0 }), PreconditionFailedError<Note>);
        expect(current?.value).to.deep.equal(NOTE);
      });
    });

    it('does not wait for what was aborted', async () => {
      const signal = AbortSignal.abort();
      expect((await failureOf(note.read({ signal }), DOMException)).name).to.equal('AbortError');
    });

    it('is refused 50 times over a few connections: none is kept busy by a body that nobody reads', async () => {
      server.behave({ refusal: 'changed '.repeat(100_000) });
      const read = await note.read();
      server.put('/7', NOTE);
      for (let round = 0; round < 50; round++) await failureOf(read.save(NOTE), PreconditionFailedError);
      expect(server.connections).to.be.below(10);
    });
  });
});
