import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect } from 'chai';
import { BadRequestError, Delete, Get, JsonController, Param, Patch, Post, Put } from 'routing-controllers';
import { ETag, MemoryVersions, PreconditionRequired, Touches, versionOf } from 'routing-controllers-etag';
import { fastly } from 'routing-controllers-etag/cdn';
import { parseList } from 'structured-headers';
import { inEachSetup, onlyOn, withoutEnvelope } from '../controllers/app';
import { type Exchange, InExchange } from '../controllers/exchange';
import type { Answer } from '../request';
import { Gate } from '../stores/gate';
import { warnings } from '../stores/warnings';
import { WatchedStore } from '../stores/watched-store';
import { lint } from './lint';
import { Purges, purgeEvents } from './purges';

const purges = new Purges();
const memory = new MemoryVersions();
const store = new WatchedStore(() => memory);
const gate = new Gate();

const touched = () => Touches((id: string) => [`article:${id}`, 'articles']);

@JsonController('/articles/:id')
class ArticleController {
  @Get()
  @ETag(versionOf((id: string) => [`article:${id}`]))
  show(@Param('id') id: string) {
    return { id };
  }

  /** A read with a side effect, such as a counter of its readers. */
  @Get('/counted')
  @touched()
  counted(@Param('id') id: string) {
    return { id };
  }

  @Put()
  @touched()
  save(@Param('id') id: string) {
    return { id };
  }

  @Patch()
  @ETag(versionOf((id: string) => [`article:${id}`]))
  @PreconditionRequired()
  @touched()
  change(@Param('id') id: string) {
    return { id };
  }

  @Delete()
  @touched()
  remove(@Param('id') id: string) {
    throw new BadRequestError(`${id} cannot be removed`);
  }

  @Post('/at-the-gate')
  @touched()
  async atTheGate(@Param('id') id: string) {
    await gate.pass('action');
    return { id };
  }

  @Post('/sends')
  @touched()
  async sends(@Param('id') id: string, @InExchange() exchange: Exchange) {
    exchange.answer({ id });
    await gate.pass('action');
    return exchange.answered;
  }

  @Post('/streams')
  @touched()
  async streams(@Param('id') id: string) {
    return Readable.from([`{"id":"${id}",`, '"rest":"', 'x'.repeat(200_000), '"}'].map((each) => Buffer.from(each)));
  }

  @Post('/waits-for-itself')
  @touched()
  async waitsForItself(@Param('id') id: string, @InExchange() exchange: Exchange) {
    exchange.raw.writeHead(201, { 'X-Own': 'head' });
    exchange.raw.write('{"id":');
    exchange.raw.end(`"${id}"}`);
    await finished(exchange.raw);
    return exchange.raw;
  }
}

const sharedCache = { cacheGroups: true, tags: fastly, hashed: false, purge: purges.purge, purgeAgain: false } as const;

const options = { controllers: [ArticleController], conditionalRequests: { versions: store, sharedCache } };

const onExpress = onlyOn('express', 'its middleware cannot wait for inner middleware');

function invalidated({ headers }: Answer): unknown {
  const field = headers['cache-group-invalidation'];
  return field === undefined ? undefined : parseList(String(field)).map(([name]) => name);
}

/** Whether an answer has arrived. */
function arrival(answer: Promise<Answer>): { come: boolean } {
  const state = { come: false };
  void answer.then(() => {
    state.come = true;
  });
  return state;
}

