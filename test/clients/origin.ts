import 'reflect-metadata';
import cors from '@koa/cors';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';
import compress from 'koa-compress';
import serve from 'koa-static';
import { Body, Get, JsonController, Put, useKoaServer } from 'routing-controllers';
import { ETag, ETagFromResult, LastModified, PreconditionRequired, ShallowEtag } from 'routing-controllers-etag';
import { shallowEtag } from 'routing-controllers-etag/koa';
import { listen, type RunningServer } from '../server';

const CREATED = Date.UTC(2020, 0, 1);
const HOUR = 3_600_000;

interface Document {
  readonly version: number;
  readonly text: string;
}

let current: Document = { version: 1, text: textOf(1) };

/** Changes the document behind the back of all clients; its new text. */
export function change(text?: string): string {
  const version = current.version + 1;
  current = { version, text: text ?? textOf(version) };
  return current.text;
}

/** What the document says now. */
export function currentText(): string {
  return current.text;
}

/** Long enough to be worth compressing. */
function textOf(version: number): string {
  return `This is version ${version} of the document. `.repeat(50);
}

const version = () => current.version;

@JsonController()
class DocumentController {
  @Get('/tagged')
  @ETag(version)
  tagged() {
    return current.text;
  }

  @Get('/dated')
  @LastModified(() => CREATED + current.version * HOUR)
  dated() {
    return current.text;
  }

  @Get('/shallow')
  shallow() {
    return current.text;
  }

  @Put('/tagged')
  @ETag(version)
  @PreconditionRequired()
  @ETagFromResult((saved: Document) => saved.version)
  save(@Body() { text }: { text: string }) {
    change(text);
    return current;
  }
}

/** What was asked of the server and what it answered, as `GET /tagged 200`. */
export const answered: string[] = [];

/**
 * Starts a server as many are: CORS outside, then compression, then tags.
 *
 * @param files a directory whose files are served, too
 */
export function startOrigin(files: string): Promise<RunningServer> {
  const app = new Koa();
  app.use(async (ctx, next) => {
    await next();
    answered.push(`${ctx.method} ${ctx.path} ${ctx.status}`);
  });
  app.use(cors({ exposeHeaders: ['ETag'], allowHeaders: ['Content-Type', 'If-Match', 'If-None-Match'] }));
  app.use(compress({ threshold: 256 }));
  app.use(bodyParser());
  app.use(shallowEtag());
  app.use(serve(files));
  useKoaServer(app, { controllers: [DocumentController], interceptors: [ShallowEtag()] });
  return listen(app.callback());
}
