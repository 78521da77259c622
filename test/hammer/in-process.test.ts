import { expect } from 'chai';
import { ArticleProcess } from './article-process';
import { Counters } from './counters';
import { expectAllCounted } from './expect-all-counted';
import { type Client, strikeOnce } from './hammer';
import { protections } from './protection';

const CLIENTS = 500;
/** Five clients count in each, all at the same time. */
const ARTICLES = 100;

for (const framework of ['koa', 'express']) {
  describe(`${CLIENTS} clients of one process on ${framework} that count`, () => {
    let counters: Counters;
    let server: ArticleProcess;
    before(async () => {
      counters = await Counters.open();
      server = await ArticleProcess.start({ DATABASE: counters.file, FRAMEWORK: framework });
    });
    after(async () => {
      await server?.kill();
      await counters?.remove();
    });
    afterEach(async () => expect(await server.keys(), 'keys that are kept').to.equal(0));

    it('lose updates with neither guard nor check', async () => {
      await counters.create('nothing');
      expect(await strikeTogether('nothing', 'held')).to.equal(CLIENTS);
      expect(await counters.value('nothing')).to.equal(1);
    });

    for (const { name, sentence, waiting } of protections) {
      it(`are accepted once if they write over one version at the same time, ${sentence}`, async () => {
        await counters.create(name);
        expect(await strikeTogether(name, waiting)).to.equal(1);
        expect(await counters.value(name)).to.equal(1);
      });

      it(`are accepted as often as the numbers say, ${sentence}`, async () => {
        const names = Array.from({ length: ARTICLES }, (_, index) => `${name}-${index}`);
        await expectAllCounted(CLIENTS, counters, names, (each) => clientsOf(each, CLIENTS / ARTICLES));
      });
    }

    /** No update goes on before all have asked for their turn, or are held: they have passed the check of `If-Match`. */
    async function strikeTogether(name: string, waiting: 'asked' | 'held'): Promise<number> {
      const striking = strikeOnce(clientsOf(name, CLIENTS));
      await server.happenings.until(`${waiting} ${name}`, CLIENTS);
      server.letGo(name);
      return striking;
    }

    function clientsOf(name: string, count: number): [Client, ...Client[]] {
      return Array.from({ length: count }, () => ({ port: server.port, name })) as [Client, ...Client[]];
    }
  });
}