describe('a write with @Touches under sharedCache', () => {
  const events = purgeEvents();
  beforeEach(() => {
    purges.reset();
    store.reset();
    gate.reset();
  });

  inEachSetup(options, (app) => {
    it('sends Cache-Group-Invalidation with the names that it has touched (RFC 9875, section 3)', async () => {
      const answer = await app.send('PUT', '/articles/7');
      expect(answer.status).to.equal(200);
      expect(invalidated(answer)).to.deep.equal(['article:7', 'articles']);
      expect(answer.headers['cache-groups']).to.equal(undefined);
      expect(answer.headers['surrogate-key']).to.equal(undefined);
    });

    it('sends it and purges also if the action fails after it has begun', async () => {
      const answer = await app.send('DELETE', '/articles/7');
      expect(answer.status).to.equal(400);
      expect(invalidated(answer)).to.deep.equal(['article:7', 'articles']);
      expect(purges.list).to.deep.equal(['purge article:7 articles', 'purged article:7 articles']);
    });

    it('follows the rules of httplint, also on errors and with safe methods', async () => {
      for (const [method, path] of [
        ['PUT', '/articles/7'],
        ['DELETE', '/articles/7'],
        ['PATCH', '/articles/7'],
        ['GET', '/articles/7/counted'],
      ] as const) {
        expect(lint(method, (await app.send(method, path)).headers), method).to.deep.equal([]);
      }
    });

    it('sends and purges nothing if it is refused before the action', async () => {
      for (const [fields, status] of [
        [{}, 428],
        [{ 'If-Match': '"other"' }, 412],
      ] as const) {
        const answer = await app.send('PATCH', '/articles/7', fields);
        expect(answer.status).to.equal(status);
        expect(invalidated(answer)).to.equal(undefined);
      }
      expect(purges.list).to.deep.equal([]);
    });

    it('never sends it with a safe method, but purges', async () => {
      const answer = await app.send('GET', '/articles/7/counted');
      expect(answer.status).to.equal(200);
      expect(invalidated(answer)).to.equal(undefined);
      expect(purges.list).to.deep.equal(['purge article:7 articles', 'purged article:7 articles']);
    });

    it('purges after its marks are settled, and is answered after the purge has ended', async () => {
      const letGo = purges.hold();
      const answer = app.send('PUT', '/articles/7');
      const state = arrival(answer);
      await purges.happenings.until('purge article:7 articles');
      expect(store.happenings.list.slice(-2)).to.deep.equal(['settling', 'settled']);
      expect((await app.send('GET', '/articles/7')).headers.etag).to.be.a('string');
      expect(state.come).to.equal(false);
      letGo();
      expect((await answer).status).to.equal(200);
      expect(purges.list.at(-1)).to.equal('purged article:7 articles');
    });

    it('gives up its turn before it waits for the purge', async () => {
      const { headers } = await app.send('GET', '/articles/7');
      const letGo = purges.hold();
      const first = app.send('PATCH', '/articles/7', { 'If-Match': String(headers.etag) });
      await purges.happenings.until('purge article:7 articles');
      expect((await app.send('PATCH', '/articles/7', { 'If-Match': String(headers.etag) })).status).to.equal(412);
      letGo();
      expect((await first).status).to.equal(200);
    });

    it('merges the purges of writes that end during a purge', async () => {
      const letGo = purges.hold();
      const first = app.send('PUT', '/articles/1');
      await purges.happenings.until('purge article:1 articles');
      const others = ['2', '3', '4'].map((id) => app.send('PUT', `/articles/${id}`));
      await store.happenings.until('settled', 4);
      letGo();
      await Promise.all([first, ...others]);
      const calls = purges.list.filter((each) => each.startsWith('purge '));
      expect(calls.length).to.be.within(2, 3);
      expect(new Set(calls.slice(1).flatMap((each) => each.split(' ').slice(1)))).to.deep.equal(
        new Set(['articles', 'article:2', 'article:3', 'article:4']),
      );
    });

    it('succeeds if the purge fails: it is retried, and after three attempts an event is published', async () => {
      purges.failing = 2;
      expect((await app.send('PUT', '/articles/7')).status).to.equal(200);
      expect(purges.list).to.deep.equal([...Array(3).fill('purge article:7 articles'), 'purged article:7 articles']);
      expect(events).to.deep.equal([]);

      purges.reset();
      purges.failing = 3;
      const told = warnings();
      expect((await app.send('PUT', '/articles/7')).status).to.equal(200);
      expect(purges.list).to.deep.equal(Array(3).fill('purge article:7 articles'));
      const [event] = events;
      expect(event).to.deep.include({ code: 'ETAG_PURGE_FAILED', tags: ['article:7', 'articles'], attempts: 3 });
      const { message } = await told.first('ETAG_PURGE_FAILED');
      expect(message).to.contain('A purge of 2 tags failed 3 times').and.to.contain('Error: the cache is down');
    });

    it('purges also if a mark cannot be settled', async () => {
      store.failures.settle = new Error('the store is down');
      // The names stay marked in this store.
      expect((await app.send('PUT', '/articles/unsettled')).status).to.equal(200);
      expect(purges.list.at(-1)).to.equal('purged article:unsettled articles');
    });

    it('purges also if its client has left', async () => {
      const aborted = new AbortController();
      const sent = fetch(`${app.origin}/articles/7/at-the-gate`, { method: 'POST', signal: aborted.signal });
      await gate.entered('action');
      aborted.abort();
      await sent.catch(() => {});
      gate.open('action');
      await purges.happenings.until('purged article:7 articles');
    });

    app.where(withoutEnvelope, () => {
      it('streams its response after the purge has ended', async () => {
        const letGo = purges.hold();
        const answer = app.send('POST', '/articles/7/streams');
        const state = arrival(answer);
        await purges.happenings.until('purge article:7 articles');
        expect(state.come).to.equal(false);
        letGo();
        const { status, body, ...rest } = await answer;
        expect(status, body).to.equal(200);
        expect(JSON.parse(body).rest).to.have.length(200_000);
        expect(invalidated({ status, body, ...rest })).to.deep.equal(['article:7', 'articles']);
      });

      app.where(onExpress, () => {
        it('is held back also if the action sends its response itself', async () => {
          const letGo = purges.hold();
          const answer = app.send('POST', '/articles/7/sends');
          const state = arrival(answer);
          await gate.letThrough('action');
          await purges.happenings.until('purge article:7 articles');
          expect(state.come).to.equal(false);
          letGo();
          expect((await answer).status).to.equal(200);
        });
      });
    });
  });
});

