import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Get, HttpError, JsonController, OnUndefined, Param, Put, UseBefore } from 'routing-controllers';
import {
  ETag,
  ETagFromResult,
  InProcessGuard,
  LastModified,
  MemoryVersions,
  PreconditionRequired,
  ShallowEtag,
  Touches,
  versionOf,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { App, type Setup, setups } from '../controllers/app';
import { type Exchange, InExchange, middleware } from '../controllers/exchange';

/** What the process holds when all that was asked of it is done, and the garbage is collected. */
export interface Held {
  /** Bytes. */
  readonly heap: number;
  /** What keeps the process running, by kind. */
  readonly handles: readonly string[];
  readonly sockets: number;
  /** Keys that the guard holds. */
  readonly guarded: number;
}

const tag = (id: number) => `v${id}`;

/** Tells the client that the request has arrived. */
const arrived = middleware((exchange, next) => {
  exchange.raw.writeProcessing();
  return next();
});

@JsonController()
class SoakController {
  @Get('/document/:id')
  @ETag(tag)
  read(@Param('id') id: number) {
    if (id < 0) throw new HttpError(500, 'this read fails');
    return { id };
  }

  @Put('/document/:id')
  @ETag(tag)
  @PreconditionRequired()
  @ETagFromResult(({ id }: { id: number }) => `${id}`)
  write(@Param('id') id: number) {
    return { id };
  }

  @Get('/dated/:id')
  @LastModified((id: number) => id * 1000)
  dated(@Param('id') id: number) {
    return { id };
  }

  @Get('/imperative/:id')
  imperative(@Param('id') id: number, @WebReq() web: WebRequest) {
    return web.checkNotModified(tag(id)) ? null : { id };
  }

  @Get('/shallow/:id')
  shallow(@Param('id') id: number) {
    return { id };
  }

  @Get('/file/:id')
  file() {
    return createReadStream(__filename);
  }

  @Get('/versioned/:id')
  @ETag(versionOf((id: number) => [`document:${id}`, 'documents']))
  versioned(@Param('id') id: number) {
    return { id };
  }

  @Put('/versioned/:id')
  @Touches((id: number) => [`document:${id}`])
  touch(@Param('id') id: number) {
    return { id };
  }

  @Get('/untagged/:id')
  @ETag((_id: number): string => {
    throw new HttpError(503, 'this tag function fails');
  })
  untagged(@Param('id') id: number) {
    return { id };
  }

  @Get('/stream/:id')
  @ETag(tag)
  stream(@Param('id') id: number) {
    return Readable.from([`stream ${id} `, 'ends']);
  }

  @Get('/endless/:id')
  @ETag(tag)
  endless(@Param('id') id: number) {
    return Readable.from(
      (function* () {
        for (;;) yield `stream ${id} does not end `.repeat(100);
      })(),
    );
  }

  /** Ends when its client leaves. */
  @Put('/slow/:id')
  @UseBefore(arrived)
  @OnUndefined(204)
  @ETag(tag)
  async slow(@Param('id') _id: number, @InExchange() { raw }: Exchange) {
    const { socket } = raw.req;
    if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
  }
}

/** Of the event loop, so that what the last requests have left to do is done. */
const ROUNDS = 5;

const guard = new InProcessGuard();
const setup = setups.find(({ name }) => name === process.argv[2]) as Setup;
const app = new App(setup, {
  controllers: [SoakController],
  interceptors: [ShallowEtag()],
  conditionalRequests: { guard, versions: new MemoryVersions({ max: 1000 }) },
});

process.on('message', async () => {
  app.errors.length = 0;
  while ((await app.connections()) > 0) await setImmediate();
  for (let round = 0; round < ROUNDS; round++) {
    await setImmediate();
    (globalThis.gc as () => void)();
  }
  const held: Held = {
    heap: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().sort(),
    sockets: await app.connections(),
    guarded: guard.size,
  };
  process.send?.(held);
});

app.start().then(({ port }) => process.send?.(port));
