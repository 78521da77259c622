import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Param } from 'routing-controllers';
import type { Setup } from '../controllers/app';
import { App } from '../controllers/app';
import { middleware } from '../controllers/exchange';
import { TemporaryDirectory } from '../koa/temporary-directory';

/** A server of files, with tags of their contents and with ranges. */
export class FileServer {
  readonly folder = new TemporaryDirectory();
  /** What was asked and what was answered, as `GET /film.wav bytes=0- 206`. */
  readonly answered: string[] = [];
  readonly app: App;

  constructor(setup: Setup) {
    const { driver } = setup;
    const { ranges, shallowEtag } = driver.middleware();
    this.app = new App(setup, {
      controllers: [fileController(this.folder)],
      use: [
        middleware((exchange, next) => {
          exchange.whenAnswered((status) => this.answered.push(`${exchange.path} ${exchange.get('Range')} ${status}`));
          return next();
        }),
        driver.compression({ threshold: 1024 }),
        ranges(),
        shallowEtag(),
        driver.wholeFiles(this.folder.path),
      ],
    });
  }

  async start(): Promise<void> {
    await this.app.start();
  }

  async stop(): Promise<void> {
    await this.app.stop();
    this.folder.remove();
  }
}

/** Opens files without asking for their lengths first, as koa-static and express.static do: they can be replaced in between. */
function fileController(folder: TemporaryDirectory): Function {
  @Controller('/opened')
  class FileController {
    @Get('/:name')
    open(@Param('name') name: string): unknown {
      return createReadStream(join(folder.path, name));
    }
  }
  return FileController;
}
