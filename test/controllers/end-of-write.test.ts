import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import type { Context, Next } from 'koa';
import { Ctx, Get, HeaderParam, JsonController, Put, UseBefore } from 'routing-controllers';
import { ETag, Touches, versionOf } from 'routing-controllers-etag';
import { RawClient } from '../raw-client';
import { Gate } from '../stores/gate';
import { type App, type AppOptions, inEachSetup, onlyOn } from './app';

/** The one row of a database, whose changes become visible when their transaction commits. */
const row = { version: 1, text: 'old' };
const gate = new Gate();
let pending: { readonly text: string; readonly version: number } | undefined;

function change(text: string): void {
  pending = { text, version: row.version + 1 };
}

/** Commits what the action has changed, when the test lets it. */
async function transaction(run: () => Promise<unknown>): Promise<unknown> {
  const result = await run();
  const changed = pending;
  pending = undefined;
  if (changed === undefined) return result;
  await gate.pass(`commit ${changed.text}`);
  Object.assign(row, changed);
  return result;
}

const transactionMiddleware = async (_ctx: Context, next: Next): Promise<void> => {
  await transaction(next);
};

function Transactional(_prototype: object, _name: string | symbol, descriptor: PropertyDescriptor): void {
  const method = descriptor.value;
  descriptor.value = function (...args: unknown[]) {
    return transaction(() => method.apply(this, args));
  };
}

const tag = () => row.version;

/** The actions of a row, below whatever commits. */
function rowController(path: string, ofTagged: MethodDecorator = () => {}, ofNamed = ofTagged): Function {
  @JsonController(path)
  class RowController {
    @Get('/tagged')
    @ETag(tag)
    show(): object {
      return { text: row.text };
    }

    @ofTagged
    @Put('/tagged')
    @ETag(tag)
    update(@HeaderParam('X-Text') text: string): object {
      change(text);
      return {};
    }

    @Get('/named')
    @ETag(versionOf(() => 'row'))
    showNamed(): object {
      return { text: row.text };
    }

    @ofNamed
    @Put('/named')
    @Touches(() => 'row')
    updateNamed(@HeaderParam('X-Text') text: string): object {
      change(text);
      return {};
    }
  }
  return RowController;
}

const used = UseBefore(transactionMiddleware) as MethodDecorator;
const usedBelowTag: MethodDecorator = (...method) =>
  Reflect.decorate([ETag(() => undefined) as MethodDecorator, used], ...method);

const plainController = rowController('/plain');
const decoratedController = rowController('/decorated', Transactional);
const usedController = rowController('/used', used, usedBelowTag);

const onKoaAlone = onlyOn('koa', 'routing-controllers goes on to the next route on Express where nothing was sent');
const onKoa = onlyOn('koa', 'its middleware waits for what is inside of it');

/** Where the commit stands, and whether conditionalRequests() surrounds it. */
const arrangements: readonly {
  readonly commit: string;
  readonly path: string;
  readonly options: AppOptions;
  readonly koa: boolean;
}[] = [
  {
    commit: 'in a decorator above @ETag',
    path: '/decorated',
    options: { controllers: [decoratedController] },
    koa: false,
  },
  {
    commit: 'in a decorator above @ETag, inside of conditionalRequests()',
    path: '/decorated',
    options: { controllers: [decoratedController], conditionalRequests: {} },
    koa: false,
  },
  { commit: 'in @UseBefore', path: '/used', options: { controllers: [usedController] }, koa: true },
  {
    commit: 'in middleware of the application',
    path: '/plain',
    options: { controllers: [plainController], use: [transactionMiddleware] },
    koa: true,
  },
  {
    commit: 'in middleware of the application, inside of conditionalRequests()',
    path: '/plain',
    options: { controllers: [plainController], conditionalRequests: {}, use: [transactionMiddleware] },
    koa: true,
  },
];

describe('a write ends when all around it has ended (fault 2)', () => {
  for (const { commit, path, options, koa } of arrangements) {
    describe(`where the commit is ${commit}`, () => {
      inEachSetup(options, (app) => describeEnd(app, path), koa ? onKoa : undefined);
    });
  }
});

