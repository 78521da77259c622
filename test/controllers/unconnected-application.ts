/**
 * An application under a routing-controllers that does not ask as ours expects; it runs in a process of its own, and prints
 * what its requests were answered.
 */
import 'reflect-metadata';
import { Get, getMetadataArgsStorage, JsonController, Param, Put } from 'routing-controllers';

const [, , hook, driver] = process.argv;

type Storage = { filterActionsWithTarget?: unknown };

const storage = getMetadataArgsStorage() as Storage;

const original: (target: Function) => unknown = Object.getPrototypeOf(storage).filterActionsWithTarget;

/** Lets routing-controllers ask past what has been put onto the storage. */
function askPast(): void {
  const { MetadataBuilder } = require('routing-controllers/cjs/metadata-builder/MetadataBuilder');
  const { createActions } = MetadataBuilder.prototype;
  const holder = globalThis as { routingControllersMetadataArgsStorage?: unknown };
  MetadataBuilder.prototype.createActions = function (controller: object): unknown {
    const value = (target: Function) => original.call(storage, target);
    holder.routingControllersMetadataArgsStorage = Object.create(storage, { filterActionsWithTarget: { value } });
    try {
      return createActions.call(this, controller);
    } finally {
      holder.routingControllersMetadataArgsStorage = storage;
    }
  };
}

/** Ways in which the hook may be gone. */
const hooks: Readonly<Record<string, (loaded: boolean) => void>> = {
  'has no such method': (loaded) => {
    if (!loaded) storage.filterActionsWithTarget = undefined;
  },
  'has something else there': (loaded) => {
    if (!loaded) storage.filterActionsWithTarget = [];
  },
  'does not ask it': (loaded) => {
    if (!loaded) askPast();
  },
  'has stopped asking it': (loaded) => {
    if (loaded) askPast();
  },
  'has it taken away': (loaded) => {
    if (loaded) delete storage.filterActionsWithTarget;
  },
  'has another one by now': (loaded) => {
    if (loaded) storage.filterActionsWithTarget = (target: Function) => original.call(storage, target);
  },
  'has one around it by now': (loaded) => {
    const { filterActionsWithTarget } = storage as { filterActionsWithTarget: typeof original };
    if (loaded) storage.filterActionsWithTarget = (target: Function) => filterActionsWithTarget.call(storage, target);
  },
  'asks it': () => {},
};

/** The hooks by which all is checked. */
const CONNECTING = ['asks it', 'has another one by now', 'has one around it by now'];

/** A derived class that was not completed has no middleware of ours: only the trial at loading protects what it inherits. */
const INHERITED = [['PUT', '/inherited', { 'If-Match': '"v0"' }]] as const;

async function main(): Promise<void> {
  hooks[hook as string]?.(false);
  const { ETag, LastModified, PreconditionRequired, WebReq } =
    require('routing-controllers-etag') as typeof import('routing-controllers-etag');
  const { App, setups } = require('./app') as typeof import('./app');
  const ran: string[] = [];

  class BaseController {
    @Put('/inherited')
    @ETag(() => 'v1')
    inherited(): object {
      ran.push('inherited');
      return {};
    }
  }

  @JsonController()
  class DocumentController extends BaseController {
    @Get('/tagged/:id')
    @Put('/tagged/:id')
    @ETag(() => 'v1')
    tagged(@Param('id') _id: number): object {
      ran.push('tagged');
      return {};
    }

    @Put('/dated')
    @LastModified(() => 0)
    @PreconditionRequired()
    dated(): object {
      ran.push('dated');
      return {};
    }

    @Put('/asked')
    asked(@WebReq() web: import('routing-controllers-etag').WebRequest): object {
      web.checkNotModified('v1');
      ran.push('asked');
      return {};
    }
  }

  hooks[hook as string]?.(true);
  const answers: Record<string, { status: number; body: string }> = {};
  for (const setup of setups.filter(({ driver: { name } }) => name === driver)) {
    const app = await new App(setup, { controllers: [DocumentController], interceptors: [class {}] }).start();
    for (const [method, path, fields] of [
      ['PUT', '/tagged/1', { 'If-Match': '"v0"' }],
      ['PUT', '/tagged/1', { 'If-Match': '"v1"' }],
      ['GET', '/tagged/1', {}],
      ['PUT', '/dated', { 'If-Unmodified-Since': 'Mon, 01 Jan 1900 00:00:00 GMT' }],
      ['PUT', '/asked', { 'If-Match': '"v0"' }],
      ...(CONNECTING.includes(hook as string) ? INHERITED : []),
    ] as const) {
      const { status, body } = await app.send(method, path, fields as Record<string, string>);
      answers[`${setup.defaultErrorHandler} ${method} ${path} ${JSON.stringify(fields)}`] = { status, body };
    }
    await app.stop();
  }
  console.log(JSON.stringify({ answers, ran }));
}

main().catch((error: Error) => console.log(JSON.stringify({ failed: error.message })));
