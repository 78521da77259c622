import { expect } from 'chai';
import {
  Delete,
  Get,
  HeaderParam,
  HttpError,
  JsonController,
  NotFoundError,
  Param,
  Post,
  Put,
} from 'routing-controllers';
import { ETag, LastModified, Touches, type VersionStore, versionOf } from 'routing-controllers-etag';
import { App, plainSetup } from '../controllers/app';
import { RawClient } from '../raw-client';
import type { Answer, Fields } from '../request';
import { Gate } from '../stores/gate';
import { WatchedStore } from './watched-store';

const gate = new Gate();
const ran: string[] = [];
let text = 'old';

const namesOf = (id: number) => [`article:${id}`, 'authors'];

@JsonController('/articles')
class ArticleController {
  private readonly collection = 'articles';

  @Get()
  @ETag(
    versionOf(function (this: ArticleController) {
      return Promise.resolve(this.collection);
    }),
  )
  list(): object {
    ran.push('list');
    return {};
  }

  @Post()
  @Touches(function (this: ArticleController) {
    return Promise.resolve(this.collection);
  })
  create(): object {
    return {};
  }

  @Get('/many')
  @ETag(versionOf(() => Array.from({ length: 500 }, (_, index) => `article:${index}`)))
  many(): object {
    return {};
  }

  @Get('/nobody')
  @ETag(versionOf(() => null))
  nobody(): object {
    throw new NotFoundError('no article');
  }

  @Get('/:id')
  @ETag(versionOf(namesOf))
  async show(@Param('id') _id: number, @HeaderParam('X-Name') name: string): Promise<object> {
    ran.push('show');
    const read = text;
    if (name !== undefined) await gate.pass(name);
    return { text: read };
  }

  @Get('/:id/dated')
  @ETag(versionOf((id: number) => `article:${id}`))
  @LastModified(() => Date.UTC(1994, 10, 6, 8, 49, 37))
  dated(@Param('id') _id: number): object {
    ran.push('dated');
    return {};
  }

  /** Waits before and after it makes its change. */
  @Put('/:id')
  @ETag(versionOf(namesOf))
  @Touches((id: number) => [`article:${id}`, 'articles'])
  async update(@Param('id') _id: number, @HeaderParam('X-Text') change: string): Promise<object> {
    ran.push('update');
    await gate.pass('before');
    text = change;
    await gate.pass('after');
    return {};
  }

  @Put('/:id/unnamed')
  @ETag(versionOf(namesOf))
  unnamed(@Param('id') _id: number): object {
    ran.push('unnamed');
    return {};
  }

  @Delete('/:id')
  @Touches((id: number) => [`article:${id}`])
  remove(@Param('id') _id: number, @HeaderParam('X-Status') status: number): object {
    ran.push('remove');
    throw new HttpError(status, 'no');
  }

  @Post('/:id/comments')
  comment(): object {
    return {};
  }
}

/** What of a write has happened when a read begins that is answered after the write. */
const races = [
  { when: 'before the write', tagged: false },
  { when: 'before the change is made', tagged: false },
  { when: 'when the change is made, and the names are not settled yet', tagged: false },
] as const;

/** A version that cannot be told exists: `*` matches it, and nobody knows whether a tag does. */
const whileMarked: readonly {
  readonly rule: string;
  readonly fields: Fields;
  readonly status: number;
  readonly message?: RegExp;
}[] = [
  { rule: 'what exists is not created', fields: { 'If-None-Match': '*' }, status: 412, message: /already exists/ },
  { rule: 'what exists passes', fields: { 'If-Match': '*' }, status: 200 },
  { rule: 'nobody knows the tag', fields: { 'If-Match': '"any"' }, status: 503, message: /try again/ },
  { rule: 'nobody knows the tags', fields: { 'If-Match': '"any", "other"' }, status: 503 },
  { rule: 'nobody knows whether it has another tag', fields: { 'If-None-Match': '"any"' }, status: 503 },
  { rule: 'no weak tag passes, whatever the version is', fields: { 'If-Match': 'W/"any"' }, status: 412 },
  { rule: 'a malformed field fails closed', fields: { 'If-Match': 'any' }, status: 412, message: /malformed/ },
  { rule: 'without a condition', fields: {}, status: 200 },
];

