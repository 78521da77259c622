import { expect } from 'chai';
import { describeEvaluation } from 'routing-controllers-etag';
import { warnings } from '../stores/warnings';
import { inEachSetup } from './app';
import { endedRequests } from './diagnostics.cases';
import { EndsController, guard, NamesController, store } from './diagnostics-controller';
import { observedEvents } from './observed-events';

const { EVALUATION_REASONS } =
  require('../../../dist/web/evaluation-sentence.js') as typeof import('../../dist/web/evaluation-sentence');

/** The reasons that take more than one request; each has a test of its own below. */
const OF_SEVERAL_REQUESTS = ['unstable-tag', 'not-touched'];

describe('the event of a request', () => {
  const events = observedEvents();

  before(() => void warnings());

  it('has a test for each reason', () => {
    const tested = new Set<string>([...endedRequests.map(({ reason }) => reason), ...OF_SEVERAL_REQUESTS]);
    expect([...tested].sort()).to.deep.equal([...EVALUATION_REASONS].sort());
  });

  inEachSetup({ controllers: [EndsController], conditionalRequests: { guard, versions: store } }, (app) => {
    before(async () => void (await store.mark(['marked'])));

    for (const { request, fields = {}, status, reason, field, sentence, withoutEnvelope } of endedRequests) {
      if (withoutEnvelope && app.setup.envelope) continue;
      const sent = Object.entries(fields).map(([name, value]) => `, ${name}: ${String(value).slice(0, 40)}`);
      it(`${request}${sent.join('')}: ${status}, ${reason}`, async () => {
        const [method = '', path = ''] = request.split(' ');
        const away = path.endsWith('away') ? new Error('away') : undefined;
        Object.assign(store.failures, { read: away, mark: away });
        try {
          expect((await app.send(method, path, fields)).status).to.equal(status);
        } finally {
          Object.assign(store.failures, { read: undefined, mark: undefined });
        }
        expect(events).to.have.length(1);
        const [event] = events;
        expect(event).to.include({ method, path, route: path, status, reason, field });
        expect(event?.action).to.match(/^EndsController\.\w+$/);
        const text = describeEvaluation(event as never);
        if (typeof sentence === 'string') expect(text).to.equal(sentence);
        else expect(text).to.match(sentence);
      });
    }

    it('names a tag that differs at each request although the content is the same', async () => {
      expect(await readAgain(4)).to.deep.equal(['no-condition', 'tag-differs', 'unstable-tag', 'unstable-tag']);
      expect(describeEvaluation(events[3] as never)).to.contain('look for a clock');
    });

    it('does so of a content that is sent in parts', async () => {
      expect((await readAgain(4, '/ends/unstable-stream')).at(-1)).to.equal('unstable-tag');
    });

    it('suspects no tag that differs after a write', async () => {
      const write = () => app.send('PUT', '/ends/tagged');
      expect(await readAgain(4, '/ends/unstable?written', write)).not.to.include('unstable-tag');
    });

    /** Reads as a browser does, with the last tag. */
    async function readAgain(
      times: number,
      path = '/ends/unstable',
      between: () => Promise<unknown> = () => Promise.resolve(),
    ) {
      let fields: Record<string, string> = {};
      for (let time = 0; time < times; time++) {
        const { headers } = await app.send('GET', path, fields);
        fields = { 'If-None-Match': headers.etag as string };
        await between();
      }
      return events.filter(({ method }) => method === 'GET').map(({ reason }) => reason);
    }

    it('names an action by its symbol', async () => {
      expect((await app.send('GET', '/ends/symbol', { 'If-None-Match': '"4"' })).status).to.equal(304);
      expect((await app.send('PUT', '/ends/symbol', { 'If-Match': '"4"' })).status).to.equal(200);
      expect(events.map(({ action }) => action)).to.deep.equal([
        'EndsController.Symbol(symbol)',
        'EndsController.Symbol(plain symbol)',
      ]);
    });

    it('holds the tags and dates, and nothing that is secret', async () => {
      const secrets = { Cookie: 'secret', Authorization: 'secret' };
      await app.send('PUT', '/ends/tagged?key=secret', { ...secrets, 'If-Match': '"4"' }, '{"text":"secret"}');
      expect(events[0]?.sent).to.deep.include({ ifMatch: '"4"', ifNoneMatch: undefined });
      expect(events[0]?.current).to.deep.equal({ etag: '"4"', lastModified: 'Wed, 01 May 2024 12:00:00 GMT' });
      expect(JSON.stringify(events)).not.to.contain('secret');
    });

    it('counts the bytes that are sent, and those that a 304 has spared', async () => {
      const { body, headers } = await app.send('GET', '/ends/tagged?bytes');
      await app.send('GET', '/ends/tagged?bytes', { 'If-None-Match': headers.etag as string });
      expect(events.map(({ bytes }) => bytes)).to.deep.equal([body.length, 0]);
      expect(events.map(({ bytesNotSent }) => bytesNotSent)).to.deep.equal([undefined, body.length]);
    });

    it('tells how long a write has waited, and of other requests nothing', async () => {
      await app.send('PUT', '/ends/tagged', { 'If-Match': '"4"' });
      await app.send('GET', '/ends/tagged');
      expect(events[0]?.waited).to.be.a('number').and.at.least(0);
      expect(events[1]?.waited).to.equal(undefined);
    });
  });

  inEachSetup(
    { controllers: [NamesController], conditionalRequests: { versions: NamesController.versions } },
    (app) => {
      it('names a write without @Touches, and none that has touched', async () => {
        for (const method of ['GET', 'PUT', 'GET', 'POST', 'GET', 'DELETE']) await app.send(method, '/names/kept');
        expect(events.map(({ method, reason }) => `${method} ${reason}`)).to.deep.equal([
          'GET no-condition',
          'PUT no-condition',
          'GET no-condition',
          'POST no-condition',
          'GET no-condition',
          'DELETE not-touched',
        ]);
      });
    },
  );

  inEachSetup({ controllers: [EndsController], conditionalRequests: { unevaluated: 'refuse' } }, (app) => {
    it('says of a write that is refused unevaluated that nothing evaluates it', async () => {
      const { status } = await app.send('PUT', '/ends/plain', { 'If-Match': '"4"' });
      expect(status).to.equal(412);
      expect(events[0]).to.include({ status: 412, reason: 'not-evaluated' });
    });
  });
});
