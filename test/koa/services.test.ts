import { expect } from 'chai';
import { Get, JsonController, Put } from 'routing-controllers';
import {
  ETag,
  type Guard,
  GuardUnavailableError,
  InProcessGuard,
  MemoryVersions,
  useGuard,
  useVersions,
  versionOf,
  versions,
} from 'routing-controllers-etag';
import { App, plainSetup } from '../controllers/app';
import { loadSecondCopy } from '../second-copy';

@JsonController('/article')
class ArticleController {
  @Get()
  @ETag(versionOf(() => 'services:article'))
  show(): object {
    return {};
  }

  @Put()
  @ETag(() => 'v1')
  update(): object {
    return {};
  }
}

/** A guard that never gives a turn. */
class ClosedGuard implements Guard {
  run(): Promise<never> {
    return Promise.reject(new GuardUnavailableError('closed'));
  }
}

describe('the guard and the versions of an application', () => {
  const apps: App[] = [];
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.stop();
  });

  it('are one of each for the process, if nothing is said', async () => {
    const [one, other] = [await start(), await start()];
    const tag = await tagOf(one);
    expect(await tagOf(other)).to.equal(tag);
    await versions.touch('services:article');
    expect(await tagOf(one)).not.to.equal(tag);
    expect((await update(one)).status).to.equal(200);
  });

  it('are those that the application uses', async () => {
    const store = new MemoryVersions();
    const app = await start(useGuard(new ClosedGuard()), useVersions(store));
    const tag = await tagOf(app);
    expect(await tagOf(await start())).not.to.equal(tag);
    store.touch('services:article');
    expect(await tagOf(app)).not.to.equal(tag);
    const { status, headers } = await update(app);
    expect([status, headers['retry-after']]).to.deep.equal([503, '1']);
  });

  it('are those that were named last', async () => {
    const store = new MemoryVersions();
    const app = await start(
      useGuard(new ClosedGuard()),
      useVersions(store),
      useGuard(new InProcessGuard()),
      useVersions(versions),
    );
    expect(await tagOf(app)).to.equal(await tagOf(await start()));
    expect((await update(app)).status).to.equal(200);
  });

  it('are shared by two copies of the package', () => {
    const { controllers: copy } = loadSecondCopy();
    expect(copy.MemoryVersions).not.to.equal(MemoryVersions);
    expect(copy.versions).to.equal(versions);
  });

  async function start(...use: ReturnType<typeof useGuard | typeof useVersions>[]): Promise<App> {
    const app = await new App(plainSetup, { controllers: [ArticleController], use }).start();
    apps.push(app);
    return app;
  }
});

async function tagOf(app: App): Promise<string> {
  const { headers } = await app.send('GET', '/article');
  expect(headers.etag).to.be.a('string');
  return headers.etag as string;
}

function update(app: App) {
  return app.send('PUT', '/article', { 'If-Match': '"v1"' });
}
