import { Body, Controller, Get, JsonController, Put } from 'routing-controllers';
import { ETag, ETagFromResult, LastModified, PreconditionRequired, ShallowEtag } from 'routing-controllers-etag';
import { App, plainSetup, type Setup } from '../controllers/app';
import { middleware } from '../controllers/exchange';

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

@Controller()
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
}

@JsonController()
class DocumentWriteController {
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
 * @param files - a directory whose files are served, too
 */
export function startOrigin({ setup = plainSetup, files }: { setup?: Setup; files: string }): Promise<App> {
  const { driver } = setup;
  const origin = new App(setup, {
    controllers: [DocumentController, DocumentWriteController],
    interceptors: [ShallowEtag()],
    use: [
      middleware((exchange, next) => {
        exchange.whenAnswered((status) => answered.push(`${exchange.method} ${exchange.path} ${status}`));
        return next();
      }),
      driver.cors({ exposed: ['ETag'], allowed: ['Content-Type', 'If-Match', 'If-None-Match'] }),
      driver.compression({ threshold: 256 }),
      driver.middleware().shallowEtag(),
      driver.files(files),
    ],
  });
  return origin.start();
}