describe('a write whose transaction commits when its response is sent', () => {
  beforeEach(() => {
    purges.reset();
    store.reset();
    gate.reset();
  });

  /** Middleware of Express that commits before the response ends, such as that of a session. */
  const committing = (_req: unknown, res: { end: (...args: unknown[]) => unknown }, next: () => void) => {
    const { end } = res;
    res.end = (...args) => {
      void gate.pass('commit').then(() => {
        store.happenings.add('committed');
        end.apply(res, args);
      });
      return res;
    };
    next();
  };

  inEachSetup(
    { ...options, use: [committing] },
    (app) => {
      it('purges after the commit', async () => {
        const answer = app.send('PUT', '/articles/7');
        await gate.entered('commit');
        expect(purges.list).to.deep.equal([]);
        gate.open('commit');
        expect((await answer).status).to.equal(200);
        expect(store.happenings.list.slice(-3)).to.deep.equal(['committed', 'settling', 'settled']);
        expect(purges.list).to.deep.equal(['purge article:7 articles', 'purged article:7 articles']);
      });
    },
    onExpress,
  );
});

describe('a purge that takes too long', () => {
  const events = purgeEvents();
  beforeEach(() => purges.reset());

  const slow = { ...sharedCache, purgeTimeout: 50 };
  inEachSetup({ ...options, conditionalRequests: { versions: memory, sharedCache: slow } }, (app) => {
    it('holds the response back for at most purgeTimeout', async () => {
      purges.hold();
      const told = warnings();
      expect((await app.send('PUT', '/articles/7')).status).to.equal(200);
      // On Express the response and the purge time out at the same moment.
      expect((await told.first('ETAG_PURGE_FAILED')).message).to.contain('It took longer than 50 ms');
      const failed = events.find(({ code }) => code === 'ETAG_PURGE_FAILED');
      expect(failed).to.deep.include({ tags: ['article:7', 'articles'], attempts: 1 });
    });

    it('does not block later purges', async () => {
      purges.hold();
      await app.send('PUT', '/articles/7');
      purges.held = Promise.resolve();
      expect((await app.send('PUT', '/articles/8')).status).to.equal(200);
      await purges.happenings.until('purged article:8 articles');
    });

    app.where(withoutEnvelope, () => {
      app.where(onExpress, () => {
        it('delays an action that waits for the end of its own response by at most purgeTimeout', async () => {
          const { status, headers, body } = await app.send('POST', '/articles/7/waits-for-itself');
          expect(status).to.equal(201);
          expect(headers['x-own']).to.equal('head');
          expect(JSON.parse(body)).to.deep.equal({ id: '7' });
        });
      });
    });
  });
});

describe('a purge behind one that takes too long', () => {
  beforeEach(() => purges.reset());

  // On a busy machine, the second write may need some time to get behind the first.
  const slow = { ...sharedCache, purgeTimeout: 500 };
  inEachSetup({ ...options, conditionalRequests: { versions: memory, sharedCache: slow } }, (app) => {
    it('holds the response back for at most purgeTimeout, and warns', async () => {
      purges.hold();
      const told = warnings();
      const first = app.send('PUT', '/articles/7');
      await purges.happenings.until('purge article:7 articles');
      expect((await app.send('PUT', '/articles/8')).status).to.equal(200);
      expect((await first).status).to.equal(200);
      expect((await told.first('ETAG_PURGE_LATE')).message).to.contain('A write was answered after 500 ms');
      await purges.happenings.until('purge article:8 articles');
    });
  });
});

describe('purgeInBackground', () => {
  beforeEach(() => purges.reset());

  const inBackground = { ...sharedCache, purgeInBackground: true };
  inEachSetup({ ...options, conditionalRequests: { versions: memory, sharedCache: inBackground } }, (app) => {
    it('answers the write before the purge has ended', async () => {
      const letGo = purges.hold();
      expect((await app.send('PUT', '/articles/7')).status).to.equal(200);
      await purges.happenings.until('purge article:7 articles');
      expect(purges.list).not.to.include('purged article:7 articles');
      letGo();
      await purges.happenings.until('purged article:7 articles');
    });
  });
});

describe('hashed names, the default', () => {
  beforeEach(() => purges.reset());

  const { hashed: _, ...byDefault } = sharedCache;
  inEachSetup({ ...options, conditionalRequests: { versions: memory, sharedCache: byDefault } }, (app) => {
    it('a write purges the tag that its reads carry, and its groups are theirs', async () => {
      const read = await app.send('GET', '/articles/7');
      const tag = String(read.headers['surrogate-key']);
      expect(tag).to.match(/^[0-9a-f]{16}$/);
      expect(parseList(String(read.headers['cache-groups'])).map(([name]) => name)).to.deep.equal([tag]);
      const write = await app.send('PUT', '/articles/7');
      expect(invalidated(write)).to.include(tag);
      expect(purges.list[0]?.split(' ')).to.include(tag);
    });
  });
});

describe('sharedCache without a purge', () => {
  const { purge: _, ...rest } = sharedCache;
  inEachSetup({ ...options, conditionalRequests: { versions: memory, sharedCache: rest } }, (app) => {
    it('sends Cache-Group-Invalidation', async () => {
      expect(invalidated(await app.send('PUT', '/articles/7'))).to.deep.equal(['article:7', 'articles']);
    });
  });
});
