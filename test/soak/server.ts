import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import Koa, { type Context, type Next } from 'koa';
import {
  Ctx,
  Get,
  HttpError,
  JsonController,
  OnUndefined,
  Param,
  Put,
  UseBefore,
  useKoaServer,
} from 'routing-controllers';
import {
  ETag,
  ETagFromResult,
  InProcessGuard,
  LastModified,
  MemoryVersions,
  PreconditionRequired,
  ShallowEtag,
  Touches,
  useGuard,
  useVersions,
  versionOf,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';

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
function arrived(ctx: Context, next: Next): Promise<unknown> {
  ctx.res.writeProcessing();
  return next();
}

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
    throw new HttpError(503, 'this generator fails');
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
  async slow(@Param('id') _id: number, @Ctx() ctx: Context) {
    if (!ctx.req.socket.destroyed) await new Promise((resolve) => ctx.req.socket.once('close', resolve));
  }
}

/** Of the event loop, so that what the last requests have left to do is done. */
const ROUNDS = 5;

const guard = new InProcessGuard();
const app = new Koa();
// Clients that leave are errors of the application, which prints them.
app.silent = true;
app.use(useGuard(guard));
app.use(useVersions(new MemoryVersions({ max: 1000 })));
useKoaServer(app, { controllers: [SoakController], interceptors: [ShallowEtag()] });
const server = createServer(app.callback());
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

process.on('message', async () => {
  while ((await sockets()) > 0) await setImmediate();
  for (let round = 0; round < ROUNDS; round++) {
    await setImmediate();
    (globalThis.gc as () => void)();
  }
  const held: Held = {
    heap: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().sort(),
    sockets: await sockets(),
    guarded: guard.size,
  };
  process.send?.(held);
});

function sockets(): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}
