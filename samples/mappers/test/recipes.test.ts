import { expect } from 'chai';
import type { Dialect } from '../connections/database-url';
import { RECIPES } from '../open-articles';
import type { Place } from './gate';
import { dropDatabase, makeDatabase } from './scratch-database';
import { type Answer, ServerProcess } from './server-process';

/** The recipes whose mapper reads the row and compares it when it writes. */
const READ_FIRST = ['mikro-orm-flush', 'sequelize-save'];

const CREATE_ONLY = { 'If-None-Match': '*' };

for (const [recipe, { on }] of Object.entries(RECIPES)) {
  for (const dialect of on) {
    describe(`${recipe} on ${dialect}`, function () {
      this.timeout(30_000);
      recipeTests(recipe, dialect);
    });
  }
}

function recipeTests(recipe: string, dialect: Dialect): void {
  let url: URL | undefined;
  let one: ServerProcess;
  let other: ServerProcess;

  before(async function () {
    url = await makeDatabase(dialect);
    if (url === undefined) return this.skip();
    [one, other] = await Promise.all([ServerProcess.start(recipe, url), ServerProcess.start(recipe, url)]);
  });

  after(async () => {
    await Promise.all([one?.stop(), other?.stop()]);
    if (url !== undefined) await dropDatabase(url);
  });

  /** Makes an article, and gives the precondition that names its version. */
  async function created(slug: string): Promise<{ 'If-Match': string }> {
    const { status, etag } = await one.put(slug, 'First', CREATE_ONLY);
    expect(status).to.equal(201);
    return { 'If-Match': String(etag) };
  }

  async function titleOf(slug: string): Promise<unknown> {
    const { body } = await other.get(slug);
    return (body as { title: string }).title;
  }

  /** Holds a write of one process at a place until something else has been done. */
  async function meanwhile(place: Place, write: () => Promise<Answer>, task: () => Promise<void>): Promise<Answer> {
    await one.hold(place);
    const arrival = one.arrival();
    const answer = write();
    await Promise.race([arrival, answer.then(({ status }) => expect.fail(`answered ${status} before it was held`))]);
    await task();
    one.release();
    return answer;
  }

  it('answers a GET with 200 and a tag, with 304 to a client that has it, and with 404 where nothing is', async () => {
    const { 'If-Match': etag } = await created('read');
    const first = await other.get('read');
    expect(first).to.deep.include({ status: 200, etag });
    expect(first.body).to.include({ slug: 'read', title: 'First' });
    expect(await other.get('read', { 'If-None-Match': etag })).to.deep.include({ status: 304, etag });
    expect((await other.get('nothing')).status).to.equal(404);
  });

  it('answers a PUT of the current version with 200 and the next tag, and of a stale one with 412', async () => {
    const first = await created('written');
    const second = await one.put('written', 'Second', first);
    expect(second.status).to.equal(200);
    expect(second.etag).to.not.equal(first['If-Match']);
    expect((await other.put('written', 'Stale', first)).status).to.equal(412);
    expect((await other.put('written', 'Third', { 'If-Match': String(second.etag) })).status).to.equal(200);
    expect(await titleOf('written')).to.equal('Third');
  });

  it('answers two PUTs at once in one process with 200 and 412', async () => {
    const first = await created('one-process');
    const answers = await Promise.all(['A', 'B'].map((title) => one.put('one-process', title, first)));
    expect(statuses(answers)).to.deep.equal([200, 412]);
  });

  for (const place of READ_FIRST.includes(recipe) ? (['checked', 'read'] as const) : (['checked'] as const)) {
    describe(`for two processes, when both have ${place}`, () => {
      it('fault 45: answers the slower of two PUTs with 412', async () => {
        const first = await created(`changed-${place}`);
        const held = await meanwhile(
          place,
          () => one.put(`changed-${place}`, 'Slower', first),
          async () => {
            expect((await other.put(`changed-${place}`, 'Faster', first)).status).to.equal(200);
          },
        );
        expect(held.status).to.equal(412);
        expect(await titleOf(`changed-${place}`)).to.equal('Faster');
      });

      it('fault 47: answers a PUT whose article was deleted meanwhile with 412, and makes none anew', async () => {
        const first = await created(`deleted-${place}`);
        const held = await meanwhile(
          place,
          () => one.put(`deleted-${place}`, 'Late', first),
          async () => {
            expect((await other.delete(`deleted-${place}`, first)).status).to.equal(204);
          },
        );
        expect(held.status).to.equal(412);
        expect((await other.get(`deleted-${place}`)).status).to.equal(404);
      });

      it('answers a PUT whose article was deleted and made anew meanwhile with 412', async () => {
        const first = await created(`anew-${place}`);
        const held = await meanwhile(
          place,
          () => one.put(`anew-${place}`, 'Late', first),
          async () => {
            await other.delete(`anew-${place}`, first);
            expect((await other.put(`anew-${place}`, 'Anew', CREATE_ONLY)).status).to.equal(201);
          },
        );
        expect(held.status).to.equal(412);
        expect(await titleOf(`anew-${place}`)).to.equal('Anew');
      });
    });
  }

  it('answers a DELETE whose article was changed meanwhile with 412, and leaves it', async () => {
    const first = await created('kept');
    const held = await meanwhile(
      'checked',
      () => one.delete('kept', first),
      async () => {
        expect((await other.put('kept', 'Faster', first)).status).to.equal(200);
      },
    );
    expect(held.status).to.equal(412);
    expect(await titleOf('kept')).to.equal('Faster');
  });

  it('answers a DELETE whose article was deleted meanwhile with 412', async () => {
    const first = await created('deleted-twice');
    const held = await meanwhile(
      'checked',
      () => one.delete('deleted-twice', first),
      async () => {
        expect((await other.delete('deleted-twice', first)).status).to.equal(204);
      },
    );
    expect(held.status).to.equal(412);
  });

  it('answers the slower of two creations with 412', async () => {
    const held = await meanwhile(
      'checked',
      () => one.put('made-twice', 'Slower', CREATE_ONLY),
      async () => {
        expect((await other.put('made-twice', 'Faster', CREATE_ONLY)).status).to.equal(201);
      },
    );
    expect(held.status).to.equal(412);
    expect(await titleOf('made-twice')).to.equal('Faster');
  });

  it('fault 43: gives an article that is made anew a tag that no earlier one had', async () => {
    const first = await created('returned');
    expect((await one.delete('returned', first)).status).to.equal(204);
    const again = await created('returned');
    expect(again['If-Match']).to.not.equal(first['If-Match']);
    expect((await one.get('returned', { 'If-None-Match': first['If-Match'] })).status).to.equal(200);
    expect((await one.put('returned', 'Late', first)).status).to.equal(412);
  });

  it('answers a DELETE without a precondition with 428, and of nothing with 404 or 412', async () => {
    await created('unconditional');
    expect((await one.delete('unconditional', {})).status).to.equal(428);
    expect((await one.delete('absent', { 'If-Match': '"1"' })).status).to.equal(412);
    expect((await one.delete('absent', CREATE_ONLY)).status).to.equal(404);
  });
}

function statuses(answers: readonly Answer[]): number[] {
  return answers.map(({ status }) => status).sort();
}