/** What `versionOf` and `@Touches` do on every store. */
export function describeVersionedActions(makeStore: () => VersionStore): void {
  const store = new WatchedStore(makeStore);
  const app = new App(plainSetup, { controllers: [ArticleController], conditionalRequests: { versions: store } });
  before(() => app.start());
  after(() => app.stop());
  beforeEach(() => {
    gate.reset();
    store.reset();
    ran.length = 0;
    text = 'old';
  });

  describe('versionOf', () => {
    it('a client that is up to date gets a 304, and the action is not run', async () => {
      const tag = await tagOf('/articles/1');
      ran.length = 0;
      const answer = await app.send('GET', '/articles/1', { 'If-None-Match': tag });
      expect([answer.status, answer.headers.etag, answer.headers['cache-control']]).to.deep.equal([
        304,
        tag,
        'max-age=0',
      ]);
      expect((await app.send('HEAD', '/articles/1')).headers.etag).to.equal(tag);
      expect(ran).to.deep.equal(['show']);
    });

    it('the versions of all names are asked for at once: before the action, and again when it has ended', async () => {
      await tagOf('/articles/1');
      expect(store.happenings.list).to.deep.equal(['read', 'read']);
    });

    for (const [touched, path, changes] of [
      ['article:1', '/articles/1', true],
      ['authors', '/articles/1', true],
      ['article:2', '/articles/1', false],
      ['articles', '/articles', true],
      ['article:499', '/articles/many', true],
    ] as const) {
      it(`${path} has ${changes ? 'another' : 'the same'} tag when ${touched} has been touched`, async () => {
        const tag = await tagOf(path);
        await makeStore().touch(touched);
        const { status } = await app.send('GET', path, { 'If-None-Match': tag });
        expect(status).to.equal(changes ? 200 : 304);
      });
    }

    it('the tag of many names is as short as that of two', async () => {
      expect((await tagOf('/articles/many')).length).to.equal((await tagOf('/articles/1')).length);
    });

    it('no names stand for no representation', async () => {
      const answer = await app.send('GET', '/articles/nobody', { 'If-Match': '*' });
      expect([answer.status, answer.headers.etag]).to.deep.equal([404, undefined]);
    });

    it('while a name is marked, a read is answered without validators, whatever the client has', async () => {
      const tag = await tagOf('/articles/1/dated');
      const mark = await store.mark(['article:1']);
      for (const fields of [
        {},
        { 'If-None-Match': tag },
        { 'If-None-Match': '*' },
        { 'If-Modified-Since': 'Sun, 06 Nov 1994 08:49:37 GMT' },
        { 'If-Match': tag },
      ] as Fields[]) {
        const { status, headers } = await app.send('GET', '/articles/1/dated', fields);
        expect([status, headers.etag, headers['last-modified'], headers['cache-control']]).to.deep.equal([
          200,
          undefined,
          undefined,
          'max-age=0',
        ]);
      }
      await mark.settle();
      expect(await tagOf('/articles/1/dated')).not.to.equal(tag);
    });

    for (const { rule, fields, status, message } of whileMarked) {
      it(`while a name is marked, ${rule}: ${JSON.stringify(fields)} -> ${status} (fault 1)`, async () => {
        const mark = await store.mark(['authors']);
        ran.length = 0;
        const answer = await app.send('PUT', '/articles/1/unnamed', fields);
        expect([answer.status, answer.headers['retry-after']]).to.deep.equal([
          status,
          status === 503 ? '1' : undefined,
        ]);
        if (message !== undefined) expect(answer.body).to.match(message);
        expect(ran).to.deep.equal(status === 200 ? ['unnamed'] : []);
        await mark.settle();
      });
    }
  });

  describe('@Touches', () => {
    it('the names of the action have new versions when its response is there', async () => {
      const tags = [await tagOf('/articles/1'), await tagOf('/articles/2'), await tagOf('/articles')];
      const answer = app.send('PUT', '/articles/1', { 'X-Text': 'new', 'If-Match': tags[0] as string });
      await gate.letThrough('before', 'after');
      expect((await answer).status).to.equal(200);
      const after = [await tagOf('/articles/1'), await tagOf('/articles/2'), await tagOf('/articles')];
      expect(after.map((tag, index) => tag === tags[index])).to.deep.equal([false, true, false]);
      expect(store.happenings.list).to.include('mark article:1 articles');
    });

    it('with the tag that it has read, a client changes what it has read, once', async () => {
      const tag = await tagOf('/articles/1');
      const first = app.send('PUT', '/articles/1', { 'X-Text': 'new', 'If-Match': tag });
      await gate.letThrough('before', 'after');
      expect((await first).status).to.equal(200);
      expect((await app.send('PUT', '/articles/1', { 'X-Text': 'newer', 'If-Match': tag })).status).to.equal(412);
      expect(ran.filter((each) => each === 'update')).to.have.length(1);
    });

    it('one name is enough, and it can be promised', async () => {
      const tag = await tagOf('/articles');
      await app.send('POST', '/articles');
      expect(await tagOf('/articles')).not.to.equal(tag);
    });

    it('the names are settled before the response is sent', async () => {
      let settle = () => {};
      store.held = new Promise((resolve) => {
        settle = resolve;
      });
      const client = await RawClient.connect(app.port);
      client.send({ target: 'POST /articles', fields: {} });
      await store.happenings.until('settling');
      await app.send('POST', '/articles/1/comments');
      expect(client.received).to.equal('');
      settle();
      await store.happenings.until('settled');
      client.leave();
    });

    it('also when the client has gone', async () => {
      const tag = await tagOf('/articles/1');
      const client = await RawClient.connect(app.port);
      client.send({ target: 'PUT /articles/1', fields: { 'X-Text': 'new' } });
      await gate.entered('before');
      client.leave();
      await gate.letThrough('before', 'after');
      await store.happenings.until('settled');
      expect(text).to.equal('new');
      expect(await tagOf('/articles/1')).not.to.equal(tag);
    });

    for (const status of [404, 500]) {
      it(`also when the action has failed (${status}): it may have made a part of the change`, async () => {
        const tag = await tagOf('/articles/1');
        expect((await app.send('DELETE', '/articles/1', { 'X-Status': String(status) })).status).to.equal(status);
        expect(await tagOf('/articles/1')).not.to.equal(tag);
      });
    }

    it('nothing is marked for a write that is refused', async () => {
      const tag = await tagOf('/articles/1');
      expect((await app.send('PUT', '/articles/1', { 'If-Match': '"other"' })).status).to.equal(412);
      expect(await tagOf('/articles/1')).to.equal(tag);
      expect(store.happenings.list).not.to.include('mark article:1 articles');
    });

    it('the names are marked before the action runs', async () => {
      const answer = app.send('PUT', '/articles/1', { 'X-Text': 'new' });
      await gate.entered('before');
      expect(store.happenings.list).to.deep.equal(['mark article:1 articles']);
      await gate.letThrough('before', 'after');
      await answer;
    });
  });

  describe('a read that races a write and is answered after it', () => {
    for (const { when, tagged } of races) {
      it(`never gets the new tag with the old text: begun ${when}`, async () => {
        const begun: Promise<Answer>[] = [];
        const read = async (now: string) => {
          if (now !== when) return;
          begun.push(app.send('GET', '/articles/1', { 'X-Name': 'reader' }));
          await gate.entered('reader');
        };
        await read(races[0].when);
        const write = app.send('PUT', '/articles/1', { 'X-Text': 'new' });
        await gate.entered('before');
        await read(races[1].when);
        gate.open('before');
        await gate.entered('after');
        await read(races[2].when);
        gate.open('after');
        await write;
        gate.open('reader');
        const [{ headers, body }] = (await Promise.all(begun)) as [Answer];
        expect(JSON.parse(body)).to.deep.equal({ text: when === races[2].when ? 'new' : 'old' });
        expect(headers.etag !== undefined).to.equal(tagged);
        const next = await app.send('GET', '/articles/1', { 'If-None-Match': headers.etag ?? '"none"' });
        expect([next.status, JSON.parse(next.body).text]).to.deep.equal([200, 'new']);
        expect(next.headers.etag).to.be.a('string').and.not.to.equal(headers.etag);
      });
    }
  });

  async function tagOf(path: string): Promise<string> {
    const { status, headers } = await app.send('GET', path);
    expect(status).to.equal(200);
    expect(headers.etag, `the tag of ${path}`).to.be.a('string');
    return headers.etag as string;
  }
}
