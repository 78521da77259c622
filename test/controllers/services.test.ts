import { expect } from 'chai';
import { Get, JsonController, Put } from 'routing-controllers';
import {
  type ConditionalRequestsOptions,
  conditionalRequests,
  ETag,
  type Guard,
  GuardUnavailableError,
  InProcessGuard,
  MemoryVersions,
  Touches,
  versionOf,
} from 'routing-controllers-etag';
import { App, inEachSetup, plainSetup } from './app';

@JsonController('/article')
class ArticleController {
  @Get()
  @ETag(versionOf(() => 'services:article'))
  show(): object {
    return {};
  }

  @Put()
  @ETag(() => 'v1')
  @Touches(() => 'services:article')
  update(): object {
    return {};
  }
}

/** A guard that never gives a turn. */
class ClosedGuard implements Guard {
  take(): Promise<never> {
    return Promise.reject(new GuardUnavailableError('closed'));
  }
}

describe('conditionalRequests({ guard, versions })', () => {
  const apps: App[] = [];
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.stop();
  });

  it('are one of each for the process, if nothing is said', async () => {
    const [one, other] = [await start(), await start({})];
    const tag = await tagOf(one);
    expect(await tagOf(other)).to.equal(tag);
    expect((await update(one)).status).to.equal(200);
    expect(await tagOf(one)).not.to.equal(tag);
    expect(await tagOf(other)).to.equal(await tagOf(one));
  });

  it('are those that the application names', async () => {
    const versions = new MemoryVersions();
    const app = await start({ guard: new ClosedGuard(), versions });
    const tag = await tagOf(app);
    expect(await tagOf(await start())).not.to.equal(tag);
    versions.touch('services:article');
    expect(await tagOf(app)).not.to.equal(tag);
    const { status, headers } = await update(app);
    expect([status, headers['retry-after']]).to.deep.equal([503, '1']);
  });

  it('are those of the inner one where it names any, and else of the outer one', async () => {
    const versions = new MemoryVersions();
    const inner = conditionalRequests({ guard: new InProcessGuard() });
    const app = await start({ guard: new ClosedGuard(), versions }, inner);
    expect((await update(app)).status).to.equal(200);
    const tag = await tagOf(app);
    versions.touch('services:article');
    expect(await tagOf(app)).not.to.equal(tag);
  });

  async function start(options?: ConditionalRequestsOptions, ...use: Function[]): Promise<App> {
    const app = new App(plainSetup, {
      controllers: [ArticleController],
      ...(options && { conditionalRequests: options }),
      use,
    });
    apps.push(await app.start());
    return app;
  }
});

describe('conditionalRequests() with what it does not take', () => {
  for (const [options, message] of [
    [null, /takes an object of options, such as \{ guard, versions \}/],
    [{ gard: new InProcessGuard() }, /unknown option gard; the options are guard, versions/],
    [{ guard: {} }, /guard takes an object with a method take, such as new RedisGuard\(client\)/],
    [{ guard: null }, /guard takes an object with a method take/],
    [{ versions: { touch() {}, mark() {} } }, /versions takes an object with a method versionsOf/],
    [{ unevaluated: 'ignore' }, /unevaluated takes 'warn' or 'refuse', not ignore/],
    [{ apacheMarks: 1 }, /apacheMarks takes true or false/],
  ] as const) {
    it(`says so at once: ${JSON.stringify(options)} -> ${message}`, () => {
      expect(() => conditionalRequests(options as unknown as ConditionalRequestsOptions)).to.throw(TypeError, message);
    });
  }
});

describe('conditionalRequests() behind the controllers', () => {
  inEachSetup({ controllers: [ArticleController], useBehind: [conditionalRequests()] }, (app) => {
    it('is an error that says so, and no action runs unguarded', async () => {
      const { status, body } = await app.send('PUT', '/article', { 'If-Match': '"v1"' });
      expect(status).to.equal(500);
      expect(body).to.match(/conditionalRequests\(\) is registered after the controllers.*register it before/s);
    });
  });
});

async function tagOf(app: App): Promise<string> {
  const { headers } = await app.send('GET', '/article');
  expect(headers.etag).to.be.a('string');
  return headers.etag as string;
}

function update(app: App) {
  return app.send('PUT', '/article', { 'If-Match': '"v1"' });
}
