import 'reflect-metadata';
import { expect } from 'chai';
import { Get, getMetadataArgsStorage, JsonController } from 'routing-controllers';
import { ETag, WebReq, type WebRequest } from 'routing-controllers-etag';
import { App, plainSetup } from './app';

/** What other test files have declared is put back at the end. */
type Holder = { routingControllersMetadataArgsStorage?: object | undefined };

function declareControllers(version: string): Function[] {
  class BaseController {
    @Get('/inherited')
    @ETag(() => version)
    inherited(): object {
      return {};
    }
  }

  @JsonController()
  class DocumentController extends BaseController {
    @Get('/tagged')
    @ETag(() => version)
    tagged(): object {
      return {};
    }

    @Get('/injected')
    injected(@WebReq() web: WebRequest): object | null {
      return web.checkNotModified(version) ? null : {};
    }
  }

  return [DocumentController];
}

async function expectConditional(version: string): Promise<void> {
  const app = await new App(plainSetup, { controllers: declareControllers(version), interceptors: [class {}] }).start();
  try {
    for (const path of ['/tagged', '/injected', '/inherited']) {
      const answer = await app.send('GET', path, { 'If-None-Match': `"${version}"` });
      expect(answer.status, path).to.equal(304);
    }
  } finally {
    await app.stop();
  }
}

describe("a reset of routing-controllers' metadata storage", () => {
  const holder = globalThis as Holder;
  let storage: ReturnType<typeof getMetadataArgsStorage>;
  let saved: object;

  beforeEach(() => {
    storage = getMetadataArgsStorage();
    saved = { ...storage };
  });

  afterEach(() => {
    holder.routingControllersMetadataArgsStorage = Object.assign(storage, saved);
  });

  it('between two applications breaks nothing', async () => {
    await expectConditional('v1');
    getMetadataArgsStorage().reset();
    await expectConditional('v2');
    getMetadataArgsStorage().reset();
    await expectConditional('v3');
  });

  it('by a storage of its own breaks nothing', async () => {
    await expectConditional('v1');
    holder.routingControllersMetadataArgsStorage = undefined;
    await expectConditional('v2');
  });
});