@JsonController('/silent')
class SilentController {
  @Put()
  @ETag(tag)
  update(@Ctx() ctx: Context, @HeaderParam('X-Silent') silent?: string): object {
    if (silent === undefined) return {};
    ctx.respond = false;
    gate.open('silent');
    return ctx;
  }
}

describe('a write whose response is never written (fault 2)', () => {
  for (const [where, conditionalRequests] of [
    ['when its client leaves, without conditionalRequests()', undefined],
    ['when all inside is done, within conditionalRequests()', {}],
  ] as const) {
    describe(`ends ${where}`, () => {
      inEachSetup(
        { controllers: [SilentController], ...(conditionalRequests && { conditionalRequests }) },
        (app) => {
          it('and the next one has its turn', async () => {
            Object.assign(row, { version: 1 });
            gate.reset();
            const client = await RawClient.connect(app.port);
            client.send({ target: 'PUT /silent', fields: { 'X-Silent': 'yes', 'If-Match': '"1"' } });
            await gate.pass('silent');
            const next = app.send('PUT', '/silent', { 'If-Match': '"1"' });
            if (conditionalRequests === undefined) client.leave();
            expect((await next).status).to.equal(200);
            client.leave();
          });
        },
        onKoaAlone,
      );
    });
  }
});

function describeEnd(app: App, path: string): void {
  beforeEach(() => {
    Object.assign(row, { version: 1, text: 'old' });
    pending = undefined;
    gate.reset();
  });

  it('two writes with the tag of one version at once: the second one is refused', async () => {
    const first = put('/tagged', 'first', { 'If-Match': '"1"' });
    await gate.entered('commit first');
    const second = put('/tagged', 'second', { 'If-Match': '"1"' });
    await app.send('GET', `${path}/tagged`);
    gate.open('commit first');
    expect([(await first).status, (await second).status]).to.deep.equal([200, 412]);
    expect(row).to.deep.equal({ version: 2, text: 'first' });
  });

  it('what a reader gets before the commit never revalidates after it', async () => {
    const writing = put('/named', 'new');
    await gate.entered('commit new');
    const before = await app.send('GET', `${path}/named`);
    expect(before.body).to.contain('old');
    expect(before.headers.etag).to.equal(undefined);
    gate.open('commit new');
    expect((await writing).status).to.equal(200);
    const after = await settledRead();
    expect(after.body).to.contain('new');
    expect((await app.send('GET', `${path}/named`, { 'If-None-Match': after.headers.etag as string })).status).to.equal(
      304,
    );
  });

  it('a client that leaves during the commit ends nothing before it', async () => {
    const client = await RawClient.connect(app.port);
    client.send({ target: `PUT ${path}/named`, fields: { 'X-Text': 'left' } });
    await gate.entered('commit left');
    client.leave();
    await setImmediate();
    gate.open('commit left');
    const after = await settledRead();
    expect((await app.send('GET', `${path}/named`, { 'If-None-Match': after.headers.etag as string })).status).to.equal(
      304,
    );
  });

  it('a commit that fails ends the write, and the next one has its turn', async () => {
    const first = put('/tagged', 'first', { 'If-Match': '"1"' });
    await gate.entered('commit first');
    const second = put('/tagged', 'second', { 'If-Match': '"1"' });
    gate.open('commit first', new Error('the commit failed'));
    expect((await first).status).to.equal(500);
    await gate.letThrough('commit second');
    expect((await second).status).to.equal(200);
    expect(row.text).to.equal('second');
  });

  function put(resource: string, text: string, fields: Readonly<Record<string, string>> = {}) {
    return app.send('PUT', path + resource, { 'X-Text': text, ...fields });
  }

  /** The first read that is tagged: a mark may be settled while a fast client asks already. */
  async function settledRead() {
    for (;;) {
      const answer = await app.send('GET', `${path}/named`);
      if (answer.headers.etag !== undefined) return answer;
      await setImmediate();
    }
  }
}
