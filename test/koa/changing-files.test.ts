import { once } from 'node:events';
import { appendFileSync, createReadStream, renameSync, statSync, unlinkSync, utimesSync } from 'node:fs';
import { expect } from 'chai';
import { type Answer, type Fields, request } from '../request';
import type { RunningServer } from '../server';
import { clock } from './clock';
import { Gate } from './gate';
import { ReadFiles } from './read-files';
import { inEachWay, type Routes } from './shallow-ways';
import { TemporaryDirectory } from './temporary-directory';
import { xxh64 } from './xxh64';

const OLD = 'body { color: red }';
const NEW = 'body { color: tan }';
const OLD_TAG = `"${xxh64(OLD)}"`;
const NEW_TAG = `"${xxh64(NEW)}"`;

/** Without a fraction, so that it can be set again. */
const MODIFIED = new Date('2020-02-02T02:02:02Z');

const directory = new TemporaryDirectory();
const read = new ReadFiles();

describe('ShallowEtag and files that change', () => {
  before(() => read.watch());
  after(() => {
    read.restore();
    directory.remove();
  });

  inEachWay((way) => {
    let server: RunningServer | undefined;
    let path: string;
    let onOpened: (() => void) | undefined;

    const routes: Routes = {
      '/file': () => createReadStream(path),
      '/opened': async () => {
        const stream = createReadStream(path);
        await once(stream, 'open');
        onOpened?.();
        return stream;
      },
    };

    beforeEach(async () => {
      path = directory.write(OLD);
      utimesSync(path, MODIFIED, MODIFIED);
      server = await way.serve(routes, {});
    });
    afterEach(async () => {
      clock.restore();
      read.beforeOpening = () => {};
      read.afterReading = () => {};
      onOpened = undefined;
      await server?.close();
    });

    const get = (route: string, fields: Fields = {}): Promise<Answer> =>
      request(server?.port as number, 'GET', route, fields);

    /** Replaces the file as a deploy does, in one step. */
    const replace = (content: string) => renameSync(directory.write(content), path);

    /** Has the old version's tag remembered. */
    async function remember(): Promise<void> {
      clock.ahead(10_000);
      expect((await get('/file')).headers.etag).to.equal(OLD_TAG);
      directory.untilTimeDiffersFrom(path);
    }

    async function expectNew(): Promise<void> {
      const answer = await get('/file', { 'If-None-Match': OLD_TAG });
      expect(answer.status).to.equal(200);
      expect(answer.body).to.equal(NEW);
      expect(answer.headers.etag).to.equal(NEW_TAG);
      expect((await get('/file', { 'If-None-Match': NEW_TAG })).status).to.equal(304);
    }

    describe('a changed file never keeps its tag:', () => {
      it('rewritten', async () => {
        await remember();
        directory.write(NEW, path.slice(directory.path.length + 1));
        await expectNew();
      });

      it('rewritten with the same size, its time set back', async () => {
        await remember();
        const { mtimeNs, size } = statSync(path, { bigint: true });
        directory.write(NEW, path.slice(directory.path.length + 1));
        utimesSync(path, MODIFIED, MODIFIED);
        expect(statSync(path, { bigint: true })).to.include({ size, mtimeNs });
        await expectNew();
      });

      it('replaced by one of the same size and time', async () => {
        await remember();
        replace(NEW);
        utimesSync(path, MODIFIED, MODIFIED);
        await expectNew();
      });

      it('replaced, and then put back', async () => {
        await remember();
        replace(NEW);
        await expectNew();
        replace(OLD);
        expect((await get('/file', { 'If-None-Match': NEW_TAG })).headers.etag).to.equal(OLD_TAG);
      });

      it('grown', async () => {
        await remember();
        appendFileSync(path, ' /* more */');
        const answer = await get('/file', { 'If-None-Match': OLD_TAG });
        expect(answer.headers.etag).to.equal(`"${xxh64(`${OLD} /* more */`)}"`);
      });
    });

    describe('what is sent is what its stream has opened:', () => {
      for (const [description, change] of [
        ['replaced', () => replace(NEW)],
        ['deleted', () => unlinkSync(path)],
      ] as const) {
        it(`${description} before its tag is known: the old bytes go without a tag`, async () => {
          onOpened = change;
          const answer = await get('/opened', { 'If-None-Match': `${OLD_TAG}, ${NEW_TAG}` });
          expect(answer.status).to.equal(200);
          expect(answer.body).to.equal(OLD);
          expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
        });
      }

      it('replaced while it is about to be read: the old bytes go without a tag', async () => {
        read.beforeOpening = () => replace(NEW);
        const answer = await get('/opened');
        expect(answer.body).to.equal(OLD);
        expect(answer.headers.etag).to.equal(undefined);
      });

      it('replaced after that: the next request gets the new one', async () => {
        clock.ahead(10_000);
        onOpened = () => replace(NEW);
        await get('/opened');
        await expectNew();
      });
    });

    it('a file that changes while it is read is not tagged', async () => {
      clock.ahead(10_000);
      directory.untilTimeDiffersFrom(path);
      read.afterReading = () => {
        appendFileSync(path, '!');
        read.afterReading = () => {};
      };
      expect((await get('/file')).headers.etag).to.equal(undefined);
      expect((await get('/file')).headers.etag).to.equal(`"${xxh64(`${OLD}!`)}"`);
    });

    describe('a tag is remembered only when another change would show in the times of the file:', () => {
      const changedAt = () => Math.ceil(statSync(path).ctimeMs);

      it('not within two seconds', async () => {
        clock.standsAt(changedAt() + 1900);
        for (let time = 0; time < 2; time++) expect((await get('/file')).headers.etag).to.equal(OLD_TAG);
        expect(read.times(path)).to.equal(2);
      });

      it('after two seconds', async () => {
        clock.standsAt(changedAt() + 2100);
        for (let time = 0; time < 2; time++) expect((await get('/file')).headers.etag).to.equal(OLD_TAG);
        expect(read.times(path)).to.equal(1);
      });

      it('the reading must begin after two seconds, not end: it may last', async () => {
        clock.standsAt(changedAt());
        read.afterReading = () => clock.ahead(10_000);
        for (let time = 0; time < 3; time++) expect((await get('/file')).headers.etag).to.equal(OLD_TAG);
        expect(read.times(path)).to.equal(2);
      });

      it('not if somebody else began to read before', async () => {
        const begun = new Gate();
        const joined = new Gate();
        read.beforeOpening = () => {
          begun.open();
          return joined.opened;
        };
        clock.standsAt(changedAt());
        const first = get('/file');
        await begun.opened;
        clock.ahead(10_000);
        onOpened = joined.open;
        const answers = await Promise.all([first, get('/opened')]);
        expect(answers.map(({ headers }) => headers.etag)).to.deep.equal([OLD_TAG, OLD_TAG]);
        await get('/file');
        expect(read.times(path)).to.be.at.least(2);
      });

      it('a time that was set into the future tells nothing against it', async () => {
        const future = new Date('2099-01-01');
        utimesSync(path, future, future);
        clock.ahead(10_000);
        for (let time = 0; time < 2; time++) expect((await get('/file')).headers.etag).to.equal(OLD_TAG);
        expect(read.times(path)).to.equal(1);
      });

      it('a time that was set to now tells against it: some file systems have but one', async () => {
        clock.standsAt(changedAt() + 10_000);
        utimesSync(path, new Date(), new Date(changedAt() + 9_000));
        for (let time = 0; time < 2; time++) expect((await get('/file')).headers.etag).to.equal(OLD_TAG);
        expect(read.times(path)).to.equal(2);
      });
    });
  });
});
